public import Domain
internal import GRDB

/// Reads of one transaction, each in a stated order.
public final class Snapshot {
  private let connection: Database
  private let statements: StatementCache
  /// What the transaction holds back, nil where nothing is written.
  let pending: PendingDonors?

  init(
    _ database: Database, _ pending: PendingDonors? = nil, statements: StatementCache? = nil
  ) {
    connection = database
    self.pending = pending
    self.statements = statements ?? StatementCache(database)
  }

  /// The database with everything in it that this transaction holds back.
  var database: Database {
    get throws {
      try pending?.flush()
      return connection
    }
  }

  /// A statement for a look-up that is finished before the next of its kind begins.
  func prepared(_ sql: StaticString) throws -> PreparedStatement {
    try pending?.flush()
    return try statements.prepared(sql)
  }

  /// The same for a text that is put together from few parts.
  func prepared(text: String) throws -> PreparedStatement {
    try pending?.flush()
    return try statements.prepared(text: text)
  }

  /// A statement for one who has asked ``pending`` before.
  func preparedBesidePending(_ sql: StaticString) throws -> PreparedStatement {
    try statements.prepared(sql)
  }

  /// The same for a text that is put together from few parts.
  func preparedBesidePending(text: String) throws -> PreparedStatement {
    try statements.prepared(text: text)
  }

  func translating<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do { return try body() } catch { throw StoreError(error) }
  }

  // MARK: Ledger

  /// Where the log stands.
  ///
  /// The present is never before the last event, so that answers depend on when that was recorded.
  /// Where head and event say different times, one of them is damaged: the earlier lets the clock
  /// decide, while a verification tells of it and a change is refused.
  /// - Returns: the head.
  /// - Throws: ``StoreError``.
  public func head() throws(StoreError) -> LedgerHead {
    var (head, lastRecordedAt) = try storedHead()
    head.lastRecordedAt = min(head.lastRecordedAt, lastRecordedAt)
    return head
  }

  /// The head that a change goes on from.
  func soundHead() throws(StoreError) -> LedgerHead {
    let (head, lastRecordedAt) = try storedHead()
    guard lastRecordedAt == head.lastRecordedAt else {
      throw .corrupt(detail: "the head of the log and its last event differ in their time")
    }
    return head
  }

  /// The head as it is stored, and when the last event was recorded.
  func storedHead() throws(StoreError) -> (head: LedgerHead, lastRecordedAt: Instant) {
    try translating {
      let select = try prepared(
        """
        SELECT l.log_id, l.size, l.root, l.frontier, l.last_recorded_at,
          coalesce((SELECT e.recorded_at FROM event e WHERE e.seq = l.size), 0)
        FROM ledger_log l JOIN registry r ON r.log_id = l.log_id ORDER BY l.log_id
        """)
      guard try select.next() else { throw StoreError.corrupt(detail: "the log has no head") }
      defer { select.reset() }
      return (
        LedgerHead(
          logID: select.blob(0), size: select.sequence(1), root: select.blob(2),
          frontier: select.blob(3), lastRecordedAt: Instant(microseconds: select.integer(4))),
        Instant(microseconds: select.integer(5))
      )
    }
  }

  /// What the database says about itself.
  /// - Returns: the registry's identity.
  /// - Throws: ``StoreError``.
  public func identity() throws(StoreError) -> RegistryIdentity {
    try translating {
      let select = try prepared(
        "SELECT log_id, created_at, identity_mode, key_id, key_check FROM registry ORDER BY singleton"
      )
      guard try select.next() else {
        throw StoreError.corrupt(detail: "the registry has no identity")
      }
      defer { select.reset() }
      return RegistryIdentity(
        logID: select.blob(0), createdAt: Instant(microseconds: select.integer(1)),
        identityMode: select.text(2), keyID: select.text(3), keyCheck: select.blob(4))
    }
  }

  /// The event at a position.
  /// - Parameter sequence: position in the log, from 1.
  /// - Returns: the event, or nil.
  /// - Throws: ``StoreError``.
  public func event(_ sequence: UInt64) throws(StoreError) -> StoredEvent? {
    guard let stored = Int64(exactly: sequence) else { return nil }
    return try translating {
      // Events are never held back, and whoever grades candidates asks for many.
      let select = try preparedBesidePending(
        """
        SELECT seq, operation, ordinal, kind, subject, recorded_at, header, payload, leaf_hash, frontier
        FROM event WHERE seq = ?1 ORDER BY seq
        """)
      select.bind(1, stored)
      defer { select.reset() }
      return try select.next() ? Self.event(select) : nil
    }
  }

  /// The events that an operation appended.
  /// - Parameter operation: the operation id, 16 bytes.
  /// - Returns: the first event of the operation, or nil where it was never done.
  /// - Throws: ``StoreError``.
  public func firstEvent(of operation: [UInt8]) throws(StoreError) -> StoredEvent? {
    var found: StoredEvent?
    do {
      try forEachEvent(
        where: "operation = ?1 AND ordinal = 0", bind: { $0.bind(1, operation) }
      ) { found = $0 }
    } catch { throw StoreError(error) }
    return found
  }

  /// The event of a kind that an operation appended.
  /// - Parameters:
  ///   - operation: the operation id, 16 bytes.
  ///   - kind: name of the kind.
  ///   - first: the operation's first event, from which the log is searched.
  /// - Returns: the event, or nil.
  /// - Throws: ``StoreError``.
  public func event(
    of operation: [UInt8], kind: String, from first: UInt64
  ) throws(StoreError) -> StoredEvent? {
    var found: StoredEvent?
    do {
      try forEachEvent(
        where: "seq >= ?1 AND operation = ?2 AND kind = ?3",
        bind: {
          $0.bind(1, Int64(clamping: first))
          $0.bind(2, operation)
          $0.bind(3, kind)
        }
      ) { found = $0 }
    } catch { throw StoreError(error) }
    return found
  }

  /// Every event, in the order of the log.
  /// - Parameter body: receives each event.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(_ body: (StoredEvent) throws -> Void) throws {
    try forEachEvent(where: "seq > 0", bind: { _ in }, body)
  }

  /// The events about a donor, in the order of the log.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - body: receives each event.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(about donor: Int64, _ body: (StoredEvent) throws -> Void) throws {
    try forEachEvent(
      where: "seq IN (SELECT seq FROM donor_event WHERE donor = ?1)",
      bind: { $0.bind(1, donor) }, body)
  }

  func forEachEvent(
    where condition: String, bind: (PreparedStatement) -> Void,
    _ body: (StoredEvent) throws -> Void
  ) throws {
    let select = try PreparedStatement(
      database,
      """
      SELECT seq, operation, ordinal, kind, subject, recorded_at, header, payload, leaf_hash, frontier
      FROM event WHERE \(condition) ORDER BY seq
      """)
    bind(select)
    defer { select.reset() }
    while try select.next() {
      try body(Self.event(select))
    }
  }

  private static func event(_ select: PreparedStatement) -> StoredEvent {
    StoredEvent(
      sequence: select.sequence(0), operation: select.blob(1),
      ordinal: UInt32(clamping: select.integer(2)), kind: select.text(3),
      subject: select.optionalInteger(4), recordedAt: Instant(microseconds: select.integer(5)),
      header: select.blob(6), payload: select.blob(7), leafHash: select.blob(8),
      frontier: select.optionalBlob(9))
  }

  /// The wrapped data key of a donor.
  /// - Parameter donor: the donor's code.
  /// - Returns: id of the wrapping key and the wrapped key, or nil where it was destroyed.
  /// - Throws: ``StoreError``.
  public func dataKey(of donor: Int64) throws(StoreError) -> (keyID: String, wrapped: [UInt8])? {
    if let held = pending?.dataKeys[donor] { return held }
    return try translating {
      let select = try preparedBesidePending(
        "SELECT key_id, wrapped FROM data_key WHERE donor = ?1 ORDER BY donor")
      select.bind(1, donor)
      defer { select.reset() }
      return try select.next() ? (select.text(0), select.blob(1)) : nil
    }
  }

  // MARK: Documents

  /// Every published consent form, by ledger sequence.
  /// - Returns: sequence, time and document.
  /// - Throws: ``StoreError``.
  public func forms() throws(StoreError) -> [(
    sequence: UInt64, recordedAt: Instant, document: PublishedDocument
  )] {
    try documents(
      "SELECT seq, recorded_at, id, version, document, outline FROM consent_form ORDER BY seq")
  }

  /// The current version of every programme, by id.
  /// - Returns: sequence, time and document.
  /// - Throws: ``StoreError``.
  public func programmes() throws(StoreError) -> [(
    sequence: UInt64, recordedAt: Instant, document: PublishedDocument
  )] {
    try documents(
      "SELECT seq, recorded_at, id, version, document, outline FROM programme ORDER BY id")
  }

  private func documents(_ sql: StaticString) throws(StoreError) -> [(
    sequence: UInt64, recordedAt: Instant, document: PublishedDocument
  )] {
    try translating {
      let select = try prepared(sql)
      defer { select.reset() }
      var found: [(sequence: UInt64, recordedAt: Instant, document: PublishedDocument)] = []
      while try select.next() {
        found.append(
          (
            select.sequence(0), Instant(microseconds: select.integer(1)),
            PublishedDocument(
              id: select.text(2), version: Int(select.integer(3)), text: select.text(4),
              outline: select.optionalBlob(5))
          ))
      }
      return found
    }
  }

  // MARK: Counts

  /// Number of rows of every table of current state, and of the ledger.
  /// - Returns: table name and row count, by name.
  /// - Throws: ``StoreError``.
  public func rowCounts() throws(StoreError) -> [(table: String, rows: Int)] {
    try translating {
      try ProjectionComparison.tables.map(\.name).sorted().map { table in
        (table, try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0)
      }
    }
  }
}
