extension Problem {
  /// Finds the optimum and applies it.
  func solveFullDomain(_ table: Table) throws(AnonymizationError) -> AnonymizationResult {
    var search = FullDomainSearch(self)
    search.run()
    guard let best = search.best.solution else {
      throw .noSolution(suppressionLimit: request.suppressionLimit)
    }
    return result(of: &search, best, table)
  }

  /// Finds the optimum where it is better than something else, and applies it.
  /// - Parameters:
  ///   - table: the input.
  ///   - score: the score of something else, as an objective counts it.
  /// - Returns: nil where no transformation scores less.
  func solveFullDomain(_ table: Table, below score: Double) -> AnonymizationResult? {
    var search = FullDomainSearch(self, below: score)
    search.run()
    guard let best = search.best.solution, best.score < score - BestSolution.tolerance else {
      return nil
    }
    return result(of: &search, best, table)
  }

  private func result(
    of search: inout FullDomainSearch, _ best: BestSolution.Solution, _ table: Table
  ) -> AnonymizationResult {
    let translations = search.checker.translations(to: best.levels)
    let (classes, classOfTuple) = search.checker.grouper.rollUp(tuples, by: translations)
    let passing = search.checker.passing(classes)
    // Another order of the same sums would differ in the last digits of a score.
    let verdict = search.checker.check(best.levels, from: tuples)
    // Released classes are numbered anew, so that numbers have no gaps.
    var numbers = [UInt32](repeating: AnonymizationResult.suppressedClass, count: classes.count)
    var released = 0
    var smallest = UInt32.max
    for place in 0..<classes.count where passing[place] {
      numbers[place] = UInt32(released)
      released += 1
      smallest = min(smallest, classes.counts[place])
    }
    let levels = best.levels[...]
    let penalties = Loss.penalties(self, classes) { passing[$0] ? levels : nil }
    let numberOfTuple = classOfTuple.map { numbers[Int($0)] }
    return AnonymizationResult(
      levels: zip(best.levels, attributes).map { Int($0) + $1.lowest }, rowCount: rowCount,
      suppressedCount: verdict.suppressed, classCount: released, k: Int(smallest),
      loss: Loss.loss(penalties),
      score: request.metric == .loss
        ? Loss.loss(penalties) : search.objective.score(best.levels, verdict),
      penalties: penalties,
      checkedTransformations: search.checkedTransformations,
      latticeSize: search.lattice.size, isOptimal: search.isOptimal,
      inputProfile: RiskProfile(sizes: tuples.counts.lazy.map(Int.init)),
      populationRisk: populationRisk(classes, passing),
      suppressedRecords: request.suppressedRecords,
      classOfRow: tupleOfRow.map { numberOfTuple[Int($0)] },
      cells: cells(table, levels: zip(best.levels, attributes).map { $0 + UInt8($1.lowest) }))
  }

  /// The risks of the released classes against the population, whose numbers are the last column.
  private func populationRisk(_ classes: ClassTable, _ passing: [Bool]) -> PopulationRisk? {
    guard request.population != nil, let members = classes.histograms.last else { return nil }
    return PopulationRisk(
      passing.indices.filter { passing[$0] }.map { place in
        let pairs = Int(members.starts[place])..<Int(members.starts[place + 1])
        let people = pairs.first { members.values[$0] == Population.person }
        return (
          records: Int(classes.counts[place]), people: people.map { Int(members.counts[$0]) } ?? 0
        )
      })
  }

  /// How the output columns are made.
  /// - Parameters:
  ///   - table: the input.
  ///   - levels: the hierarchy's levels of each class, or one row of levels for all.
  /// - Returns: what the output columns are made from.
  func cells(_ table: Table, levels: [UInt8]) -> RecodedCells {
    let sources = request.quasiIdentifiers.compactMap { identifier in
      table.column(named: identifier.column).map { column in
        RecodedCells.Source(
          hierarchy: identifier.hierarchy, column: column,
          leafOfCode: identifier.hierarchy.leaves(of: column.values))
      }
    }
    return RecodedCells(sources: sources, levels: levels)
  }
}
