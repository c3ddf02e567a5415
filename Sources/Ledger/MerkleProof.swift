public import RegistryCrypto

/// Verification of proofs by somebody who has roots and hashes only.
public enum MerkleProof {
  /// Verifies that a leaf is in a tree (RFC 9162, section 2.1.3.2).
  /// - Parameters:
  ///   - leafHash: hash of the leaf.
  ///   - index: its index, from 0.
  ///   - size: the size of the tree.
  ///   - proof: sibling hashes, from the leaf up.
  ///   - root: the root of the tree.
  ///   - hasher: the hasher to use.
  /// - Throws: ``ProofError`` where the proof does not prove it.
  public static func verifyInclusion(
    leafHash: Digest, index: UInt64, size: UInt64, proof: [Digest], root: Digest,
    with hasher: borrowing MerkleHasher
  ) throws(ProofError) {
    guard index < size else { throw .outOfRange }
    var node = index
    var last = size - 1
    var hash = leafHash
    do {
      for sibling in proof {
        guard last > 0 else { throw ProofError.wrongLength }
        if node & 1 == 1 || node == last {
          hash = try hasher.nodeHash(sibling, hash)
          while node & 1 == 0, node != 0 {
            node >>= 1
            last >>= 1
          }
        } else {
          hash = try hasher.nodeHash(hash, sibling)
        }
        node >>= 1
        last >>= 1
      }
    } catch { throw ProofError(error) }
    guard last == 0 else { throw .wrongLength }
    guard hash == root else { throw .wrongRoot }
  }

  /// Verifies that a tree is the beginning of a later one (RFC 9162, section 2.1.4.2).
  ///
  /// An empty earlier tree is refused: it is the beginning of every tree and proves nothing.
  /// - Parameters:
  ///   - oldSize: size of the earlier tree, at least 1.
  ///   - newSize: size of the later one.
  ///   - oldRoot: root of the earlier tree.
  ///   - newRoot: root of the later one.
  ///   - proof: the hashes; none where the sizes are equal.
  ///   - hasher: the hasher to use.
  /// - Throws: ``ProofError`` where the proof does not prove it.
  public static func verifyConsistency(
    oldSize: UInt64, newSize: UInt64, oldRoot: Digest, newRoot: Digest, proof: [Digest],
    with hasher: borrowing MerkleHasher
  ) throws(ProofError) {
    guard oldSize > 0 else { throw .fromEmptyTree }
    guard oldSize <= newSize else { throw .outOfRange }
    if oldSize == newSize {
      guard proof.isEmpty else { throw .wrongLength }
      guard oldRoot == newRoot else { throw .wrongRoot }
      return
    }
    // A complete earlier tree is itself a node of the later one, and is left out of the proof.
    let path = oldSize.nonzeroBitCount == 1 ? [oldRoot] + proof : proof
    guard let first = path.first else { throw .wrongLength }
    var node = oldSize - 1
    var last = newSize - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var (old, new) = (first, first)
    do {
      for sibling in path.dropFirst() {
        guard last > 0 else { throw ProofError.wrongLength }
        if node & 1 == 1 || node == last {
          old = try hasher.nodeHash(sibling, old)
          new = try hasher.nodeHash(sibling, new)
          while node & 1 == 0, node != 0 {
            node >>= 1
            last >>= 1
          }
        } else {
          new = try hasher.nodeHash(new, sibling)
        }
        node >>= 1
        last >>= 1
      }
    } catch { throw ProofError(error) }
    guard last == 0 else { throw .wrongLength }
    guard old == oldRoot, new == newRoot else { throw .wrongRoot }
  }
}

/// Why a proof was not made, or does not prove what it should.
public enum ProofError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The tree has no such leaf or is smaller than asked for.
  case outOfRange
  /// Consistency with the empty tree was asked for, which proves nothing.
  case fromEmptyTree
  /// The proof has too many or too few hashes for its tree.
  case wrongLength
  /// The hashes do not lead to the root.
  case wrongRoot
  /// The hash function failed.
  case hashing(CryptoError)

  init(_ error: any Error) {
    switch error {
    case let error as ProofError: self = error
    case let error as CryptoError: self = .hashing(error)
    default: self = .wrongRoot
    }
  }

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .outOfRange: "the log has no such entry or size; ask for one that it has"
    case .fromEmptyTree: "an empty log proves nothing about a later one; start from size 1 or more"
    case .wrongLength: "the proof has not the number of hashes that the log's size demands"
    case .wrongRoot: "the proof does not lead to the root; the log was altered or is another one"
    case .hashing(let error): "the proof could not be computed: \(error)"
    }
  }
}
