public import RegistryCrypto

/// The right edge of a Merkle tree: all that is needed to append leaves and to state the root.
///
/// It holds the root of every complete subtree, largest first, one for each set bit of the size: a
/// compact range from 0 ("Compact ranges", Trillian project documentation; RFC 6962, section 2.1).
public struct Frontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: UInt64
  private var peaks: [Digest]

  /// The empty tree.
  public init() {
    size = 0
    peaks = []
  }

  /// Appends a leaf.
  /// - Parameters:
  ///   - leafHash: its hash.
  ///   - hasher: the hasher to use.
  /// - Throws: `CryptoError`; the frontier is then unchanged.
  public mutating func append(
    _ leafHash: Digest, with hasher: borrowing MerkleHasher
  ) throws(CryptoError) {
    try append(leafHash, with: hasher) { _, _ in }
  }

  /// Appends a leaf and tells which nodes of every eighth level it completes.
  mutating func append(
    _ leafHash: Digest, with hasher: borrowing MerkleHasher,
    completing: (_ tier: Int, _ root: Digest) -> Void
  ) throws(CryptoError) {
    // As many peaks merge as the size has trailing ones.
    let merged = (~size).trailingZeroBitCount
    var peak = leafHash
    for offset in 0..<merged {
      peak = try hasher.nodeHash(peaks[peaks.count - 1 - offset], peak)
      if offset & 7 == 7 { completing((offset + 1) >> 3, peak) }
    }
    peaks.removeLast(merged)
    peaks.append(peak)
    size += 1
  }

  /// The root of the tree.
  /// - Parameter hasher: the hasher to use.
  /// - Returns: the Merkle tree hash.
  /// - Throws: `CryptoError`.
  public func root(with hasher: borrowing MerkleHasher) throws(CryptoError) -> Digest {
    guard var root = peaks.last else { return try hasher.emptyRoot() }
    for peak in peaks.dropLast().reversed() { root = try hasher.nodeHash(peak, root) }
    return root
  }

  /// The size in eight bytes, big-endian, then the peaks in 32 bytes each.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + peaks.count * Digest.length)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: size >> UInt64(shift)))
    }
    for peak in peaks { peak.append(to: &bytes) }
    return bytes
  }

  /// Whether stored bytes are those that ``encoded`` writes, without writing them.
  /// - Parameter bytes: the stored bytes.
  /// - Returns: true where they are.
  public func isEncoded(as bytes: Span<UInt8>) -> Bool {
    guard bytes.count == 8 + peaks.count * Digest.length else { return false }
    for index in 0..<8
    where bytes[index] != UInt8(truncatingIfNeeded: size >> UInt64(56 - 8 * index)) {
      return false
    }
    // From the small end, which changes most.
    for index in peaks.indices.reversed() {
      let start = 8 + index * Digest.length
      guard Digest(bytes: bytes.extracting(start..<start + Digest.length)) == peaks[index] else {
        return false
      }
    }
    return true
  }

  /// Reads stored bytes.
  /// - Parameter bytes: what ``encoded`` wrote.
  /// - Throws: ``FrontierError`` where the length does not fit the size in front.
  public init(decoding bytes: [UInt8]) throws(FrontierError) {
    guard bytes.count >= 8 else { throw .wrongLength(expected: 8, actual: bytes.count) }
    let size = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    let expected = 8 + size.nonzeroBitCount * Digest.length
    guard bytes.count == expected else {
      throw .wrongLength(expected: expected, actual: bytes.count)
    }
    self.size = size
    peaks = stride(from: 8, to: bytes.count, by: Digest.length).compactMap { start in
      Digest(bytes: Array(bytes[start..<start + Digest.length]))
    }
  }
}

/// Why stored bytes are no frontier.
public enum FrontierError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of bytes does not fit the size they state.
  case wrongLength(expected: Int, actual: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .wrongLength(let expected, let actual):
      "stored frontier has \(actual) bytes instead of \(expected); rebuild it from the events"
    }
  }
}
