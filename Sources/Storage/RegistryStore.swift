internal import GRDB
internal import Glibc
internal import Ledger
internal import Schema

/// The database of one registry, seen in the words of the domain.
///
/// One connection, one writer at a time, one transaction per use case. Nothing of the database
/// library is visible outside.
public final class RegistryStore {
  /// Where the database file stands.
  public let path: String
  /// How long a command waits for another one unless it is told otherwise, in seconds.
  public static let waitingTime = 30.0

  let queue: DatabaseQueue
  let writers: WriterQueue
  private var statements: ConnectionStatements?
  private var confirmation: Confirmation?

  private init(path: String, queue: DatabaseQueue, waitingTime: Double) {
    self.path = path
    self.queue = queue
    writers = WriterQueue(path: path + Self.lockSuffix, waitingTime: waitingTime)
  }

  /// Leaves the database to the end of the process, which closes it in no time.
  ///
  /// Whatever is committed stands in the file; closing writes nothing, and gives memory back piece by
  /// piece that goes at once with the process.
  public func leaveOpen() { _ = unsafe Unmanaged.passRetained(self) }

  /// What the name of the writers' lock file adds to the database's.
  public static let lockSuffix = ".lock"

  /// Makes a new database with the schema and an empty log.
  /// - Parameters:
  ///   - path: where no file stands yet.
  ///   - identity: what the database says about itself.
  ///   - waitingTime: how long to wait for another command, in seconds.
  /// - Returns: the open store.
  /// - Throws: ``StoreError``.
  public static func create(
    at path: String, identity: RegistryIdentity, waitingTime: Double = RegistryStore.waitingTime
  ) throws(StoreError) -> RegistryStore {
    // SQLite gives the journal the mode of the database, so the file is made private beforehand.
    let descriptor = unsafe Glibc.open(
      path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw .inputOutput(detail: SystemFailure.words(errno))
    }
    close(descriptor)
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: ConnectionProfile.configuration(waitingTime: waitingTime))
      try queue.inDatabase { database in
        try ConnectionProfile.verifyJournal(database)
        try database.beginTransaction(.immediate)
        try SchemaInstaller.install(in: database)
        try LedgerWriter.begin(identity, in: database)
        try database.commit()
      }
      return RegistryStore(path: path, queue: queue, waitingTime: waitingTime)
    } catch {
      throw StoreError(error)
    }
  }

  /// Opens a database and checks that it is one of this registry, with a schema this program knows.
  /// - Parameters:
  ///   - path: where the database file stands.
  ///   - waitingTime: how long to wait for another command, in seconds.
  /// - Returns: the open store.
  /// - Throws: ``StoreError``.
  public static func open(
    at path: String, waitingTime: Double = RegistryStore.waitingTime
  ) throws(StoreError) -> RegistryStore {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw .missing(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .inputOutput(detail: "\(path) is a link or no regular file")
    }
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: ConnectionProfile.configuration(waitingTime: waitingTime))
      try queue.inDatabase { database in
        do {
          // One transaction: outside of one every question locks the file and looks for a journal.
          try database.beginTransaction(.deferred)
          defer { try? database.rollback() }
          try SchemaInstaller.check(database, path: path)
        } catch { throw SchemaInstaller.explained(error, in: database) }
        try ConnectionProfile.verifyJournal(database)
      }
      return RegistryStore(path: path, queue: queue, waitingTime: waitingTime)
    } catch {
      let failure = StoreError(error)
      if case .corrupt(let detail) = failure, detail == "the file is not a database" {
        throw .foreign(path: path)
      }
      throw failure
    }
  }

  /// Does one use case in one transaction that holds the write lock from its first read.
  ///
  /// Writers take turns in the order in which they came.
  ///
  /// The body may be run again after a conflict, so it does no input or output and takes clock and
  /// ids from outside. When it throws, nothing of it is left.
  /// - Parameters:
  ///   - dryRun: whether to roll back after the body has succeeded.
  ///   - body: the use case.
  /// - Returns: what the body returned.
  /// - Throws: what the body threw, or ``StoreError``.
  public func write<Value>(
    dryRun: Bool = false, _ body: (WriteTransaction) throws -> Value
  ) throws -> Value {
    try writers.inTurn { try writeInTurn(dryRun: dryRun, body) }
  }

  private func writeInTurn<Value>(
    dryRun: Bool, _ body: (WriteTransaction) throws -> Value
  ) throws -> Value {
    let (value, head) = try queue.inDatabase { database in
      do { try database.beginTransaction(.immediate) } catch { throw StoreError(error) }
      let result: (Value, LedgerHead)
      do {
        let statements = kept(for: database)
        defer { statements.settle() }
        let transaction = try WriteTransaction(database, statements)
        let value = try body(transaction)
        result = (value, try transaction.finish())
      } catch {
        // A failure that SQLite answered with a rollback of its own leaves nothing to roll back.
        try? database.rollback()
        throw SchemaInstaller.explained(error, in: database)
      }
      if dryRun {
        do { try database.rollback() } catch { throw StoreError(error) }
        return result
      }
      try Self.commit(database)
      return result
    }
    if !dryRun { try confirm(head) }
    return value
  }

  /// The statements of this store's one connection; used on its queue alone.
  private func kept(for database: Database) -> ConnectionStatements {
    if let statements { return statements }
    let made = ConnectionStatements(database)
    statements = made
    return made
  }

  private static func commit(_ database: Database) throws(StoreError) {
    do {
      try database.commit()
    } catch {
      let failure = StoreError(error)
      try? database.rollback()
      if case .inputOutput(let detail) = failure { throw .outcomeUnknown(detail: detail) }
      throw failure
    }
  }

  /// Reads the head back on another connection, so that no acknowledgement rests on what the writer
  /// believes to have written.
  private func confirm(_ head: LedgerHead) throws(StoreError) {
    let found: UInt64
    do {
      let reader = try confirmation ?? Confirmation(path: path)
      confirmation = reader
      found = try reader.ledgerSize()
    } catch {
      confirmation = nil
      throw .outcomeUnknown(detail: StoreError(error).description)
    }
    // Another writer may have appended since; fewer events than were committed may not be.
    guard found >= head.size else {
      throw .outcomeUnknown(detail: "the ledger holds \(found) events instead of \(head.size)")
    }
  }

  /// Reads within one snapshot.
  /// - Parameter body: the reads.
  /// - Returns: what the body returned.
  /// - Throws: what the body threw, or ``StoreError``.
  public func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    try queue.inDatabase { database in
      do { try database.beginTransaction(.deferred) } catch { throw StoreError(error) }
      defer { try? database.rollback() }
      do {
        let statements = kept(for: database)
        defer { statements.settle() }
        return try body(Snapshot(database, statements: statements.snapshot))
      } catch {
        throw SchemaInstaller.explained(error, in: database)
      }
    }
  }

  /// Runs SQLite's own check of the file's structure and of every reference, and holds tables, indexes
  /// and triggers against those that the schema's steps make.
  /// - Returns: what is wrong, empty where nothing is.
  /// - Throws: ``StoreError``.
  public func integrityProblems() throws(StoreError) -> [String] {
    do {
      return try queue.inDatabase { database in
        // Where the statements that made the tables are damaged, they cannot say what is to be checked.
        let differences = try SchemaInstaller.differences(of: database)
        guard differences.isEmpty else { return differences }
        let structure = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        let references = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        return structure.filter { $0 != "ok" }
          + references.prefix(20).map { "a row of \($0[0] as String? ?? "?") refers to nothing" }
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Builds the tables of current state anew beside the live ones and names those that differ.
  /// - Parameter replay: feeds every event to the writer, in order.
  /// - Returns: one result for each table.
  /// - Throws: what `replay` throws, or ``StoreError``.
  public func compareProjections(
    replay: (Snapshot, ProjectionWriter, Snapshot) throws -> Void
  ) throws -> [ProjectionComparison] {
    // An empty path is a private database that SQLite keeps in memory and spills to a nameless file.
    let rebuilt: DatabaseQueue
    do {
      rebuilt = try DatabaseQueue(path: "", configuration: ConnectionProfile.configuration())
    } catch { throw StoreError(error) }
    return try read { live in
      try rebuilt.inDatabase { database in
        do {
          try database.beginTransaction(.immediate)
          try SchemaInstaller.installProjections(in: database)
          let pending = PendingDonors(database)
          try replay(live, ProjectionWriter(database, pending), Snapshot(database, pending))
          try pending.flush()
          try database.commit()
          return try ProjectionComparison.compare(live: live.database, rebuilt: database)
        } catch {
          if database.isInsideTransaction { try? database.rollback() }
          throw error is DatabaseError ? StoreError(error) : error
        }
      }
    }
  }
}
