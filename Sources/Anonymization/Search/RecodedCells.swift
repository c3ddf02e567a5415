/// How the output columns are made from the input.
struct RecodedCells: Sendable {
  /// One quasi-identifier.
  struct Source: Sendable {
    let name: String
    let hierarchy: Hierarchy
    /// The code in the input of each row.
    let codes: [UInt32]
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
  var names: [String] { named.isEmpty ? sources.map(\.name) : named.map(\.name) }

  /// One more than the highest class of a row.
  func classCount(_ classOfRow: [UInt32]) -> Int {
    classOfRow.reduce(0) { most, place in
      place == AnonymizationResult.suppressedClass ? most : max(most, Int(place) + 1)
    }
  }

  func column(_ index: Int, classOfRow: [UInt32]) -> GeneralizedColumn {
    guard named.isEmpty else { return column(named[index], classOfRow: classOfRow) }
    let source = sources[index]
    let used = Set(stride(from: index, to: levels.count, by: sources.count).map { levels[$0] })
    var labels = ValueDictionary()
    var codeOf: [UInt8: [UInt32]] = [:]
    for level in used.sorted() {
      // The labels of a level follow those of the finer levels; equal text shares a code.
      let words = source.hierarchy.labels(at: Int(level))
      let recoded = (0..<UInt32(words.count)).map { code in
        let bytes = Array(words.utf8(code))
        return labels.code(adding: bytes.span)
      }
      let leaves = source.hierarchy.leafLabels(at: Int(level))
      codeOf[level] = source.leafOfCode.map { leaf in
        leaf == .max ? .max : recoded[Int(leaves[Int(leaf)])]
      }
    }
    let star = labels.code(adding: Hierarchy.anything)
    let codes: [UInt32]
    if levels.count == sources.count {
      let codeOf = codeOf[levels[index]] ?? []
      codes = zip(source.codes, classOfRow).map { code, place in
        place == AnonymizationResult.suppressedClass ? star : codeOf[Int(code)]
      }
    } else {
      let tables = (0...(used.max() ?? 0)).map { codeOf[$0] ?? [] }
      codes = zip(source.codes, classOfRow).map { code, place in
        place == AnonymizationResult.suppressedClass
          ? star : tables[Int(levels[Int(place) * sources.count + index])][Int(code)]
      }
    }
    return GeneralizedColumn(name: source.name, labels: labels, codes: codes)
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
