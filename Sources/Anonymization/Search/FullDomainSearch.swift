/// Finds the transformation of lowest score.
///
/// Two facts keep the number of checks low. The score without suppression is a lower bound that
/// costs no check. And a record that is doomed at one transformation is doomed at every finer one,
/// so that the deficit found at a transformation raises the bound of all that lie below it; where
/// the doomed exceed the suppression limit, all below are infeasible.
struct FullDomainSearch {
  let problem: Problem
  let lattice: Lattice
  let objective: Objective
  var checker: Checker
  var best = BestSolution()
  var checkedTransformations = 0
  private(set) var isOptimal = true
  /// What the descent has checked.
  var known: [(levels: PackedLevels, verdict: Verdict)] = []
  /// Only what scores less is looked for.
  private let limit: Double

  /// - Parameters:
  ///   - problem: the conditions.
  ///   - limit: only what scores less is looked for.
  init(_ problem: Problem, below limit: Double = .infinity) {
    self.problem = problem
    self.limit = limit
    lattice = Lattice(problem)
    objective = Objective(problem)
    checker = Checker(problem)
  }

  /// Runs the search.
  mutating func run() {
    if limit == .infinity { descend() }
    let ceiling = min(best.solution?.score ?? .infinity, limit) + BestSolution.tolerance
    if let candidates = Candidates(
      lattice, objective: objective, ceiling: ceiling, order: attributeOrder)
    {
      if candidates.count > 0 { visit(candidates) }
    } else {
      isOptimal = false
    }
    checkedTransformations += checker.checkedTransformations
  }

  /// From the coarsest transformation one level down at a time, to the most promising feasible
  /// neighbour, until none is better.
  private mutating func descend() {
    var present = lattice.top
    let verdict = checker.check(present, from: problem.tuples)
    known.append((PackedLevels(present[...]), verdict))
    guard var score = best.consider(present, verdict, problem, objective) else { return }
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
        known.append((PackedLevels(levels[...]), verdict))
        if let found = best.consider(levels, verdict, problem, objective), found < score {
          (present, score, isBetter) = (levels, found, true)
          break
        }
      }
      guard isBetter else { return }
    }
  }

  private func isKnownInfeasible(_ levels: [UInt8]) -> Bool {
    let packed = PackedLevels(levels[...])
    return known.contains { coarser, verdict in
      verdict.doomed > problem.suppressionLimit && coarser.covers(packed)
    }
  }

  /// The attributes whose generalisation to the best known levels merges most come first: what
  /// shares them starts from a small roll-up.
  private var attributeOrder: [Int] {
    let levels = best.solution?.levels ?? lattice.top
    let merged = problem.attributes.indices.map { attribute in
      let counts = problem.attributes[attribute].levels.map(\.labelCount)
      return Double(counts[0]) / Double(counts[Int(levels[attribute])])
    }
    return merged.indices.sorted { (merged[$1], $0) < (merged[$0], $1) }
  }
}
