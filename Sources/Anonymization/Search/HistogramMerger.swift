/// Adds up the histograms of merged classes, one class at a time.
struct HistogramMerger {
  private var frequencies: [UInt32]
  private var touched: [UInt32] = []
  private var starts: [Int] = []
  private var ordered: [UInt32] = []

  /// - Parameter valueCount: the number of values of the column.
  init(valueCount: Int) {
    frequencies = [UInt32](repeating: 0, count: valueCount)
  }

  /// Visits each class of a block with the values in it and how often each occurs.
  /// - Parameters:
  ///   - histograms: the histograms of the source.
  ///   - range: the members of the source in the block.
  ///   - classes: the classes that they form.
  ///   - classOf: for each member its class.
  ///   - visit: takes the class, its values, and the frequencies of all values.
  mutating func merge(
    _ histograms: Histograms, _ range: Range<Int>, classes: Range<Int>, classOf: [UInt32],
    visit: (Int, [UInt32], [UInt32]) -> Void
  ) {
    // A counting sort of the members by their class.
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: classes.count + 1))
    for member in range { starts[Int(classOf[member]) - classes.lowerBound + 1] += 1 }
    for place in 0..<classes.count { starts[place + 1] += starts[place] }
    if ordered.count < range.count { ordered = [UInt32](repeating: 0, count: range.count) }
    for member in range {
      let place = Int(classOf[member]) - classes.lowerBound
      ordered[starts[place]] = UInt32(member)
      starts[place] += 1
    }
    var first = 0
    for place in 0..<classes.count {
      for member in ordered[first..<starts[place]] {
        let pairs = histograms.starts[Int(member)]..<histograms.starts[Int(member) + 1]
        for pair in pairs {
          let value = histograms.values[Int(pair)]
          if frequencies[Int(value)] == 0 { touched.append(value) }
          frequencies[Int(value)] += histograms.counts[Int(pair)]
        }
      }
      first = starts[place]
      visit(classes.lowerBound + place, touched, frequencies)
      for value in touched { frequencies[Int(value)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
  }
}
