internal import GRDB
internal import Glibc
internal import Ledger

extension RegistryStore {
  /// Events read under one lock; writers wait for no more than these.
  private static let batch = 4096

  /// Tables that a copy of the ledger leaves out beside those of current state: what opens the
  /// ledger, what comes from outside, and what a copy has from itself.
  private static let leftOut: Set<String> = [
    "data_key", "study_key", "cosignature", "scrub_due", "schema_step", "event", "ledger_log",
    "ledger_tile", "ledger_node", "ledger_checkpoint",
  ]

  /// Writes a copy of the ledger as it stood at one moment into a new database, private to its owner
  /// and synced: events without the keys that open them, and none of the tables of current state,
  /// which are rebuilt from it.
  ///
  /// The ledger only grows, so the copy is taken in short reads and holds nobody up.
  /// - Parameters:
  ///   - copy: where no file stands yet.
  ///   - sign: signs the head that the copy has, which goes into it.
  /// - Returns: the head that the copy has.
  /// - Throws: what `sign` throws, or ``StoreError``; no file is left behind then.
  public func write(
    copy: String, signedBy sign: (LedgerHead) throws -> [UInt8]
  ) throws -> LedgerHead {
    let target = try RegistryStore.create(at: copy, identity: try read { try $0.identity() })
    do {
      let head = try target.fill(from: self, signedBy: sign)
      try Self.sync(copy)
      return head
    } catch {
      _ = unsafe unlink(copy)
      _ = unsafe unlink("\(copy)-journal")
      throw error is DatabaseError ? StoreError(error) : error
    }
  }

  private func fill(
    from source: RegistryStore, signedBy sign: (LedgerHead) throws -> [UInt8]
  ) throws -> LedgerHead {
    try queue.inDatabase { database in
      try database.beginTransaction(.immediate)
      do {
        let head = try source.read { snapshot in
          try copyOthers(from: snapshot, to: database)
          return try snapshot.head()
        }
        let writer = try LedgerWriter(database, head: try Snapshot(database).head())
        while writer.size < head.size {
          let first = writer.size + 1
          try source.read { snapshot in
            let last = min(first + UInt64(Self.batch) - 1, head.size)
            try snapshot.forEachEvent(in: first...last, about: nil) { event in
              try writer.adopt(
                header: event.header, payload: event.payload, isLast: event.frontier != nil)
            }
          }
          guard writer.size >= first else {
            throw StoreError.corrupt(detail: "the ledger has a gap at event \(first)")
          }
        }
        guard try writer.root() == head.root else {
          throw StoreError.corrupt(detail: "the ledger does not give the root that was recorded")
        }
        let copied = try writer.finish(checkpoint: try sign(head))
        try database.commit()
        return copied
      } catch {
        try? database.rollback()
        throw error
      }
    }
  }

  /// Takes over the next events of this log from another copy of it, in one transaction.
  /// - Parameters:
  ///   - root: the root that they have to lead to, 32 bytes.
  ///   - checkpoint: the signed statement of it.
  ///   - next: gives the next event; nil after the last.
  /// - Throws: what `next` throws, or ``StoreError``; nothing is taken over then.
  public func adopt(
    leadingTo root: [UInt8], checkpoint: [UInt8], _ next: () throws -> CopiedEvent?
  ) throws {
    try queue.inDatabase { database in
      try database.beginTransaction(.immediate)
      do {
        let writer = try LedgerWriter(database, head: try Snapshot(database).head())
        while let event = try next() {
          try writer.adopt(header: event.header, payload: event.payload, isLast: event.isLast)
        }
        guard try writer.root() == root else {
          throw StoreError.corrupt(detail: "the events do not lead to the root that was signed")
        }
        _ = try writer.finish(checkpoint: checkpoint)
        try database.commit()
      } catch {
        try? database.rollback()
        throw error is DatabaseError ? StoreError(error) : error
      }
    }
  }

  /// Stores wrapped data keys that were kept apart from the registry.
  /// - Parameter next: gives the next key; nil after the last.
  /// - Throws: what `next` throws, or ``StoreError``; none is stored then.
  public func restore(
    dataKeys next: () throws -> (donor: Int64, keyID: String, wrapped: [UInt8])?
  ) throws {
    try queue.inDatabase { database in
      try database.beginTransaction(.immediate)
      do {
        let insert = try PreparedStatement(
          database, "INSERT INTO data_key (donor, key_id, wrapped) VALUES (?1, ?2, ?3)")
        while let key = try next() {
          insert.bind(1, key.donor)
          insert.bind(2, key.keyID)
          insert.bind(3, key.wrapped)
          try insert.run()
        }
        try database.commit()
      } catch {
        try? database.rollback()
        throw error is DatabaseError ? StoreError(error) : error
      }
    }
  }

  /// Stores wrapped keys of studies that were kept apart from the registry.
  /// - Parameter keys: the keys.
  /// - Throws: ``StoreError``.
  public func restore(studyKeys keys: [StudyKey]) throws {
    try write(dryRun: false) { try $0.replace(studyKeys: keys) }
  }

  /// Copies the tables that belong to the registry and neither to the ledger nor to a donor.
  private func copyOthers(from snapshot: Snapshot, to database: Database) throws {
    let derived = Set(ProjectionComparison.tables.map(\.name))
    let donors = Set(try ErasureReach.columns(of: database).map(\.table))
    let tables = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for table in tables
    where !derived.contains(table) && !donors.contains(table) && !Self.leftOut.contains(table) {
      try database.execute(sql: "DELETE FROM \(table)")
      let rows = try PreparedStatement(snapshot.database, "SELECT * FROM \(table)")
      defer { rows.reset() }
      let places = (1...max(rows.columnCount, 1)).map { "?\($0)" }.joined(separator: ", ")
      let insert = try PreparedStatement(database, "INSERT INTO \(table) VALUES (\(places))")
      while try rows.next() {
        for column in 0..<rows.columnCount { insert.bind(column + 1, from: rows, column) }
        try insert.run()
      }
    }
  }

  /// A copy is acknowledged, so it has to be on the disk.
  private static func sync(_ path: String) throws(StoreError) {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inputOutput(detail: SystemFailure.words(errno)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .inputOutput(detail: SystemFailure.words(errno)) }
  }
}

/// An event as a copy of the ledger carries it: everything else of it follows from these.
public struct CopiedEvent: Hashable, Sendable {
  /// The stored header.
  public var header: [UInt8]
  /// The stored payload.
  public var payload: [UInt8]
  /// Whether it was the last of its transaction.
  public var isLast: Bool

  /// Describes an event.
  /// - Parameters:
  ///   - header: the stored header.
  ///   - payload: the stored payload.
  ///   - isLast: whether it was the last of its transaction.
  public init(header: [UInt8], payload: [UInt8], isLast: Bool) {
    self.header = header
    self.payload = payload
    self.isLast = isLast
  }
}
