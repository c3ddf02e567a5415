import Foundation
import RegistryCrypto
import Testing

@testable import Ledger

struct MerkleProofTests {
  static let size = 70

  private func tree(_ size: Int, _ hasher: borrowing MerkleHasher) throws -> (MerkleTree, [Digest])
  {
    var tree = MerkleTree()
    var leaves: [Digest] = []
    for index in 0..<size {
      let bytes = [UInt8(index & 255), UInt8(index >> 8)]
      let leaf = try hasher.leafHash(of: bytes)
      leaves.append(leaf)
      try tree.append(leaf, with: hasher)
    }
    return (tree, leaves)
  }

  @Test func `the roots of the known tree hold at every size`() throws {
    let hasher = try MerkleHasher()
    var tree = MerkleTree()
    for leaf in KnownTree.leaves {
      let hash = try hasher.leafHash(of: leaf)
      try tree.append(hash, with: hasher)
    }
    for (size, root) in KnownTree.roots.enumerated() {
      #expect(try tree.root(of: UInt64(size), with: hasher).description == root)
    }
  }

  @Test func `every inclusion proof of every size verifies, and no other leaf or index does`()
    throws
  {
    let hasher = try MerkleHasher()
    let (tree, leaves) = try tree(Self.size, hasher)
    for size in 1...UInt64(Self.size) {
      let root = try tree.root(of: size, with: hasher)
      for index in 0..<size {
        let proof = try tree.inclusionProof(index: index, size: size, with: hasher)
        try MerkleProof.verifyInclusion(
          leafHash: leaves[Int(index)], index: index, size: size, proof: proof, root: root,
          with: hasher)
        #expect(throws: ProofError.self) {
          try MerkleProof.verifyInclusion(
            leafHash: leaves[Int((index + 1) % UInt64(Self.size))], index: index, size: size,
            proof: proof, root: root, with: hasher)
        }
        guard size > 1 else { continue }
        #expect(throws: ProofError.self) {
          try MerkleProof.verifyInclusion(
            leafHash: leaves[Int(index)], index: (index + 1) % size, size: size, proof: proof,
            root: root, with: hasher)
        }
      }
    }
  }

  @Test func `every consistency proof of every pair of sizes verifies, and no altered one does`()
    throws
  {
    let hasher = try MerkleHasher()
    let (tree, _) = try tree(Self.size, hasher)
    let garbage = try hasher.leafHash(of: [9, 9, 9])
    for new in 1...UInt64(Self.size) {
      let newRoot = try tree.root(of: new, with: hasher)
      for old in 1...new {
        let oldRoot = try tree.root(of: old, with: hasher)
        let proof = try tree.consistencyProof(from: old, to: new, with: hasher)
        try MerkleProof.verifyConsistency(
          oldSize: old, newSize: new, oldRoot: oldRoot, newRoot: newRoot, proof: proof,
          with: hasher)
        var altered: [[Digest]] = [proof + [garbage], [garbage] + proof]
        if !proof.isEmpty {
          altered += [Array(proof.dropLast()), Array(proof.dropFirst())]
          altered += proof.indices.map { index in
            var copy = proof
            copy[index] = garbage
            return copy
          }
        }
        for proof in altered {
          #expect(throws: ProofError.self, "\(old) to \(new)") {
            try MerkleProof.verifyConsistency(
              oldSize: old, newSize: new, oldRoot: oldRoot, newRoot: newRoot, proof: proof,
              with: hasher)
          }
        }
      }
    }
  }

  @Test func `what the tree does not have is no proof`() throws {
    let hasher = try MerkleHasher()
    let (tree, leaves) = try tree(5, hasher)
    let root = try tree.root(with: hasher)
    #expect(throws: ProofError.outOfRange) {
      try tree.inclusionProof(index: 5, size: 5, with: hasher)
    }
    #expect(throws: ProofError.outOfRange) {
      try tree.inclusionProof(index: 0, size: 6, with: hasher)
    }
    #expect(throws: ProofError.fromEmptyTree) {
      try tree.consistencyProof(from: 0, to: 5, with: hasher)
    }
    #expect(throws: ProofError.outOfRange) {
      try tree.consistencyProof(from: 5, to: 4, with: hasher)
    }
    #expect(throws: ProofError.outOfRange) { try tree.root(of: 6, with: hasher) }
    #expect(throws: ProofError.outOfRange) {
      try MerkleProof.verifyInclusion(
        leafHash: leaves[0], index: 0, size: 0, proof: [], root: root, with: hasher)
    }
    #expect(throws: ProofError.fromEmptyTree) {
      try MerkleProof.verifyConsistency(
        oldSize: 0, newSize: 5, oldRoot: hasher.emptyRoot(), newRoot: root, proof: [],
        with: hasher)
    }
  }
}

/// The vectors of transparency-dev/merkle.
// They need the shared folder; without REGISTRY_SHARED there is nothing to read.
@Suite(.enabled(if: sharedFolder != nil)) struct SharedProofVectorTests {
  struct Inclusion: Decodable {
    var leafIdx: UInt64
    var treeSize: UInt64
    var root: String?
    var leafHash: String?
    var proof: [String]?
    var wantErr: Bool
  }

  struct Consistency: Decodable {
    var size1: UInt64
    var size2: UInt64
    var root1: String?
    var root2: String?
    var proof: [String]?
    var wantErr: Bool
  }

  private func files(_ kind: String) throws -> [URL] {
    let shared = try #require(sharedFolder)
    let folder = URL(filePath: shared + "/data/ledger/merkle-testdata/testdata/" + kind)
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
  }

  /// The digest of a vector.
  ///
  /// What is not 32 bytes is hashed: two such values stay equal or different,
  /// and match no real root, which is all that the vectors ask of them.
  private func digest(_ text: String?) throws -> Digest {
    let bytes = Array(try #require(Data(base64Encoded: text ?? "")))
    return try Digest(bytes: bytes) ?? sha256(bytes)
  }

  /// An empty root or leaf hash cannot be held as a digest at all, which is a refusal of its own.
  private func nonEmpty(_ text: String?) throws -> Digest? {
    text?.isEmpty ?? true ? nil : try digest(text)
  }

  @Test func `every inclusion vector has its expected outcome`() throws {
    let hasher = try MerkleHasher()
    let files = try files("inclusion")
    #expect(files.count == 98)
    for file in files {
      let vector = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
      let root = try nonEmpty(vector.root)
      let leaf = try nonEmpty(vector.leafHash)
      let proof = try (vector.proof ?? []).map { try digest($0) }
      var passed = true
      guard let root, let leaf else {
        #expect(vector.wantErr)
        continue
      }
      do throws(ProofError) {
        try MerkleProof.verifyInclusion(
          leafHash: leaf, index: vector.leafIdx, size: vector.treeSize, proof: proof, root: root,
          with: hasher)
      } catch { passed = false }
      #expect(passed != vector.wantErr, "\(file.path)")
    }
  }

  @Test func `every consistency vector has its expected outcome, but size 0 never passes`() throws {
    let hasher = try MerkleHasher()
    let files = try files("consistency")
    #expect(files.count == 98)
    for file in files {
      let vector = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
      let old = try nonEmpty(vector.root1)
      let new = try nonEmpty(vector.root2)
      let proof = try (vector.proof ?? []).map { try digest($0) }
      var passed = true
      guard let old, let new else {
        #expect(vector.wantErr)
        continue
      }
      do throws(ProofError) {
        try MerkleProof.verifyConsistency(
          oldSize: vector.size1, newSize: vector.size2, oldRoot: old, newRoot: new, proof: proof,
          with: hasher)
      } catch { passed = false }
      // Consistency from the empty tree proves nothing: stricter than the vectors on purpose.
      let expected = !vector.wantErr && vector.size1 > 0
      #expect(passed == expected, "\(file.path)")
    }
  }
}
