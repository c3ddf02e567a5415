extension Problem {
  /// Of more tuples one scheme for all is not looked for beside a cover: it is all but never better
  /// there, and takes longer.
  private static let mostCompared = 1 << 15

  /// Covers the lattice and applies the cover; the optimum of one scheme for all records where the
  /// cover meets the conditions of no class or not that of the release as a whole, and where that
  /// scheme loses less, as it may by leaving out whoever makes all others coarse.
  func solveLocally(_ table: Table) throws(AnonymizationError) -> AnonymizationResult {
    var cover = LatticeCover(self)
    let classes = cover.run()
    let classOfRow = tupleOfRow.map { classes.classOfTuple[Int($0)] }
    let suppressed = classOfRow.count { $0 == AnonymizationResult.suppressedClass }
    guard suppressed <= suppressionLimit, suppressed < rowCount else {
      return try solveFullDomain(table)
    }
    let lowest = attributes.map { UInt8($0.lowest) }
    let recoded = cells(
      table,
      levels: classes.levels.indices.map { classes.levels[$0] + lowest[$0 % lowest.count] })
    let sizes = mergedSizes(recoded, classOfRow)
    guard admits(classes: sizes.count, records: rowCount - suppressed) else {
      return try solveFullDomain(table)
    }
    let penalties = Loss.penalties(self, tuples) { tuple in
      let place = classes.classOfTuple[tuple]
      return place == AnonymizationResult.suppressedClass ? nil : classes.levels(of: Int(place))
    }
    if request.metric == .loss, tuples.count <= Self.mostCompared,
      let better = solveFullDomain(table, below: Loss.product(penalties))
    {
      return better
    }
    return AnonymizationResult(
      levels: nil, rowCount: rowCount, suppressedCount: suppressed, classCount: sizes.count,
      k: sizes.min() ?? 0, loss: Loss.loss(penalties), score: nil,
      penalties: penalties,
      checkedTransformations: cover.checkedTransformations, latticeSize: Lattice(self).size,
      isOptimal: false, inputProfile: RiskProfile(sizes: tuples.counts.lazy.map(Int.init)),
      populationRisk: nil, suppressedRecords: request.suppressedRecords, classOfRow: classOfRow,
      cells: recoded)
  }

  /// The sizes of the classes as a reader sees them: two of different levels whose labels read the
  /// same are one.
  /// - Parameters:
  ///   - recoded: what their cells hold.
  ///   - classOfRow: for each row its class, or the suppressed class.
  /// - Returns: the sizes.
  func mergedSizes(_ recoded: RecodedCells, _ classOfRow: [UInt32]) -> [Int] {
    var sizes = [Int](repeating: 0, count: recoded.classCount(classOfRow))
    var firstRows = sizes
    for (row, place) in classOfRow.enumerated() where place != AnonymizationResult.suppressedClass {
      if sizes[Int(place)] == 0 { firstRows[Int(place)] = row }
      sizes[Int(place)] += 1
    }
    let columns = recoded.labelsOfClasses(firstRows)
    var merged: [Int] = []
    var before: Int?
    for place in CellSort.order(columns, count: sizes.count).lazy.map(Int.init)
    where sizes[place] > 0 {
      if let before, columns.allSatisfy({ $0[before] == $0[place] }) {
        merged[merged.count - 1] += sizes[place]
      } else {
        merged.append(sizes[place])
      }
      before = place
    }
    return merged
  }
}
