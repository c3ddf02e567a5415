internal import RegistryCrypto

/// A log that events are appended to, in the bytes that a store keeps.
public struct LogState: ~Copyable {
  /// Id of the log.
  public let id: UUIDBytes
  private let hasher: MerkleHasher
  private var frontier: Frontier
  /// The nodes of every eighth level that the last event completed, lowest first.
  public private(set) var completed: [TierNode] = []

  /// Takes up a log where a store left it.
  /// - Parameters:
  ///   - id: log id, 16 bytes.
  ///   - size: number of events.
  ///   - frontier: the stored frontier.
  /// - Throws: ``LogStateError`` where the parts do not fit each other, `CryptoError`.
  public init(id: [UInt8], size: UInt64, frontier: [UInt8]) throws {
    let decoded = size == 0 ? Frontier() : try Frontier(decoding: frontier)
    guard let id = UUIDBytes(bytes: id), decoded.size == size else {
      throw LogStateError.unreadable
    }
    let hasher = try MerkleHasher()
    self.id = id
    self.frontier = decoded
    self.hasher = hasher
  }

  /// Number of events.
  public var size: UInt64 { frontier.size }

  /// The frontier as a store keeps it.
  public var frontierBytes: [UInt8] { frontier.encoded }

  /// The root over all events, 32 bytes.
  /// - Returns: the root.
  /// - Throws: `CryptoError`.
  public func root() throws -> [UInt8] {
    try frontier.root(with: hasher).bytes
  }

  /// Appends an event.
  /// - Parameters:
  ///   - header: the exact header bytes.
  ///   - payload: the exact payload bytes.
  /// - Returns: the leaf hash, 32 bytes.
  /// - Throws: `CryptoError`.
  public mutating func append(header: [UInt8], payload: [UInt8]) throws -> [UInt8] {
    let leaf = try hasher.leafHash(header: header, payload: payload)
    completed.removeAll(keepingCapacity: true)
    let size = frontier.size + 1
    try frontier.append(leaf, with: hasher) { tier, root in
      completed.append(TierNode(tier: tier, completedAt: size, hash: root.bytes))
    }
    return leaf.bytes
  }

  /// The root of a log without events, 32 bytes.
  /// - Returns: the root.
  /// - Throws: `CryptoError`.
  public static func emptyRoot() throws -> [UInt8] {
    try MerkleHasher().emptyRoot().bytes
  }

  /// The hash of a document as a leaf, 32 bytes.
  /// - Parameter document: the document.
  /// - Returns: the hash.
  /// - Throws: `CryptoError`.
  public static func leafHash(of document: [UInt8]) throws -> [UInt8] {
    try MerkleHasher().leafHash(document.span).bytes
  }
}

/// Why a log cannot be taken up.
public enum LogStateError: Error, Equatable, CustomStringConvertible {
  /// Id, size and frontier do not fit each other.
  case unreadable

  /// The sentence shown for it.
  public var description: String { "the head of the log is not readable" }
}
