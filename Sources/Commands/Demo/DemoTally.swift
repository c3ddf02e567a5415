internal import Domain
internal import Registry

/// What one file of intake brought, or several together.
struct DemoTally {
  private(set) var read = 0
  private(set) var accepted = 0
  private(set) var rejected = 0
  private(set) var known = 0
  private var problems: [RowProblem] = []

  /// Counts files.
  /// - Parameter summaries: what the registry counted of each.
  init(_ summaries: [ImportSummary]) {
    for summary in summaries {
      read += summary.read
      accepted += summary.accepted
      rejected += summary.rejected
      known += summary.duplicates
      problems += summary.problems
    }
  }

  /// The figures that a step shows.
  var figures: [(name: String, value: Value)] {
    [
      ("read", .integer(read)), ("accepted", .integer(accepted)), ("rejected", .integer(rejected)),
    ]
  }

  /// What was wrong with rejected rows, one sentence for each kind of mistake.
  /// - Parameter count: at most so many.
  /// - Returns: sentences.
  func examples(_ count: Int) -> [String] {
    var seen: Set<String> = []
    return problems.filter { seen.insert("\($0.problem.field)\($0.problem.fix)").inserted }
      .prefix(count).map {
        "line \($0.line), \($0.problem.field): \($0.problem.problem); \($0.problem.fix)"
      }
  }
}
