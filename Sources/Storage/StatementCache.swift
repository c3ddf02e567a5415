internal import GRDB

/// Statements of one connection that are prepared once and used again.
///
/// Preparing costs some fifty microseconds, ten times what most of them take to run. Only statements
/// that are finished with before the next of the same text begins belong here; a scan that may be
/// nested prepares its own. A cache that outlives a transaction is settled at its end.
final class StatementCache {
  /// The composed texts that are kept from one transaction to the next.
  private static let composedTexts = 32

  private let database: Database
  private var statements: [Int: PreparedStatement] = [:]
  private var composed: [String: PreparedStatement] = [:]

  init(_ database: Database) {
    self.database = database
  }

  /// The statement of a literal, ready to be bound.
  ///
  /// A literal is known by where it stands, so that a look-up does not hash its text; none that ends
  /// elsewhere begins at the same place. The runtime looks through every conformance of the program
  /// for a key of a type of its own, longer than one statement takes.
  func prepared(_ sql: StaticString) throws -> PreparedStatement {
    let key = Int(bitPattern: unsafe sql.utf8Start)
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

  /// Makes every statement ready for the next transaction.
  ///
  /// Whatever became of the last one, no statement stays under way and no value that was bound is
  /// kept. Composed texts have no bound on their number: where there are many, all of them go.
  func settle() {
    for statement in statements.values { statement.clear() }
    if composed.count > Self.composedTexts {
      composed.removeAll()
    } else {
      for statement in composed.values { statement.clear() }
    }
  }
}

/// The statements that the connection of a registry keeps from one transaction to the next; each user
/// has its own, so that none finds a statement in use by another.
final class ConnectionStatements {
  let snapshot: StatementCache
  let projections: StatementCache
  let pending: StatementCache
  let ledger: StatementCache

  init(_ database: Database) {
    snapshot = StatementCache(database)
    projections = StatementCache(database)
    pending = StatementCache(database)
    ledger = StatementCache(database)
  }

  func settle() {
    for cache in [snapshot, projections, pending, ledger] { cache.settle() }
  }
}

extension PreparedStatement {
  /// The first column of the first row, where there is one.
  func firstInteger() throws -> Int64? {
    defer { reset() }
    return try next() ? integer(0) : nil
  }
}
