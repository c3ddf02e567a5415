internal import GRDB

extension RegistryStore {
  /// Reads on a connection of its own what another connection sees in its transaction, so that two
  /// threads can read one state.
  /// - Parameters:
  ///   - head: where the log stands for the other connection.
  ///   - body: the reads.
  /// - Returns: what the body returned; nil where the file holds another state.
  /// - Throws: what the body threw, or ``StoreError``.
  public func readBeside<Value>(
    _ head: LedgerHead, _ body: (Snapshot) throws -> Value
  ) throws -> Value? {
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: ConnectionProfile.configuration(readOnly: true))
      defer { try? queue.close() }
      return try queue.inDatabase { database in
        try database.beginTransaction(.deferred)
        defer { try? database.rollback() }
        let snapshot = Snapshot(database)
        guard try snapshot.head() == head else { return nil }
        return try body(snapshot)
      }
    } catch {
      throw error is DatabaseError ? StoreError(error) : error
    }
  }
}

extension Snapshot {
  /// Reads tables from end to end, through a small cache, because a page is read once and a large cache
  /// costs more to fill than it gives back.
  /// - Parameter body: the reads.
  /// - Returns: what the body returned.
  /// - Throws: what the body threw.
  func scanning<Value>(_ body: () throws -> Value) throws -> Value {
    try database.execute(sql: "PRAGMA cache_size = \(ConnectionProfile.scanCache)")
    defer { try? database.execute(sql: "PRAGMA cache_size = \(ConnectionProfile.cache)") }
    return try body()
  }
}
