public import RegistryCrypto

/// A tree of which a store keeps the leaf hashes and every eighth level, to make proofs from.
///
/// A proof reads two blocks of at most 256 hashes for each tier: the one the entry is in and the one
/// at the right edge. A value belongs to one thread at a time.
public final class TieredTree {
  /// The hashes of a tier that one node of the next tier stands for, 32 bytes each; fewer at the
  /// right edge.
  public typealias BlockSource = (_ tier: Int, _ place: UInt64) throws -> [UInt8]

  /// The number of leaves.
  public let size: UInt64
  private let hasher: MerkleHasher
  private let source: BlockSource
  private var blocks: [Place: [Digest]] = [:]

  private struct Place: Hashable {
    var tier: Int
    var place: UInt64
  }

  /// Looks at a stored tree.
  /// - Parameters:
  ///   - size: the number of leaves.
  ///   - source: reads a block; only complete nodes of the tree are asked for.
  /// - Throws: `CryptoError`.
  public init(size: UInt64, source: @escaping BlockSource) throws(CryptoError) {
    self.size = size
    self.source = source
    hasher = try MerkleHasher()
  }

  /// The root over the first leaves.
  /// - Parameter size: how many leaves; nil for all.
  /// - Returns: the Merkle tree hash.
  /// - Throws: ``ProofError``, or what the source throws.
  public func root(of size: UInt64? = nil) throws -> Digest {
    let size = size ?? self.size
    guard size <= self.size else { throw ProofError.outOfRange }
    return try MerklePath.root(of: size, with: hasher, node: node)
  }

  /// The audit path of a leaf.
  /// - Parameters:
  ///   - index: the leaf, from 0.
  ///   - size: the size of the tree that the proof is for; nil for all.
  /// - Returns: sibling hashes, from the leaf up.
  /// - Throws: ``ProofError``, or what the source throws.
  public func inclusionProof(of index: UInt64, in size: UInt64? = nil) throws -> [Digest] {
    let size = size ?? self.size
    guard index < size, size <= self.size else { throw ProofError.outOfRange }
    return try MerklePath.inclusion(of: index, in: size, with: hasher, node: node)
  }

  /// The proof that a tree is the beginning of a later one.
  /// - Parameters:
  ///   - oldSize: size of the earlier tree, at least 1.
  ///   - newSize: size of the later one.
  /// - Returns: the hashes; none where the sizes are equal.
  /// - Throws: ``ProofError``, or what the source throws.
  public func consistencyProof(from oldSize: UInt64, to newSize: UInt64) throws -> [Digest] {
    guard oldSize > 0 else { throw ProofError.fromEmptyTree }
    guard oldSize <= newSize, newSize <= size else { throw ProofError.outOfRange }
    return try MerklePath.consistency(from: oldSize, to: newSize, with: hasher, node: node)
  }

  private func node(_ level: Int, _ index: UInt64) throws -> Digest {
    let (tier, height) = (level / 8, level % 8)
    let first = index << UInt64(height)
    let block = try block(Place(tier: tier, place: first / TierNode.width))
    let start = Int(first % TierNode.width)
    guard start + 1 << height <= block.count else { throw TieredTreeError.missing(tier: tier) }
    return try fold(block[start..<start + 1 << height])
  }

  private func block(_ place: Place) throws -> [Digest] {
    if let known = blocks[place] { return known }
    let bytes = try source(place.tier, place.place)
    let block = stride(from: 0, through: bytes.count - Digest.length, by: Digest.length)
      .compactMap { Digest(bytes: bytes.span.extracting($0..<$0 + Digest.length)) }
    blocks[place] = block
    return block
  }

  /// The root over a power of two of nodes.
  private func fold(_ nodes: ArraySlice<Digest>) throws -> Digest {
    guard var root = nodes.first else { throw TieredTreeError.missing(tier: 0) }
    var row = Array(nodes)
    while row.count > 1 {
      for index in 0..<row.count / 2 {
        row[index] = try hasher.nodeHash(row[2 * index], row[2 * index + 1])
      }
      row.removeLast(row.count / 2)
      root = row[0]
    }
    return root
  }
}

/// Why a proof cannot be made from what is stored.
public enum TieredTreeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A complete node of the tree is not there.
  case missing(tier: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .missing(let tier):
      "stored nodes of tier \(tier) are missing; verify the ledger"
    }
  }
}
