public import Domain

/// What the registry answers to one row of a site's own list.
public struct MatchedRow: Sendable {
  /// What was found.
  public enum Status: String, CaseIterable, Sendable {
    /// A donor who has the same patient number or national number.
    case known
    /// A donor who may be the person.
    case possible
    /// Nobody.
    case none
    /// The row was not understood.
    case rejected
  }

  /// Line of the list, counted from 1.
  public var line: Int
  /// What was found.
  public var status: Status
  /// The donor's code; the likeliest one where there are several.
  public var donor: String?
  /// How likely they are one person, 0 to 1; nil where nothing was graded.
  public var score: Double?
  /// What is wrong with a rejected row, by field and never with its value.
  public var problems: [FieldProblem] = []
}

/// The answer to a site's own list.
public struct MatchSummary: Sendable {
  /// The rows in their order.
  public var rows: [MatchedRow] = []
  /// Groups to compare with that too many donors share, and that were passed over.
  public var overfull = 0

  /// How many rows have a status.
  /// - Parameter status: the status.
  /// - Returns: the number.
  public func count(_ status: MatchedRow.Status) -> Int {
    rows.count { $0.status == status }
  }
}
