internal import Domain
internal import GRDB
internal import Ledger

/// Appends to the log within one transaction.
///
/// The frontier is written with the last event of the transaction, so an event is held back until
/// the next one comes or the transaction ends.
final class LedgerWriter {
  private let statements: StatementCache
  private var log: LogState
  private var lastRecordedAt: Instant
  private var held: StoredEvent?
  private var hasAdopted = false
  private let order: LedgerOrder
  private let insert: PreparedStatement
  private var tiles: LedgerTiles

  init(_ database: Database, head: LedgerHead, statements: StatementCache? = nil) throws {
    do {
      log = try LogState(id: head.logID, size: head.size, frontier: head.frontier)
    } catch let error as LogStateError {
      throw StoreError.corrupt(detail: error.description)
    }
    order = LedgerOrder(database)
    self.statements = statements ?? StatementCache(database)
    tiles = LedgerTiles(self.statements)
    lastRecordedAt = head.lastRecordedAt
    insert = try self.statements.prepared(
      """
      INSERT INTO event (seq, operation, ordinal, kind, subject, recorded_at, header, payload,
        leaf_hash, frontier)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
  }

  /// Writes the rows of a registry without events.
  static func begin(_ identity: RegistryIdentity, in database: Database) throws {
    let log = try PreparedStatement(
      database,
      """
      INSERT INTO ledger_log (log_id, size, root, frontier, last_recorded_at)
      VALUES (?1, 0, ?2, ?3, 0)
      """)
    log.bind(1, identity.logID)
    log.bind(2, try LogState.emptyRoot())
    log.bind(3, [UInt8]())
    try log.run()
    let registry = try PreparedStatement(
      database,
      """
      INSERT INTO registry (singleton, log_id, created_at, identity_mode, key_id, key_check)
      VALUES (1, ?1, ?2, ?3, ?4, ?5)
      """)
    registry.bind(1, identity.logID)
    registry.bind(2, identity.createdAt.microseconds)
    registry.bind(3, identity.identityMode)
    registry.bind(4, identity.keyID)
    registry.bind(5, identity.keyCheck)
    try registry.run()
  }

  var size: UInt64 { log.size }

  func root() throws -> [UInt8] { try log.root() }

  func append(_ draft: EventDraft, seal: (_ header: [UInt8]) throws -> [UInt8]) throws -> UInt64 {
    guard draft.recordedAt >= lastRecordedAt else {
      throw StoreError.unexpected(detail: "an event is older than the one before it")
    }
    let sequence = log.size + 1
    guard let operation = UUIDBytes(bytes: draft.operation) else {
      throw StoreError.unexpected(detail: "an operation id has 16 bytes")
    }
    let header = EventHeader(
      logID: log.id, sequence: sequence, recordedAt: draft.recordedAt.microseconds,
      operation: operation, ordinal: draft.ordinal, actor: draft.actor, kind: draft.kind,
      subject: draft.subject ?? 0, payloadKey: draft.sealedWith.payloadKey
    ).encoded
    let payload = try seal(header)
    try release(frontier: nil)
    let leaf = try log.append(header: header, payload: payload)
    try tiles.append(leaf: leaf, size: log.size, completed: log.completed)
    lastRecordedAt = draft.recordedAt
    held = StoredEvent(
      sequence: sequence, operation: draft.operation, ordinal: draft.ordinal, kind: draft.kind,
      subject: draft.subject, recordedAt: draft.recordedAt, header: header, payload: payload,
      leafHash: leaf, frontier: nil)
    return sequence
  }

  /// Takes an event over as another copy of this log has it; its hash is computed anew.
  /// - Parameters:
  ///   - header: the stored header.
  ///   - payload: the stored payload.
  ///   - isLast: whether it was the last of its transaction.
  /// - Throws: ``StoreError`` where it is not the next event of this log.
  func adopt(header: [UInt8], payload: [UInt8], isLast: Bool) throws {
    let fields = try EventHeader(decoding: header)
    guard fields.logID == log.id, fields.sequence == log.size + 1,
      fields.recordedAt >= lastRecordedAt.microseconds
    else { throw StoreError.corrupt(detail: "event \(log.size + 1) is not the next of this log") }
    let leaf = try log.append(header: header, payload: payload)
    try tiles.append(leaf: leaf, size: log.size, completed: log.completed)
    lastRecordedAt = Instant(microseconds: fields.recordedAt)
    hasAdopted = true
    try write(
      StoredEvent(
        sequence: fields.sequence, operation: fields.operation.bytes, ordinal: fields.ordinal,
        kind: fields.kind, subject: fields.subject == 0 ? nil : fields.subject,
        recordedAt: lastRecordedAt, header: header, payload: payload, leafHash: leaf,
        frontier: isLast ? log.frontierBytes : nil))
  }

  private func release(frontier: [UInt8]?) throws {
    guard var event = held else { return }
    event.frontier = frontier
    try write(event)
    held = nil
  }

  private func write(_ event: StoredEvent) throws {
    try order.keep(for: event.sequence)
    insert.bind(1, Int64(event.sequence))
    insert.bind(3, Int64(event.ordinal))
    insert.bind(5, event.subject)
    insert.bind(6, event.recordedAt.microseconds)
    insert.bind(10, event.frontier)
    var kind = event.kind
    // Safe: what is lent stays where it is until the statement has run.
    try kind.withUTF8 { kind in
      try unsafe event.operation.withUnsafeBytes { operation in
        try unsafe event.header.withUnsafeBytes { header in
          try unsafe event.payload.withUnsafeBytes { payload in
            try unsafe event.leafHash.withUnsafeBytes { leafHash in
              unsafe insert.lend(2, operation)
              unsafe insert.lend(4, utf8: kind)
              unsafe insert.lend(7, header)
              unsafe insert.lend(8, payload)
              unsafe insert.lend(9, leafHash)
              try insert.runWithLent()
            }
          }
        }
      }
    }
  }

  /// Writes what is held back and the new head.
  /// - Parameter checkpoint: the head as the log's key signed it.
  /// - Returns: the head.
  /// - Throws: ``StoreError``.
  func finish(checkpoint: [UInt8]?) throws -> LedgerHead {
    let head = LedgerHead(
      logID: log.id.bytes, size: log.size, root: try root(), frontier: log.frontierBytes,
      lastRecordedAt: lastRecordedAt)
    guard held != nil || hasAdopted else { return head }
    try release(frontier: head.frontier)
    try order.handBack()
    let update = try statements.prepared(
      """
      UPDATE ledger_log SET size = ?2, root = ?3, frontier = ?4, last_recorded_at = ?5
      WHERE log_id = ?1
      """)
    update.bind(1, head.logID)
    update.bind(2, Int64(head.size))
    update.bind(3, head.root)
    update.bind(4, head.frontier)
    update.bind(5, head.lastRecordedAt.microseconds)
    try update.run()
    if let checkpoint { try keep(checkpoint, size: head.size) }
    return head
  }

  private func keep(_ checkpoint: [UInt8], size: UInt64) throws {
    let insert = try statements.prepared(
      """
      INSERT INTO ledger_checkpoint (singleton, size, note) VALUES (1, ?1, ?2)
      ON CONFLICT (singleton) DO UPDATE SET size = excluded.size, note = excluded.note
      """)
    insert.bind(1, Int64(size))
    insert.bind(2, checkpoint)
    try insert.run()
  }
}
