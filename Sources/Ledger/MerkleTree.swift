public import RegistryCrypto

/// A Merkle tree held in memory with all its complete nodes, to make proofs from.
///
/// It takes 64 bytes a leaf. Appending and stating the root alone needs only a ``Frontier``.
public struct MerkleTree: Sendable {
  /// Hashes of the complete nodes: `levels[0]` the leaves, each next level half as long.
  private var levels: [[Digest]] = [[]]

  /// The empty tree.
  public init() {}

  /// The number of leaves.
  public var size: UInt64 { UInt64(levels[0].count) }

  /// Appends a leaf.
  /// - Parameters:
  ///   - leafHash: its hash.
  ///   - hasher: the hasher to use.
  /// - Throws: `CryptoError`.
  public mutating func append(
    _ leafHash: Digest, with hasher: borrowing MerkleHasher
  ) throws(CryptoError) {
    levels[0].append(leafHash)
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let count = levels[level].count
      let node = try hasher.nodeHash(levels[level][count - 2], levels[level][count - 1])
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(node)
    }
  }

  /// The root over the first leaves.
  /// - Parameters:
  ///   - size: how many leaves; nil for all.
  ///   - hasher: the hasher to use.
  /// - Returns: the Merkle tree hash.
  /// - Throws: ``ProofError/outOfRange`` where there are fewer leaves.
  public func root(
    of size: UInt64? = nil, with hasher: borrowing MerkleHasher
  ) throws(ProofError) -> Digest {
    let size = size ?? self.size
    guard size <= self.size else { throw .outOfRange }
    do { return try MerklePath.root(of: size, with: hasher, node: node) } catch {
      throw ProofError(error)
    }
  }

  /// The audit path of a leaf (RFC 6962, section 2.1.1).
  /// - Parameters:
  ///   - index: the leaf, from 0.
  ///   - size: the size of the tree that the proof is for.
  ///   - hasher: the hasher to use.
  /// - Returns: sibling hashes, from the leaf up.
  /// - Throws: ``ProofError/outOfRange`` where the tree has no such leaf.
  public func inclusionProof(
    index: UInt64, size: UInt64, with hasher: borrowing MerkleHasher
  ) throws(ProofError) -> [Digest] {
    guard index < size, size <= self.size else { throw .outOfRange }
    do { return try MerklePath.inclusion(of: index, in: size, with: hasher, node: node) } catch {
      throw ProofError(error)
    }
  }

  /// The proof that a tree is the beginning of a later one (RFC 6962, section 2.1.2).
  /// - Parameters:
  ///   - oldSize: size of the earlier tree, at least 1.
  ///   - newSize: size of the later one.
  ///   - hasher: the hasher to use.
  /// - Returns: the hashes; none where the sizes are equal.
  /// - Throws: ``ProofError/outOfRange``, and ``ProofError/fromEmptyTree`` for size 0.
  public func consistencyProof(
    from oldSize: UInt64, to newSize: UInt64, with hasher: borrowing MerkleHasher
  ) throws(ProofError) -> [Digest] {
    guard oldSize > 0 else { throw .fromEmptyTree }
    guard oldSize <= newSize, newSize <= self.size else { throw .outOfRange }
    do {
      return try MerklePath.consistency(from: oldSize, to: newSize, with: hasher, node: node)
    } catch { throw ProofError(error) }
  }

  private func node(_ level: Int, _ index: UInt64) -> Digest { levels[level][Int(index)] }
}
