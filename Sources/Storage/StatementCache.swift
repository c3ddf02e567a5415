internal import GRDB

/// Statements of one connection that are prepared once and used again.
///
/// Preparing costs some fifty microseconds, ten times what most of them take to run. Only statements
/// that are finished with before the next of the same text begins belong here; a scan that may be
/// nested prepares its own.
final class StatementCache {
  private let database: Database
  private var statements: [StaticString.Key: PreparedStatement] = [:]
  private var composed: [String: PreparedStatement] = [:]

  init(_ database: Database) {
    self.database = database
  }

  /// The statement of a literal, ready to be bound.
  func prepared(_ sql: StaticString) throws -> PreparedStatement {
    let key = StaticString.Key(sql)
    if let statement = statements[key] { return statement }
    let statement = try PreparedStatement(database, "\(sql)")
    statements[key] = statement
    return statement
  }

  /// The statement of a text that is put together from few parts.
  func prepared(text: String) throws -> PreparedStatement {
    if let statement = composed[text] { return statement }
    let statement = try PreparedStatement(database, text)
    composed[text] = statement
    return statement
  }
}

extension PreparedStatement {
  /// The first column of the first row, where there is one.
  func firstInteger() throws -> Int64? {
    defer { reset() }
    return try next() ? integer(0) : nil
  }
}
