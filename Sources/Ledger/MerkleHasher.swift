public import RegistryCrypto

/// The hashes of a Merkle tree as RFC 6962, section 2.1, defines them, over SHA-256.
///
/// Leaves and nodes have different first bytes, so that no leaf can pass for a node. A value
/// belongs to one thread at a time.
public struct MerkleHasher: ~Copyable {
  private static let leafPrefix: UInt8 = 0
  private static let nodePrefix: UInt8 = 1
  private let hasher: SHA256Hasher

  /// Prepares a hashing context.
  /// - Throws: `CryptoError`.
  public init() throws(CryptoError) {
    hasher = try SHA256Hasher()
  }

  /// The root of the tree without leaves: the hash of nothing.
  /// - Returns: the root.
  /// - Throws: `CryptoError`.
  public func emptyRoot() throws(CryptoError) -> Digest {
    try hasher.hash([])
  }

  /// The hash of a leaf.
  /// - Parameter leaf: its bytes.
  /// - Returns: the leaf hash.
  /// - Throws: `CryptoError`.
  public func leafHash(_ leaf: Span<UInt8>) throws(CryptoError) -> Digest {
    try hasher.begin()
    try hasher.update(Self.leafPrefix)
    try hasher.update(leaf)
    return try hasher.finish()
  }

  /// The hash of an event's leaf: the stored header and the stored payload, each behind its length.
  ///
  /// The lengths are 32-bit big-endian; without them a byte could move from one to the other.
  /// - Parameters:
  ///   - header: the stored header bytes.
  ///   - payload: the stored payload bytes, sealed or not.
  /// - Returns: the leaf hash.
  /// - Throws: `CryptoError`.
  public func leafHash(header: [UInt8], payload: [UInt8]) throws(CryptoError) -> Digest {
    try leafHash(header: header.span, payload: payload.span)
  }

  /// The same over bytes that are lent.
  /// - Parameters:
  ///   - header: the stored header bytes.
  ///   - payload: the stored payload bytes, sealed or not.
  /// - Returns: the leaf hash.
  /// - Throws: `CryptoError`.
  public func leafHash(
    header: Span<UInt8>, payload: Span<UInt8>
  ) throws(CryptoError) -> Digest {
    let (first, second) = (UInt32(header.count), UInt32(payload.count))
    try hasher.begin()
    let before: InlineArray<5, UInt8> = [
      Self.leafPrefix, UInt8(first >> 24), UInt8(first >> 16 & 255), UInt8(first >> 8 & 255),
      UInt8(first & 255),
    ]
    try hasher.update(before.span)
    try hasher.update(header)
    let between: InlineArray<4, UInt8> = [
      UInt8(second >> 24), UInt8(second >> 16 & 255), UInt8(second >> 8 & 255),
      UInt8(second & 255),
    ]
    try hasher.update(between.span)
    try hasher.update(payload)
    return try hasher.finish()
  }

  /// The hash of an inner node.
  /// - Parameters:
  ///   - left: hash of the left child.
  ///   - right: hash of the right child.
  /// - Returns: the node hash.
  /// - Throws: `CryptoError`.
  public func nodeHash(_ left: Digest, _ right: Digest) throws(CryptoError) -> Digest {
    try hasher.hash(prefix: Self.nodePrefix, left, right)
  }
}
