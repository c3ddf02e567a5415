internal import RegistryCrypto

/// Roots and proofs over the complete nodes of a tree, wherever they are kept.
///
/// `node` answers with the root of the complete subtree of `1 << level` leaves that is the `index`-th
/// of its level, from 0.
enum MerklePath {
  typealias NodeSource = (_ level: Int, _ index: UInt64) throws -> Digest

  /// The root over the first leaves (RFC 6962, section 2.1).
  static func root(
    of size: UInt64, with hasher: borrowing MerkleHasher, node: NodeSource
  ) throws -> Digest {
    size == 0 ? try hasher.emptyRoot() : try hash(0, size, hasher, node)
  }

  /// The audit path of a leaf (RFC 6962, section 2.1.1).
  static func inclusion(
    of index: UInt64, in size: UInt64, with hasher: borrowing MerkleHasher, node: NodeSource
  ) throws -> [Digest] {
    var path: [Digest] = []
    var (low, high) = (UInt64(0), size)
    while high - low > 1 {
      let middle = low + split(high - low)
      if index < middle {
        path.append(try hash(middle, high, hasher, node))
        high = middle
      } else {
        path.append(try hash(low, middle, hasher, node))
        low = middle
      }
    }
    return path.reversed()
  }

  /// The proof that a tree is the beginning of a later one (RFC 6962, section 2.1.2).
  static func consistency(
    from old: UInt64, to size: UInt64, with hasher: borrowing MerkleHasher, node: NodeSource
  ) throws -> [Digest] {
    var path: [Digest] = []
    var (low, high) = (UInt64(0), size)
    // `low` stays 0 as long as the old tree is a left part of the range: its root is known then.
    while old != high {
      let middle = low + split(high - low)
      if old <= middle {
        path.append(try hash(middle, high, hasher, node))
        high = middle
      } else {
        path.append(try hash(low, middle, hasher, node))
        low = middle
      }
    }
    if low > 0 { path.append(try hash(low, high, hasher, node)) }
    return path.reversed()
  }

  /// The hash of the leaves in `low ..< high`, where `low` is a multiple of a power of two that is
  /// not smaller than the range.
  private static func hash(
    _ low: UInt64, _ high: UInt64, _ hasher: borrowing MerkleHasher, _ node: NodeSource
  ) throws -> Digest {
    let count = high - low
    if count.nonzeroBitCount == 1 {
      let level = count.trailingZeroBitCount
      return try node(level, low >> UInt64(level))
    }
    let middle = low + split(count)
    return try hasher.nodeHash(
      hash(low, middle, hasher, node), hash(middle, high, hasher, node))
  }

  /// The largest power of two below a count of at least two.
  private static func split(_ count: UInt64) -> UInt64 {
    1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
