internal import GRDB
internal import Glibc

extension RegistryStore {
  /// Does work whose rollback journal must not be left to the file system.
  ///
  /// A journal holds pages as they were. It stays as a file until the work is done and is overwritten
  /// before it is removed.
  /// - Parameter body: the work.
  /// - Returns: what the body returned.
  /// - Throws: what the body threw, or ``StoreError``.
  public func keepingJournal<Value>(_ body: () throws -> Value) throws -> Value {
    try setJournal("persist")
    defer { try? setJournal("delete") }
    let value = try body()
    try overwriteJournal()
    return value
  }

  /// Rewrites the file from its live rows alone: no free page, no slack behind a row, and no journal
  /// keeps what was deleted.
  /// - Parameters:
  ///   - replay: feeds every event to the writer, where the tables are to be built anew.
  ///   - limit: bytes up to which the file is rewritten in memory.
  /// - Throws: what `replay` throws, or ``StoreError``.
  public func scrub(
    rebuilding replay: ((Snapshot, ProjectionWriter, Snapshot) throws -> Void)?,
    inMemoryUpTo limit: Int = 256 << 20
  ) throws {
    try keepingJournal {
      if let replay { try rebuildProjections(replay: replay) }
      do {
        try writers.inTurn {
          try queue.inDatabase { try vacuum($0, inMemoryUpTo: limit) }
        }
      } catch { throw StoreError(error) }
    }
    do {
      try queue.inDatabase { try $0.execute(sql: "DELETE FROM scrub_due") }
    } catch { throw StoreError(error) }
  }

  /// Rewrites the file: in memory, or a large one by way of a nameless file in the registry's own
  /// folder, which holds what the database holds afterwards and goes with the connection.
  private func vacuum(_ database: Database, inMemoryUpTo limit: Int) throws {
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    func place(_ folder: String) throws {
      let text = folder.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      try database.execute(sql: "PRAGMA temp_store_directory = '\(text)'")
    }
    guard pages * pageSize > limit else { return try database.execute(sql: "VACUUM") }
    try place(folder)
    defer { try? place("") }
    // A library that does not take it would use a folder of everybody's.
    guard try String.fetchOne(database, sql: "PRAGMA temp_store_directory") == folder else {
      return try database.execute(sql: "VACUUM")
    }
    try database.execute(sql: "PRAGMA temp_store = FILE")
    let result = Result { try database.execute(sql: "VACUUM") }
    try ConnectionProfile.restore(database)
    try result.get()
  }

  /// Builds every table of current state anew from the ledger, in one transaction.
  /// - Parameter replay: feeds every event to the writer, in order.
  /// - Throws: what `replay` throws, or ``StoreError``.
  public func rebuildProjections(
    replay: (Snapshot, ProjectionWriter, Snapshot) throws -> Void
  ) throws {
    try writers.inTurn { try rebuildProjectionsInTurn(replay) }
  }

  private func rebuildProjectionsInTurn(
    _ replay: (Snapshot, ProjectionWriter, Snapshot) throws -> Void
  ) throws {
    try queue.inDatabase { database in
      do {
        try database.beginTransaction(.immediate)
        try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for table in ProjectionComparison.tables {
          try database.execute(sql: "DELETE FROM \(table.name)")
        }
        let pending = PendingDonors(database)
        try replay(
          Snapshot(database), ProjectionWriter(database, pending), Snapshot(database, pending))
        try pending.flush()
        try database.commit()
      } catch {
        if database.isInsideTransaction { try? database.rollback() }
        throw error is DatabaseError ? StoreError(error) : error
      }
    }
  }

  /// Number of pages that hold nothing.
  /// - Returns: the number.
  /// - Throws: ``StoreError``.
  public func freePages() throws(StoreError) -> Int {
    do {
      return try queue.inDatabase {
        try Int.fetchOne($0, sql: "PRAGMA freelist_count") ?? 0
      }
    } catch { throw StoreError(error) }
  }

  private func setJournal(_ mode: String) throws(StoreError) {
    do {
      let found = try queue.inDatabase {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = \(mode)") ?? ""
      }
      guard found == mode else {
        throw StoreError.profile(setting: "journal_mode", wanted: mode, found: found)
      }
    } catch { throw StoreError(error) }
  }

  /// Writes zeros over the journal while nobody else can write and its head says that it is none.
  private func overwriteJournal() throws(StoreError) {
    do {
      try queue.inDatabase { database in
        try database.beginTransaction(.immediate)
        defer { try? database.rollback() }
        try Self.overwrite("\(path)-journal")
      }
    } catch { throw StoreError(error) }
  }

  private static func overwrite(_ file: String) throws(StoreError) {
    let descriptor = unsafe Glibc.open(file, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw .inputOutput(detail: SystemFailure.words(errno))
    }
    defer { close(descriptor) }
    var rest = lseek(descriptor, 0, SEEK_END)
    let zeros = [UInt8](repeating: 0, count: 1 << 16)
    guard rest >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .inputOutput(detail: SystemFailure.words(errno))
    }
    while rest > 0 {
      let count = unsafe Glibc.write(descriptor, zeros, min(zeros.count, Int(rest)))
      guard count > 0 || errno == EINTR else {
        throw .inputOutput(detail: SystemFailure.words(errno))
      }
      rest -= off_t(max(count, 0))
    }
    guard fsync(descriptor) == 0 else { throw .inputOutput(detail: SystemFailure.words(errno)) }
  }
}
