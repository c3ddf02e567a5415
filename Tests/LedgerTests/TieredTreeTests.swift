import RegistryCrypto
import TestSupport
import Testing

@testable import Ledger

struct TieredTreeTests {
  /// Leaves and the nodes of every eighth level, as a store keeps them.
  private final class Store {
    var tiers: [[UInt8]] = [[]]
    var size: UInt64 = 0
    var frontier = Frontier()
    let hasher: MerkleHasher

    init() throws { hasher = try MerkleHasher() }

    func append(_ leaf: Digest) throws {
      leaf.append(to: &tiers[0])
      size += 1
      try frontier.append(leaf, with: hasher) { tier, root in
        while tiers.count <= tier { tiers.append([]) }
        root.append(to: &tiers[tier])
      }
    }

    func tree() throws -> TieredTree {
      let tiers = self.tiers
      return try TieredTree(size: size) { tier, place in
        guard tier < tiers.count else { return [] }
        return Array(tiers[tier].dropFirst(Int(place) * 8192).prefix(8192))
      }
    }
  }

  private func leaf(_ number: UInt64) throws -> Digest {
    try sha256((0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
  }

  @Test func `proofs of all sizes to 1,024 are those of a tree with every node`() throws {
    let store = try Store()
    var tree = MerkleTree()
    var random = SeededGenerator(seed: 11)
    for number in 0..<1024 {
      let leaf = try leaf(UInt64(number))
      try store.append(leaf)
      try tree.append(leaf, with: store.hasher)
      let tiered = try store.tree()
      let size = tiered.size
      #expect(try tiered.root() == tree.root(with: store.hasher))
      for index in Set([0, size - 1, size / 2, UInt64.random(in: 0..<size, using: &random)]) {
        #expect(
          try tiered.inclusionProof(of: index)
            == tree.inclusionProof(index: index, size: size, with: store.hasher))
        #expect(
          try tiered.consistencyProof(from: index + 1, to: size)
            == tree.consistencyProof(from: index + 1, to: size, with: store.hasher))
      }
    }
  }

  @Test func `proofs over three tiers lead to the root`() throws {
    let store = try Store()
    for number in 0..<UInt64(66_100) { try store.append(try leaf(number)) }
    let tree = try store.tree()
    let root = try store.frontier.root(with: store.hasher)
    #expect(try tree.root() == root)
    for index in [0, 255, 256, 65_535, 65_536, 66_047, 66_048, 66_099] as [UInt64] {
      try MerkleProof.verifyInclusion(
        leafHash: try leaf(index), index: index, size: tree.size,
        proof: try tree.inclusionProof(of: index), root: root, with: store.hasher)
      try MerkleProof.verifyConsistency(
        oldSize: index + 1, newSize: tree.size, oldRoot: try tree.root(of: index + 1),
        newRoot: root, proof: try tree.consistencyProof(from: index + 1, to: tree.size),
        with: store.hasher)
    }
  }

  @Test func `what is not stored is an error and no wrong proof`() throws {
    let tree = try TieredTree(size: 600) { _, _ in [] }
    #expect(throws: TieredTreeError.self) { try tree.inclusionProof(of: 3) }
    #expect(throws: ProofError.outOfRange) { try tree.inclusionProof(of: 600) }
    #expect(throws: ProofError.fromEmptyTree) { try tree.consistencyProof(from: 0, to: 5) }
    #expect(throws: ProofError.outOfRange) { try tree.consistencyProof(from: 5, to: 601) }
  }
}
