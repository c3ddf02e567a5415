internal import GRDB

/// Reads the head of the log as the file has it, on a connection that never wrote.
///
/// The connection is kept from one commit to the next: SQLite drops what such a connection remembers
/// as soon as the change counter in the file is another one, and a commit that is not in the file
/// leaves an older size to be found.
final class Confirmation {
  private let queue: DatabaseQueue
  private var statements: StatementCache?

  init(path: String) throws {
    queue = try DatabaseQueue(
      path: path, configuration: ConnectionProfile.configuration(readOnly: true))
  }

  func ledgerSize() throws -> UInt64 {
    try queue.inDatabase { database in
      let cache = statements ?? StatementCache(database)
      statements = cache
      defer { cache.settle() }
      return try Snapshot(database, statements: cache).head().size
    }
  }
}
