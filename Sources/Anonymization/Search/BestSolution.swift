/// The best transformation found so far.
struct BestSolution: Sendable {
  /// A transformation that meets the conditions.
  struct Solution: Sendable {
    var levels: [UInt8]
    var score: Double
  }

  /// Scores closer than this are equal; of equal ones the first in the order of levels is taken.
  static let tolerance = 1e-12

  private(set) var solution: Solution?

  /// Remembers a transformation when it is feasible and the best so far.
  /// - Parameters:
  ///   - levels: the transformation.
  ///   - verdict: what its check has found.
  ///   - problem: the conditions.
  ///   - objective: the metric.
  /// - Returns: its score; nil where it is infeasible.
  mutating func consider(
    _ levels: [UInt8], _ verdict: Verdict, _ problem: Problem, _ objective: Objective
  ) -> Double? {
    guard verdict.isComplete, verdict.suppressed <= problem.suppressionLimit,
      verdict.suppressed < problem.rowCount,
      problem.admits(classes: verdict.classes, records: problem.rowCount - verdict.suppressed)
    else { return nil }
    let score = objective.score(levels, verdict)
    if let best = solution {
      if score > best.score + Self.tolerance { return score }
      let isEqual = score >= best.score - Self.tolerance
      if isEqual && !levels.lexicographicallyPrecedes(best.levels) { return score }
    }
    solution = Solution(levels: levels, score: score)
    return score
  }
}

extension Problem {
  /// Whether so many classes of so many released records keep the average risk within its limit.
  func admits(classes: Int, records: Int) -> Bool {
    let limit = request.averageRisk
    return limit >= 1 || Double(classes) <= limit * Double(records) + 1e-9
  }
}
