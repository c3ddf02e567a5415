extension CoverImprovement {
  /// Forms new classes of tuples from several that can spare them, where all cells together cost less
  /// then.
  mutating func form(at transformations: some Collection<[UInt8]>) {
    // More classes make the average risk higher.
    guard problem.request.averageRisk >= 1 else { return }
    let tuples = classes.classOfTuple.indices.map { UInt32($0) }.filter { planner.isSpare($0) }
    guard tuples.count <= CoverColumns.largest else { return }
    var columns = CoverColumns(problem, classes.scales, tuples)
    for transformation in transformations {
      for cell in columns.cells(transformation) {
        let first = columns.tuple(at: cell[cell.startIndex])
        let cost = classes.scales.cost(first, transformation)
        let isGain = cell.contains {
          gain(columns.tuple(at: $0), cost) > CoverPlanner.leastGain
        }
        if isGain { form(columns.tuples(at: cell), transformation, cost) }
      }
    }
  }

  /// What a record of a tuple costs less in a class of some cost.
  private func gain(_ tuple: UInt32, _ cost: Double) -> Double {
    classes.costs[Int(classes.classOfTuple[Int(tuple)])] - cost
  }

  /// Forms a class of the tuples of a cell that gain by it, and of others where these are too few.
  private mutating func form(_ tuples: [UInt32], _ transformation: [UInt8], _ cost: Double) {
    let sorted = tuples.map { (gain: gain($0, cost), tuple: $0) }
      .sorted { ($1.gain, $0.tuple) < ($0.gain, $1.tuple) }
    var taken: [UInt32: Int] = [:]
    var chosen: [UInt32] = []
    var size = 0
    var saved = 0.0
    for (gain, tuple) in sorted {
      if gain <= CoverPlanner.leastGain, size >= problem.leastClassSize { break }
      let source = classes.classOfTuple[Int(tuple)]
      let records = Int(classes.counts[Int(tuple)])
      let left = classes.sizes[Int(source)] - taken[source, default: 0] - records
      guard left >= problem.leastClassSize else { continue }
      taken[source, default: 0] += records
      chosen.append(tuple)
      size += records
      saved += gain * Double(records)
    }
    guard size >= problem.leastClassSize, saved > CoverPlanner.leastGain,
      classes.scales.areEqual(chosen, transformation), planner.hold(chosen)
    else { return }
    let others = Set(chosen)
    for source in taken.keys {
      guard planner.hold(classes.members[Int(source)].filter { !others.contains($0) }) else {
        return
      }
    }
    let place = planner.classes.addClass()
    for tuple in chosen { planner.classes.move(tuple, to: place) }
  }
}
