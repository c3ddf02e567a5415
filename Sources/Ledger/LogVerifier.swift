public import RegistryCrypto

/// What a store repeats of an event beside its header, to search by.
public struct EventColumns: Hashable, Sendable {
  /// Position in the log.
  public var sequence: UInt64
  /// When it was recorded, microseconds since 1970.
  public var recordedAt: Int64
  /// Position among the events of its operation.
  public var ordinal: UInt32
  /// Whom it is about, 0 for nobody.
  public var subject: Int64

  /// States the columns.
  /// - Parameters:
  ///   - sequence: position in the log.
  ///   - recordedAt: microseconds since 1970.
  ///   - ordinal: position among the events of its operation.
  ///   - subject: whom it is about, 0 for nobody.
  public init(sequence: UInt64, recordedAt: Int64, ordinal: UInt32, subject: Int64) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.ordinal = ordinal
    self.subject = subject
  }
}

/// Recomputes a log from its stored bytes, event by event, and opens none of them.
public struct LogVerifier: ~Copyable {
  private let id: UUIDBytes
  private let hasher: MerkleHasher
  private var frontier = Frontier()
  private var lastRecordedAt = Int64.min
  private var lastOperation: (UInt64, UInt64)?
  /// Whether the event taken last states a frontier, as the last of a transaction does.
  public private(set) var endsTransaction = true
  /// The leaf hashes of the block that the event taken last is in, recomputed, 32 bytes each.
  public private(set) var block: [UInt8] = []
  /// The nodes of every eighth level that the event taken last completed.
  public private(set) var completed: [TierNode] = []
  /// The first event that is not what was appended.
  public private(set) var firstBad: UInt64?

  /// Begins before the first event.
  /// - Parameter id: the log.
  /// - Throws: `CryptoError`.
  public init(id: UUIDBytes) throws(CryptoError) {
    self.id = id
    hasher = try MerkleHasher()
  }

  /// Number of events taken.
  public var size: UInt64 { frontier.size }

  /// The root over the events taken, 32 bytes.
  /// - Returns: the root.
  /// - Throws: `CryptoError`.
  public func root() throws(CryptoError) -> [UInt8] { try frontier.root(with: hasher).bytes }

  /// Whether stored bytes are the frontier that the next event has to be appended to.
  /// - Parameter stored: the stored frontier.
  /// - Returns: true where they are.
  public func hasFrontier(_ stored: Span<UInt8>) -> Bool { frontier.isEncoded(as: stored) }

  /// Takes the next event as stored.
  /// - Parameters:
  ///   - columns: what stands beside the header.
  ///   - operation: the operation's 16 bytes.
  ///   - kind: the kind's name as UTF-8.
  ///   - header: the stored header.
  ///   - payload: the stored payload.
  ///   - leafHash: the stored leaf hash.
  ///   - stored: the stored frontier; empty where none is.
  /// - Throws: `CryptoError`.
  public mutating func take(
    _ columns: EventColumns, operation: Span<UInt8>, kind: Span<UInt8>, header: Span<UInt8>,
    payload: Span<UInt8>, leafHash: Span<UInt8>, frontier stored: Span<UInt8>
  ) throws(CryptoError) {
    let leaf = try hasher.leafHash(header: header, payload: payload)
    let next = frontier.size + 1
    if next % TierNode.width == 1 {
      block.removeAll(keepingCapacity: true)
      completed.removeAll(keepingCapacity: true)
    }
    leaf.append(to: &block)
    try frontier.append(leaf, with: hasher) { tier, root in
      completed.append(TierNode(tier: tier, completedAt: next, hash: root.bytes))
    }
    guard firstBad == nil else { return }
    let isSound =
      columns.sequence == size && columns.recordedAt >= lastRecordedAt
      && Digest(bytes: leafHash) == leaf
      && EventHeader.repeats(
        header, log: id, columns: columns, operation: operation, kind: kind)
      && (stored.isEmpty || frontier.isEncoded(as: stored))
    if !isSound {
      firstBad = size
    } else if !endsTransaction, operation.count == 16, !isOfLastOperation(operation) {
      // An operation begins where a transaction has ended, and a transaction ends with a frontier.
      firstBad = size - 1
    }
    lastRecordedAt = columns.recordedAt
    if operation.count == 16 { lastOperation = Self.halves(operation) }
    endsTransaction = !stored.isEmpty
  }

  private func isOfLastOperation(_ operation: Span<UInt8>) -> Bool {
    lastOperation.map { $0 == Self.halves(operation) } ?? true
  }

  private static func halves(_ id: Span<UInt8>) -> (UInt64, UInt64) {
    var halves: (UInt64, UInt64) = (0, 0)
    for index in 0..<8 {
      halves.0 = halves.0 << 8 | UInt64(id[index])
      halves.1 = halves.1 << 8 | UInt64(id[index + 8])
    }
    return halves
  }
}

extension EventHeader {
  /// Whether a stored header says what the columns beside it repeat, read in place.
  static func repeats(
    _ header: Span<UInt8>, log: UUIDBytes, columns: EventColumns, operation: Span<UInt8>,
    kind: Span<UInt8>
  ) -> Bool {
    var place = 0
    func number(_ width: Int) -> UInt64? {
      guard header.count - place >= width else { return nil }
      var value: UInt64 = 0
      for offset in 0..<width { value = value << 8 | UInt64(header[place + offset]) }
      place += width
      return value
    }
    func isText(_ expected: Span<UInt8>) -> Bool {
      guard header.count - place >= expected.count else { return false }
      for offset in 0..<expected.count where header[place + offset] != expected[offset] {
        return false
      }
      place += expected.count
      return true
    }
    guard number(1) == UInt64(formatVersion), number(8) == log.high, number(8) == log.low,
      number(8) == columns.sequence, number(8) == UInt64(bitPattern: columns.recordedAt),
      operation.count == 16, isText(operation), number(4) == UInt64(columns.ordinal),
      let actorLength = number(4), UInt64(header.count - place) >= actorLength
    else { return false }
    place += Int(actorLength)
    guard number(4) == UInt64(kind.count), isText(kind) else { return false }
    return number(8) == UInt64(bitPattern: columns.subject)
  }
}
