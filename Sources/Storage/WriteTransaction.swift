public import Domain
internal import GRDB
internal import Ledger

/// The key that seals an event's payload.
public enum PayloadSeal: Hashable, Sendable {
  /// The registry's own key of an id: forms, programmes, releases.
  case registry(keyID: String)
  /// The data key of the donor concerned.
  case donor
  /// None: anybody may read it, as of operators and their signatures.
  case open

  var payloadKey: PayloadKey {
    switch self {
    case .registry(let keyID): .registry(keyID: keyID)
    case .donor: .donor
    case .open: .none
    }
  }
}

/// What a use case wants appended to the log.
public struct EventDraft: Sendable {
  /// Operation id, 16 bytes.
  public var operation: [UInt8]
  /// Position within the operation, from 0.
  public var ordinal: UInt32
  /// Who does it.
  public var actor: String
  /// Name of the kind.
  public var kind: String
  /// Code of the donor concerned, where one is.
  public var subject: Int64?
  /// When the registry learns it.
  public var recordedAt: Instant
  /// The key that seals the payload.
  public var sealedWith: PayloadSeal

  /// Describes an event to append.
  /// - Parameters:
  ///   - operation: operation id, 16 bytes.
  ///   - ordinal: position within the operation.
  ///   - actor: who does it.
  ///   - kind: name of the kind.
  ///   - subject: code of the donor concerned.
  ///   - recordedAt: when the registry learns it.
  ///   - sealedWith: the key that seals the payload.
  public init(
    operation: [UInt8], ordinal: UInt32, actor: String, kind: String, subject: Int64? = nil,
    recordedAt: Instant, sealedWith: PayloadSeal
  ) {
    self.operation = operation
    self.ordinal = ordinal
    self.actor = actor
    self.kind = kind
    self.subject = subject
    self.recordedAt = recordedAt
    self.sealedWith = sealedWith
  }
}

/// One transaction that holds the write lock: reads, appends and projections in it stand or fall
/// together.
public final class WriteTransaction {
  /// Reads that see what this transaction has written.
  public let snapshot: Snapshot
  /// The tables of current state.
  public let projections: ProjectionWriter
  /// Where the log stood when the transaction began.
  public let head: LedgerHead
  private let ledger: LedgerWriter
  private let pending: PendingDonors
  private var checkpoint: (size: UInt64, note: [UInt8])?

  init(_ database: Database, _ statements: ConnectionStatements) throws {
    pending = PendingDonors(database, statements: statements.pending)
    snapshot = Snapshot(database, pending, statements: statements.snapshot)
    // The head is read first, so that two writers on any engine meet at the same row.
    head = try snapshot.soundHead()
    projections = ProjectionWriter(database, pending, statements: statements.projections)
    ledger = try LedgerWriter(database, head: head, statements: statements.ledger)
  }

  /// Number of events with those this transaction has appended.
  public var ledgerSize: UInt64 { ledger.size }

  /// RFC 6962 root with the events this transaction has appended.
  /// - Returns: 32 bytes.
  /// - Throws: ``StoreError``.
  public func ledgerRoot() throws(StoreError) -> [UInt8] {
    do { return try ledger.root() } catch { throw StoreError(error) }
  }

  /// Appends an event.
  /// - Parameters:
  ///   - draft: the event without its position.
  ///   - seal: seals the payload; receives the header that the payload has to be bound to.
  /// - Returns: the event's position in the log.
  /// - Throws: what `seal` throws, or ``StoreError``.
  public func append(
    _ draft: EventDraft, seal: (_ header: [UInt8]) throws -> [UInt8]
  ) throws -> UInt64 {
    try ledger.append(draft, seal: seal)
  }

  /// Keeps the wrapped data key of a new donor.
  /// - Parameters:
  ///   - wrapped: the wrapped key.
  ///   - keyID: the key that wraps it.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func keep(
    dataKey wrapped: [UInt8], keyID: String, of donor: Int64
  ) throws(StoreError) {
    try snapshot.translating { try pending.keep(dataKey: wrapped, keyID: keyID, of: donor) }
  }

  /// Keeps the signed statement of the head that this transaction makes.
  ///
  /// It goes into the transaction that it states; one of another size than the transaction ends with
  /// is refused.
  /// - Parameters:
  ///   - note: the signed checkpoint.
  ///   - size: the size that it states.
  public func keep(checkpoint note: [UInt8], size: UInt64) { checkpoint = (size, note) }

  func finish() throws -> LedgerHead {
    try pending.flush()
    try projections.requireNoItemsAhead()
    if let checkpoint, checkpoint.size != ledger.size {
      throw StoreError.unexpected(detail: "the checkpoint is not of the head that is committed")
    }
    return try ledger.finish(checkpoint: checkpoint?.note)
  }
}
