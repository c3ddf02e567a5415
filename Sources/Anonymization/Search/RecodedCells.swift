/// How the output columns are made from the input.
struct RecodedCells: Sendable {
  /// One quasi-identifier.
  struct Source: Sendable {
    let hierarchy: Hierarchy
    /// The column of the input.
    let column: Column
    /// For each code its leaf; `UInt32.max` where no row has the code.
    let leafOfCode: [UInt32]
  }

  /// One quasi-identifier whose labels belong to classes, not to levels.
  struct Named: Sendable {
    let name: String
    let labels: ValueDictionary
    let labelOfClass: [UInt32]
  }

  let sources: [Source]
  /// For each class its levels, one after the other; a single row of levels serves all classes.
  let levels: [UInt8]
  /// Where classes have labels of their own, these and neither sources nor levels.
  var named: [Named] = []

  /// The names of the columns, in the order of the request.
  var names: [String] { named.isEmpty ? sources.map(\.column.name) : named.map(\.name) }

  /// One more than the highest class of a row.
  func classCount(_ classOfRow: [UInt32]) -> Int {
    classOfRow.reduce(0) { most, place in
      place == AnonymizationResult.suppressedClass ? most : max(most, Int(place) + 1)
    }
  }

  /// The labels of a quasi-identifier that some class has.
  private struct Labels {
    var labels = ValueDictionary()
    /// For each level in use and code of the input the label.
    var labelOfCode: [[UInt32]] = []
  }

  private func labels(_ index: Int) -> Labels {
    let source = sources[index]
    let used = Set(stride(from: index, to: levels.count, by: sources.count).map { levels[$0] })
    var found = Labels()
    found.labelOfCode = [[UInt32]](repeating: [], count: Int(used.max() ?? 0) + 1)
    for level in used.sorted() {
      // The labels of a level follow those of the finer levels; equal text shares a code.
      let words = source.hierarchy.labels(at: Int(level))
      let recoded = (0..<UInt32(words.count)).map { code in
        let bytes = Array(words.utf8(code))
        return found.labels.code(adding: bytes.span)
      }
      let leaves = source.hierarchy.leafLabels(at: Int(level))
      found.labelOfCode[Int(level)] = source.leafOfCode.map { leaf in
        leaf == .max ? .max : recoded[Int(leaves[Int(leaf)])]
      }
    }
    return found
  }

  /// For each quasi-identifier the labels of some classes, equal where their text is.
  /// - Parameter rows: a row of each class, in the order of their numbers.
  /// - Returns: for each quasi-identifier a number for every class.
  func labelsOfClasses(_ rows: [Int]) -> [[UInt32]] {
    guard named.isEmpty else {
      return named.map { source in rows.indices.map { source.labelOfClass[$0] } }
    }
    return sources.indices.map { index in
      let labels = labels(index)
      return rows.enumerated().map { place, row in
        let level = Int(levels[place * sources.count + index])
        return labels.labelOfCode[level][Int(sources[index].column.code(of: row))]
      }
    }
  }

  func column(_ index: Int, classOfRow: [UInt32]) -> GeneralizedColumn {
    guard named.isEmpty else { return column(named[index], classOfRow: classOfRow) }
    let source = sources[index]
    var found = labels(index)
    let star = found.labels.code(adding: Hierarchy.anything)
    let tables = found.labelOfCode
    let codes: [UInt32]
    if levels.count == sources.count {
      let only = tables[Int(levels[index])]
      codes = zip(source.column.codes, classOfRow).map { code, place in
        place == AnonymizationResult.suppressedClass ? star : only[Int(code)]
      }
    } else {
      codes = zip(source.column.codes, classOfRow).map { code, place in
        place == AnonymizationResult.suppressedClass
          ? star : tables[Int(levels[Int(place) * sources.count + index])][Int(code)]
      }
    }
    return GeneralizedColumn(name: source.column.name, labels: found.labels, codes: codes)
  }

  private func column(_ source: Named, classOfRow: [UInt32]) -> GeneralizedColumn {
    var labels = source.labels
    let star = labels.code(adding: Hierarchy.anything)
    let codes = classOfRow.map { place in
      place == AnonymizationResult.suppressedClass ? star : source.labelOfClass[Int(place)]
    }
    return GeneralizedColumn(name: source.name, labels: labels, codes: codes)
  }
}
