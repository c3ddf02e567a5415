/// What is known of the candidates, each from what was found out about coarser ones.
private struct Knowledge {
  /// Whether a candidate cannot meet the conditions.
  var isInfeasible: [Bool]
  /// The records that fail at a candidate because they fail at a coarser one.
  var doomed: [Double]
  /// For each candidate and attribute what their suppression costs at least.
  var deficits: [Double]
  let width: Int

  init(candidates: Int, width: Int) {
    isInfeasible = [Bool](repeating: false, count: candidates)
    doomed = [Double](repeating: 0, count: candidates)
    deficits = [Double](repeating: 0, count: candidates * width)
    self.width = width
  }

  /// The deficits of a candidate.
  func deficits(of candidate: Int) -> ArraySlice<Double> {
    deficits[(candidate * width)..<((candidate + 1) * width)]
  }

  /// Takes over what is known of a coarser candidate.
  mutating func inherit(_ candidate: Int, from above: Int) {
    doomed[candidate] = max(doomed[candidate], doomed[above])
    for lane in 0..<width {
      deficits[candidate * width + lane] = max(
        deficits[candidate * width + lane], deficits[above * width + lane])
    }
  }

  /// Takes over what a check of this or of a coarser transformation has found.
  mutating func learn(_ candidate: Int, _ verdict: Verdict) {
    doomed[candidate] = max(doomed[candidate], Double(verdict.doomed))
    for lane in 0..<width {
      deficits[candidate * width + lane] = max(
        deficits[candidate * width + lane], verdict.doomedDeficit[lane])
    }
  }
}

extension FullDomainSearch {
  /// After this many feasible transformations a climb ends.
  private static let climbMisses = 1
  /// A step up has to cover so many candidates for each check that it costs.
  private static let climbGain = 2.0

  /// Checks every candidate that no coarser one rules out.
  mutating func visit(_ candidates: Candidates) {
    let width = lattice.heights.count
    let positions = candidates.positions(lattice)
    var knowledge = Knowledge(candidates: candidates.count, width: width)
    var rollUps = RollUps(problem.tuples, candidates: candidates, &checker)
    var frontier = Frontier(candidates, positions, lattice)
    var coarser: [Int] = []
    for candidate in 0..<candidates.count {
      candidates.findCoarser(candidate, lattice, positions, &coarser)
      let packed = candidates.packed[candidate]
      let isRuledOut =
        coarser.contains { knowledge.isInfeasible[$0] } || frontier.rulesOut(packed)
        || known.contains {
          $0.verdict.doomed > problem.suppressionLimit && $0.levels.covers(packed)
        }
      if isRuledOut {
        knowledge.isInfeasible[candidate] = true
        continue
      }
      for above in coarser { knowledge.inherit(candidate, from: above) }
      // What the descent has learnt, for it may have met transformations that are no candidates.
      var isKnown = false
      for (levels, verdict) in known where levels.covers(packed) {
        knowledge.learn(candidate, verdict)
        if packed.covers(levels) { isKnown = true }
      }
      guard !isKnown else { continue }
      let levels = Array(candidates.levels(candidate))
      let bound = objective.bound(
        levels, doomed: knowledge.doomed[candidate], deficit: knowledge.deficits(of: candidate))
      if let best, bound > best.score + Self.tolerance { continue }
      frontier.close(upTo: candidate)
      let source = rollUps.source(for: candidate, levels, &checker)
      let verdict = checker.check(levels, from: source)
      _ = consider(levels, verdict)
      knowledge.learn(candidate, verdict)
      if verdict.doomed > problem.suppressionLimit {
        knowledge.isInfeasible[candidate] = true
        climb(from: levels, source.count, rollUps, &frontier)
      }
    }
  }

  /// Looks for a coarser transformation that is infeasible too.
  /// - Parameters:
  ///   - candidate: an infeasible candidate.
  ///   - size: from how many classes it was checked.
  ///   - rollUps: where to check from.
  ///   - frontier: what has been learnt.
  private mutating func climb(
    from candidate: [UInt8], _ size: Int, _ rollUps: RollUps, _ frontier: inout Frontier
  ) {
    frontier.addInfeasible(candidate, isCandidate: true)
    var present = candidate
    var misses = 0
    while misses < Self.climbMisses,
      let (levels, gain) = frontier.step(from: present, highest: rollUps.highest)
    {
      let source = rollUps.source(coveringPresent: levels)
      guard Double(gain * size) >= Self.climbGain * Double(source.count) else { break }
      let verdict = checker.check(levels, from: source)
      if verdict.doomed > problem.suppressionLimit {
        present = levels
        frontier.addInfeasible(levels, isCandidate: false)
      } else {
        frontier.addFeasible(levels)
        misses += 1
      }
    }
  }
}
