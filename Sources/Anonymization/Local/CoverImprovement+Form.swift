extension CoverImprovement {
  /// Forms new classes of tuples from several that can spare them, where all cells together cost less
  /// then.
  mutating func form(at transformations: some Collection<[UInt8]>) {
    // More classes make the average risk higher.
    guard problem.request.averageRisk >= 1 else { return }
    let tuples = classes.classOfTuple.indices.map { UInt32($0) }.filter { planner.isSpare($0) }
    guard tuples.count <= CoverColumns.largest else { return }
    let columns = CoverColumns(problem, classes.scales, tuples)
    let transformations = Array(transformations)[...]
    for found in columns.open(transformations, workers) {
      let transformation = transformations[found.transformation]
      for cell in found.cells {
        let tuples = columns.tuples(at: cell)
        let cost = planner.classes.scales.cost(tuples[0], transformation)
        let gains = planner.classes.gains(of: tuples, atCost: cost)
        if gains.contains(where: { $0 > CoverPlanner.leastGain }) {
          form(tuples, gains, transformation)
        }
      }
    }
  }

  /// Forms a class of the tuples of a cell that gain by it, and of others where these are too few.
  private mutating func form(
    _ tuples: [UInt32], _ gains: [Double], _ transformation: [UInt8]
  ) {
    let ranked = zip(gains, tuples).map { (gain: $0, tuple: $1) }
    let winners = ranked.filter { $0.gain > CoverPlanner.leastGain }
    let missing = problem.leastClassSize - planner.classes.records(of: winners.lazy.map(\.tuple))
    var losers: [(gain: Double, tuple: UInt32)] = []
    if missing > 0 {
      losers = ranked.filter { $0.gain <= CoverPlanner.leastGain }
      // Whoever fills up the class loses at least as much as the one that loses least.
      let least = losers.reduce(-Double.infinity) { max($0, $1.gain) }
      let most = winners.reduce(0) { $0 + $1.gain * Double(planner.classes.counts[Int($1.tuple)]) }
      guard most + least * Double(missing) > CoverPlanner.leastGain else { return }
    }
    let byGain = { (left: (gain: Double, tuple: UInt32), right: (gain: Double, tuple: UInt32)) in
      (right.gain, left.tuple) < (left.gain, right.tuple)
    }
    var choice = Choice()
    for (gain, tuple) in winners.sorted(by: byGain) { choose(tuple, gain, &choice) }
    if choice.size < problem.leastClassSize {
      if missing <= 0 { losers = ranked.filter { $0.gain <= CoverPlanner.leastGain } }
      for (gain, tuple) in losers.sorted(by: byGain) where choice.size < problem.leastClassSize {
        choose(tuple, gain, &choice)
      }
    }
    guard choice.size >= problem.leastClassSize, choice.saved > CoverPlanner.leastGain,
      planner.classes.scales.areEqual(choice.tuples, transformation),
      conditions.hold(choice.tuples), holdWithout(choice)
    else { return }
    let place = planner.classes.addClass()
    for tuple in choice.tuples { planner.classes.move(tuple, to: place) }
  }

  /// The tuples of a class to be.
  private struct Choice {
    var tuples: [UInt32] = []
    var size = 0
    var saved = 0.0
    /// For each class that gives tuples how many records they have.
    var taken: [UInt32: Int] = [:]
  }

  /// Chooses a tuple where its class is large enough without it and the others chosen.
  private func choose(_ tuple: UInt32, _ gain: Double, _ choice: inout Choice) {
    let source = planner.classes.classOfTuple[Int(tuple)]
    let records = Int(planner.classes.counts[Int(tuple)])
    let taken = choice.taken[source, default: 0] + records
    guard planner.classes.sizes[Int(source)] - taken >= problem.leastClassSize else { return }
    choice.taken[source] = taken
    choice.tuples.append(tuple)
    choice.size += records
    choice.saved += gain * Double(records)
  }

  /// Whether the classes that give the tuples may be released without them.
  private mutating func holdWithout(_ choice: Choice) -> Bool {
    guard !conditions.areOnlyOfSize else { return true }
    let chosen = Set(choice.tuples)
    for source in choice.taken.keys {
      let left = planner.classes.members[Int(source)].filter { !chosen.contains($0) }
      guard conditions.hold(left) else { return false }
    }
    return true
  }
}

extension LocalClasses {
  /// The number of records of some tuples.
  fileprivate func records(of tuples: some Sequence<UInt32>) -> Int {
    tuples.reduce(0) { $0 + Int(counts[Int($1)]) }
  }

  /// What a record of each of some tuples costs less in a class of some cost.
  fileprivate func gains(of tuples: [UInt32], atCost cost: Double) -> [Double] {
    tuples.map { costs[Int(classOfTuple[Int($0)])] - cost }
  }
}
