internal import Synchronization

extension FullDomainSearch {
  /// After this many feasible transformations a climb ends.
  private static let climbMisses = 1
  /// A step up has to cover so many candidates for each check that it costs.
  private static let climbGain = 2.0
  /// Fewer candidates are not worth a second worker.
  private static let leastShared = 64
  /// Nor are fewer tuples where nothing may be suppressed: nearly all candidates are ruled out
  /// unchecked, and the second worker would make the roll-ups again.
  private static let leastSharedTuples = 1 << 16

  /// Checks every candidate that no coarser one rules out.
  mutating func visit(_ candidates: Candidates) {
    let isQuick =
      candidates.count < Self.leastShared
      || problem.suppressionLimit == 0 && problem.tuples.count < Self.leastSharedTuples
    let workers = isQuick ? Workers.one : problem.request.workers
    let rollUps = RollUps(
      problem.tuples, candidates: candidates, near: best.solution?.levels, &checker,
      workers: workers.count)
    let state = Mutex(VisitState(self, candidates, workers: workers.count))
    let problem = problem
    workers.run { _ in
      var checker = Checker(problem)
      var rollUps = rollUps
      while var run = state.withLock({ $0.nextRun() }) {
        while let (candidate, levels) = state.withLock({ $0.nextToCheck(&run) }) {
          let source = rollUps.source(for: candidate, levels, &checker)
          let verdict = checker.check(levels, from: source)
          guard state.withLock({ $0.learn(candidate, levels, verdict) }) else { continue }
          Self.climb(from: levels, source.count, rollUps, &checker, state)
        }
      }
      state.withLock { $0.checkedTransformations += checker.checkedTransformations }
    }
    (best, checkedTransformations) = state.withLock { ($0.best, $0.checkedTransformations) }
  }

  /// Looks for a coarser transformation that is infeasible too.
  /// - Parameters:
  ///   - candidate: an infeasible candidate.
  ///   - size: from how many classes it was checked.
  ///   - rollUps: where to check from.
  ///   - checker: what checks.
  ///   - state: what has been learnt.
  private static func climb(
    from candidate: [UInt8], _ size: Int, _ rollUps: RollUps, _ checker: inout Checker,
    _ state: borrowing Mutex<VisitState>
  ) {
    var present = candidate
    var misses = 0
    while misses < climbMisses,
      let (levels, gain) = state.withLock({
        $0.frontier.step(from: present, highest: rollUps.highest)
      })
    {
      let source = rollUps.source(coveringPresent: levels)
      guard Double(gain * size) >= climbGain * Double(source.count) else { break }
      let verdict = checker.check(levels, from: source)
      if state.withLock({ $0.learn(climbing: levels, verdict) }) {
        present = levels
      } else {
        misses += 1
      }
    }
  }
}
