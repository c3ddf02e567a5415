import Foundation
import RegistryCrypto
import Testing

@testable import Ledger

/// Every proof of every tree of up to 1,024 leaves, against those that `merkle_proofs.py` made and
/// verified without any code of this program.
struct EveryProofTests {
  private static let size: UInt64 = 1024

  private func known() throws -> [String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Conformance/merkle_proofs.json")
    return try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
  }

  @Test(arguments: 0..<4)
  func `the proofs of all sizes are those of the RFC`(group: UInt64) throws {
    let hasher = try MerkleHasher()
    var tree = MerkleTree()
    for index in 0..<Self.size {
      let leaf = try hasher.leafHash(of: [UInt8(index & 255), UInt8(index >> 8)])
      try tree.append(leaf, with: hasher)
    }
    let total = try SHA256Hasher()
    try total.begin()
    var bytes: [UInt8] = []
    for size in 1...Self.size where size % 4 == group {
      bytes.removeAll(keepingCapacity: true)
      for index in 0..<size {
        for hash in try tree.inclusionProof(index: index, size: size, with: hasher) {
          bytes += hash.bytes
        }
      }
      for old in 1...size {
        for hash in try tree.consistencyProof(from: old, to: size, with: hasher) {
          bytes += hash.bytes
        }
      }
      try total.update(bytes.span)
    }
    #expect(try total.finish().description == (try known())[Int(group)])
  }
}
