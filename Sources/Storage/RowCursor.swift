internal import GRDB

/// Rows in the order of a donor key, taken donor by donor.
///
/// Donors who lie close together are read one after the other, which costs no look-up at all; a gap is
/// leapt over. So it serves one donor as well as all of them.
struct RowCursor {
  /// Rows passed over before it is cheaper to look the donor up.
  private static let leap = 16

  private final class State {
    let statement: PreparedStatement
    var isOpen = false
    /// The donor of the row that the statement stands at; nil behind the last.
    var donor: Int64?

    init(_ statement: PreparedStatement) { self.statement = statement }

    deinit { statement.reset() }

    func seek(_ donor: Int64) throws {
      statement.reset()
      statement.bind(1, donor)
      isOpen = true
      try advance()
    }

    func advance() throws { donor = try statement.next() ? statement.integer(0) : nil }
  }

  private let state: State

  /// Prepares the reading of rows.
  /// - Parameters:
  ///   - database: where they stand.
  ///   - sql: selects the donor first, from the donor `?1` on and in the order of donors.
  /// - Throws: what SQLite says of the statement.
  init(_ database: Database, _ sql: String) throws {
    state = State(try PreparedStatement(database, sql))
  }

  /// Hands over every row of a donor.
  /// - Parameters:
  ///   - donor: the donor's code, greater than the one asked for before.
  ///   - body: receives each row.
  /// - Throws: what `body` throws, or what SQLite says.
  func take(_ donor: Int64, _ body: (PreparedStatement) throws -> Void) throws {
    var passed = 0
    while let current = state.donor, current < donor {
      guard passed < Self.leap else {
        try state.seek(donor)
        break
      }
      passed += 1
      try state.advance()
    }
    if !state.isOpen { try state.seek(donor) }
    while state.donor == donor {
      try body(state.statement)
      try state.advance()
    }
  }
}
