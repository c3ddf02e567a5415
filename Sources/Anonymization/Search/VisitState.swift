/// What workers share that check the candidates of a search.
struct VisitState: Sendable {
  private let search: FullDomainSearch
  private let candidates: Candidates
  private let positions: CandidatePositions
  private var knowledge: CandidateKnowledge
  private var coarser: [Int] = []
  /// Runs of candidates that start from the same roll-ups.
  private var runs: ArraySlice<Range<Int>>
  private(set) var best: BestSolution
  private(set) var frontier: Frontier
  /// How many transformations all workers have checked.
  var checkedTransformations = 0

  init(_ search: FullDomainSearch, _ candidates: Candidates, workers: Int) {
    self.search = search
    self.candidates = candidates
    positions = candidates.positions(search.lattice)
    knowledge = CandidateKnowledge(
      candidates: candidates.count, width: search.lattice.heights.count)
    frontier = Frontier(candidates, positions, search.lattice)
    runs = candidates.runs(atLeast: workers == 1 ? 1 : workers * 8)[...]
    best = search.best
  }

  /// The next run of candidates that nobody works on.
  mutating func nextRun() -> Range<Int>? { runs.popFirst() }

  /// The next candidate of a run that has to be checked.
  ///
  /// Most are ruled out by what is known of coarser ones: the others of a run are passed over at
  /// once, so that workers meet at the lock once a check and not once a candidate.
  /// - Parameter run: the rest of a run of one worker; those that are passed over are taken off.
  /// - Returns: the candidate and its levels; nil at the end of the run.
  mutating func nextToCheck(_ run: inout Range<Int>) -> (candidate: Int, levels: [UInt8])? {
    while let candidate = run.popFirst() {
      if let levels = levelsToCheck(candidate) { return (candidate, levels) }
    }
    return nil
  }

  /// The levels of a candidate; nil where what is known of coarser transformations rules it out.
  private mutating func levelsToCheck(_ candidate: Int) -> [UInt8]? {
    coarser.removeAll(keepingCapacity: true)
    let isBelowInfeasible = candidates.visitCoarser(candidate, search.lattice, positions) {
      coarser.append($0)
      return knowledge.isInfeasible[$0]
    }
    let packed = candidates.packed[candidate]
    let limit = search.problem.suppressionLimit
    let isRuledOut =
      isBelowInfeasible || frontier.rulesOut(packed)
      || search.known.contains { $0.verdict.doomed > limit && $0.levels.covers(packed) }
    if isRuledOut {
      knowledge.isInfeasible[candidate] = true
      return nil
    }
    for above in coarser { knowledge.inherit(candidate, from: above) }
    // What the descent has learnt, for it may have met transformations that are no candidates.
    var isKnown = false
    for (levels, verdict) in search.known where levels.covers(packed) {
      knowledge.learn(candidate, verdict)
      if packed.covers(levels) { isKnown = true }
    }
    guard !isKnown else { return nil }
    let levels = Array(candidates.levels(candidate))
    let bound = search.objective.bound(
      levels, doomed: knowledge.doomed[candidate], deficit: knowledge.deficits(of: candidate))
    if let best = best.solution, bound > best.score + BestSolution.tolerance { return nil }
    frontier.close(candidate)
    return levels
  }

  /// Takes over what a check has found.
  /// - Parameters:
  ///   - candidate: the candidate.
  ///   - levels: its levels.
  ///   - verdict: what its check has found.
  /// - Returns: whether it and all below it are infeasible.
  mutating func learn(_ candidate: Int, _ levels: [UInt8], _ verdict: Verdict) -> Bool {
    _ = best.consider(levels, verdict, search.problem, search.objective)
    knowledge.learn(candidate, verdict)
    guard verdict.doomed > search.problem.suppressionLimit else { return false }
    knowledge.isInfeasible[candidate] = true
    frontier.addInfeasible(levels, isCandidate: true)
    return true
  }

  /// Takes over what a check of a transformation has found that is no candidate.
  /// - Returns: whether it and all below it are infeasible.
  mutating func learn(climbing levels: [UInt8], _ verdict: Verdict) -> Bool {
    guard verdict.doomed > search.problem.suppressionLimit else {
      frontier.addFeasible(levels)
      return false
    }
    frontier.addInfeasible(levels, isCandidate: false)
    return true
  }
}
