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
    guard check(lattice.top) != nil else { return }
    // Where nothing may be suppressed the first steps are the last.
    if problem.suppressionLimit > 0 { leap() }
    guard let first = best.solution else { return }
    var (present, score) = (first.levels, first.score)
    while true {
      var isBetter = false
      for (levels, bound) in steps(from: present) where bound < score && !isKnownInfeasible(levels)
      {
        if let found = check(levels), found < score {
          (present, score, isBetter) = (levels, found, true)
          break
        }
      }
      guard isBetter else { return }
    }
  }

  /// Halves the way that always takes the most promising step down, until a transformation is found
  /// that is feasible and better than those above, the next one not.
  private mutating func leap() {
    var way = [lattice.top]
    while let last = way.last, let step = steps(from: last).first { way.append(step.levels) }
    var (good, bad) = (0, way.count)
    while bad - good > 1 {
      let middle = (good + bad) / 2
      let before = best.solution?.score ?? .infinity
      if let score = check(way[middle]), score < before { good = middle } else { bad = middle }
    }
  }

  /// The transformations one level below another one, the most promising first.
  private func steps(from levels: [UInt8]) -> [(levels: [UInt8], bound: Double)] {
    levels.indices.filter { levels[$0] > 0 }
      .map { attribute in
        var levels = levels
        levels[attribute] -= 1
        return (levels: levels, bound: objective.score(levels))
      }
      .sorted { $0.bound < $1.bound }
  }

  /// The score of a transformation; nil where it is infeasible.
  private mutating func check(_ levels: [UInt8]) -> Double? {
    let verdict = checker.check(levels, from: problem.tuples)
    known.append((PackedLevels(levels[...]), verdict))
    return best.consider(levels, verdict, problem, objective)
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
