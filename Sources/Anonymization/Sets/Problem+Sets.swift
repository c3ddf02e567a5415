extension Problem {
  /// Recodes with sets of values.
  func solveBySets(_ table: Table) throws(AnonymizationError) -> AnonymizationResult {
    var partition = SetPartition(self)
    guard partition.run() else {
      throw .noSolution(suppressionLimit: request.suppressionLimit)
    }
    var classOfTuple = [UInt32](repeating: 0, count: tuples.count)
    for (place, members) in partition.classes.enumerated() {
      for tuple in members { classOfTuple[Int(tuple)] = UInt32(place) }
    }
    let (named, penalties) = names(partition)
    let recoded = RecodedCells(sources: [], levels: [], named: named)
    let classOfRow = tupleOfRow.map { classOfTuple[Int($0)] }
    let sizes = mergedSizes(recoded, classOfRow)
    guard admits(classes: sizes.count, records: rowCount) else {
      throw .noSolution(suppressionLimit: request.suppressionLimit)
    }
    return AnonymizationResult(
      levels: nil, rowCount: rowCount, suppressedCount: 0, classCount: sizes.count,
      k: sizes.min() ?? 0, loss: Loss.loss(penalties), score: nil, penalties: penalties,
      checkedTransformations: 0, latticeSize: nil, isOptimal: false,
      inputProfile: RiskProfile(sizes: tuples.counts.lazy.map(Int.init)), populationRisk: nil,
      suppressedRecords: request.suppressedRecords, classOfRow: classOfRow, cells: recoded)
  }

  /// What stands in the cells of each class, and the mean penalty of each attribute.
  private func names(_ partition: SetPartition) -> ([RecodedCells.Named], [Double]) {
    let cells = partition.cells
    let weights = partition.classes.map { members in
      members.reduce(0.0) { $0 + Double(tuples.counts[Int($1)]) }
    }
    var penalties: [Double] = []
    let named = attributes.enumerated().map { index, attribute in
      var labels = ValueDictionary()
      var penalty = 0.0
      let labelOfClass = partition.classes.enumerated().map { place, members in
        let values = Set(members.map { cells.value($0, index) })
          .sorted { cells.ranks[$0] < cells.ranks[$1] }
          .map { $0 - cells.starts[index] }
        let leaves = values.reduce(0.0) { $0 + attribute.levels[0].leafCounts[$1] }
        if attribute.domainSize > 1 {
          penalty += weights[place] * (leaves - 1) / (attribute.domainSize - 1)
        }
        return labels.code(adding: attribute.text(of: values, leaves: leaves))
      }
      penalties.append(penalty / Double(rowCount))
      return RecodedCells.Named(
        name: attribute.name, labels: labels, labelOfClass: labelOfClass)
    }
    return (named, penalties)
  }
}

extension Attribute {
  /// A set as it is written: one value as it is, several in braces, the whole domain as `*`.
  fileprivate func text(of values: [Int], leaves: Double) -> String {
    if values.count > 1, leaves == domainSize { return Hierarchy.anything }
    let labels = values.map { value in
      hierarchy.labels(at: lowest)[levels[0].hierarchyLabels[value]]
    }
    return labels.count == 1 ? labels[0] : "{" + labels.joined(separator: "|") + "}"
  }
}
