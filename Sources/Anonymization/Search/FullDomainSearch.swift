/// Finds the transformation of lowest score.
///
/// Two facts keep the number of checks low. The score without suppression is a lower bound that
/// costs no check. And a record that is doomed at one transformation is doomed at every finer one,
/// so that the deficit found at a transformation raises the bound of all that lie below it; where
/// the doomed exceed the suppression limit, all below are infeasible.
struct FullDomainSearch {
  /// A transformation that meets the conditions.
  struct Solution: Sendable {
    var levels: [UInt8]
    var score: Double
    var verdict: Verdict
  }

  /// Scores closer than this are equal; of equal ones the first in the order of levels is taken.
  static let tolerance = 1e-12

  let problem: Problem
  let lattice: Lattice
  let objective: Objective
  var checker: Checker
  private(set) var best: Solution?
  private(set) var isOptimal = true
  /// What the descent has checked.
  private var known: [[UInt8]: Verdict] = [:]

  init(_ problem: Problem) {
    self.problem = problem
    lattice = Lattice(problem)
    objective = Objective(problem)
    checker = Checker(problem)
  }

  /// Runs the search.
  mutating func run() {
    descend()
    let ceiling = (best?.score ?? .infinity) + Self.tolerance
    if let candidates = Candidates(
      lattice, objective: objective, ceiling: ceiling, order: attributeOrder)
    {
      if candidates.count > 0 { visit(candidates) }
    } else {
      isOptimal = false
    }
  }

  private func isFeasible(_ verdict: Verdict) -> Bool {
    verdict.isComplete && verdict.suppressed <= problem.suppressionLimit
      && verdict.suppressed < problem.rowCount
  }

  /// Remembers a feasible transformation when it is the best so far.
  private mutating func consider(_ levels: [UInt8], _ verdict: Verdict) -> Double? {
    guard isFeasible(verdict) else { return nil }
    let score = objective.score(levels, verdict)
    if let best {
      if score > best.score + Self.tolerance { return score }
      let isEqual = score >= best.score - Self.tolerance
      if isEqual && !levels.lexicographicallyPrecedes(best.levels) { return score }
    }
    best = Solution(levels: levels, score: score, verdict: verdict)
    return score
  }

  /// From the coarsest transformation one level down at a time, to the most promising feasible
  /// neighbour, until none is better.
  private mutating func descend() {
    var present = lattice.top
    let verdict = checker.check(present, from: problem.tuples)
    known[present] = verdict
    guard var score = consider(present, verdict) else { return }
    while true {
      let neighbours = present.indices.filter { present[$0] > 0 }
        .map { attribute in
          var levels = present
          levels[attribute] -= 1
          return (levels: levels, bound: objective.score(levels))
        }
        .sorted { $0.bound < $1.bound }
      var isBetter = false
      for (levels, bound) in neighbours where bound < score && !isKnownInfeasible(levels) {
        let verdict = checker.check(levels, from: problem.tuples)
        known[levels] = verdict
        if let found = consider(levels, verdict), found < score {
          (present, score, isBetter) = (levels, found, true)
          break
        }
      }
      guard isBetter else { return }
    }
  }

  private func isKnownInfeasible(_ levels: [UInt8]) -> Bool {
    known.contains { coarser, verdict in
      verdict.doomed > problem.suppressionLimit && isCoarserOrEqual(coarser, levels)
    }
  }

  /// The attributes whose generalisation to the best known levels merges most come first: what
  /// shares them starts from a small roll-up.
  private var attributeOrder: [Int] {
    let levels = best?.levels ?? lattice.top
    let merged = problem.attributes.indices.map { attribute in
      let counts = problem.attributes[attribute].levels.map(\.labelCount)
      return Double(counts[0]) / Double(counts[Int(levels[attribute])])
    }
    return merged.indices.sorted { (merged[$1], $0) < (merged[$0], $1) }
  }

  /// Checks every candidate that no coarser one rules out.
  private mutating func visit(_ candidates: Candidates) {
    let width = lattice.heights.count
    let positions = candidates.positions(lattice)
    var deficits = [Double](repeating: 0, count: candidates.count * width)
    var doomed = [Double](repeating: 0, count: candidates.count)
    var isInfeasible = [Bool](repeating: false, count: candidates.count)
    var rollUps = RollUps(problem.tuples, candidates: candidates, &checker)
    for candidate in 0..<candidates.count {
      let levels = Array(candidates.levels(candidate))
      let own = (candidate * width)..<((candidate + 1) * width)
      // What the neighbours one level up have learnt.
      for attribute in 0..<width where levels[attribute] < lattice.heights[attribute] {
        let index = candidates.index(candidate) + lattice.strides[attribute]
        guard let above = positions[index] else { continue }
        if isInfeasible[above] { isInfeasible[candidate] = true }
        doomed[candidate] = max(doomed[candidate], doomed[above])
        for lane in 0..<width {
          deficits[own.lowerBound + lane] = max(
            deficits[own.lowerBound + lane], deficits[above * width + lane])
        }
      }
      // What the descent has learnt, for it may have met transformations that are no candidates.
      for (coarser, verdict) in known where isCoarserOrEqual(coarser, levels) {
        if verdict.doomed > problem.suppressionLimit { isInfeasible[candidate] = true }
        doomed[candidate] = max(doomed[candidate], Double(verdict.doomed))
        for lane in 0..<width {
          deficits[own.lowerBound + lane] = max(
            deficits[own.lowerBound + lane], verdict.doomedDeficit[lane])
        }
      }
      guard !isInfeasible[candidate], known[levels] == nil else { continue }
      let bound = objective.bound(levels, doomed: doomed[candidate], deficit: deficits[own])
      if let best, bound > best.score + Self.tolerance { continue }
      let source = rollUps.source(for: candidate, levels, &checker)
      let verdict = checker.check(levels, from: source)
      _ = consider(levels, verdict)
      if verdict.doomed > problem.suppressionLimit { isInfeasible[candidate] = true }
      doomed[candidate] = max(doomed[candidate], Double(verdict.doomed))
      for lane in 0..<width {
        deficits[own.lowerBound + lane] = max(
          deficits[own.lowerBound + lane], verdict.doomedDeficit[lane])
      }
    }
  }
}
