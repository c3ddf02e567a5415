extension Grouper {
  /// Groups a whole source to a new table, so that coarser transformations start from less.
  /// - Parameters:
  ///   - source: the classes to merge.
  ///   - translations: what stands for each code of the source.
  ///   - sizesOnly: whether codes and histograms are left out.
  /// - Returns: the merged classes, and for each member of the source its class.
  mutating func rollUp(
    _ source: ClassTable, by translations: [Translation], sizesOnly: Bool = false
  ) -> (table: ClassTable, classOf: [UInt32]) {
    begin(translations, classesOf: source.count)
    var blocks = [0]
    for block in 1..<source.blocks.count {
      let range = source.blocks[block - 1]..<source.blocks[block]
      blocks.append(
        group(source, range, by: translations, keepsClasses: true).upperBound)
    }
    let members = Array(representatives[..<classCount])
    let codes = sizesOnly ? [] : source.codes.map { $0.gathered(members) }
    let classes = Array(classOf[..<source.count])
    let histograms = (sizesOnly ? [] : source.histograms).map {
      $0.merged(classes: classCount, classOf: classes)
    }
    let table = ClassTable(
      codes: codes, counts: Array(counts[..<classCount]), blocks: blocks, histograms: histograms)
    return (table, classes)
  }
}

extension Histograms {
  /// The histograms of classes that these are members of.
  /// - Parameters:
  ///   - classCount: the number of classes.
  ///   - classOf: for each member its class.
  /// - Returns: one histogram for each class.
  func merged(classes classCount: Int, classOf: [UInt32]) -> Histograms {
    var merged = Histograms()
    var merger = HistogramMerger(valueCount: Int(values.max() ?? 0) + 1)
    merger.merge(self, 0..<classOf.count, classes: 0..<classCount, classOf: classOf) {
      _, touched, frequencies in
      for value in touched {
        merged.values.append(value)
        merged.counts.append(frequencies[Int(value)])
      }
      merged.starts.append(UInt32(merged.values.count))
    }
    return merged
  }
}
