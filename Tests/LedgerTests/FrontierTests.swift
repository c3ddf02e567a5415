import Foundation
import RegistryCrypto
import Testing

@testable import Ledger

struct MerkleHasherTests {
  @Test func `the published hashes of empty tree, leaf and node hold`() throws {
    let hasher = try MerkleHasher()
    let text = Array("L123456".utf8)
    let leaf = try hasher.leafHash(of: text)
    #expect(try hasher.emptyRoot().description == KnownTree.roots[0])
    let empty = try hasher.leafHash(of: [])
    #expect(empty.description == KnownTree.roots[1])
    #expect(
      leaf.description == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
  }

  @Test func `an event's leaf is its stored bytes behind their lengths`() throws {
    let hasher = try MerkleHasher()
    let leaf: [UInt8] = [0, 0, 0, 2, 7, 8, 0, 0, 0, 3, 1, 2, 3]
    let expected = try hasher.leafHash(of: leaf)
    #expect(try hasher.leafHash(header: [7, 8], payload: [1, 2, 3]) == expected)
    #expect(try hasher.leafHash(header: [7, 8, 1], payload: [2, 3]) != expected)
    let empty = try hasher.leafHash(of: [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(try hasher.leafHash(header: [], payload: []) == empty)
  }

  @Test func `a long header's length has all four bytes`() throws {
    let hasher = try MerkleHasher()
    let header = [UInt8](repeating: 5, count: 0x0102_03)
    let leaf = [0, 1, 2, 3] + header + [0, 0, 0, 0]
    let expected = try hasher.leafHash(of: leaf)
    #expect(try hasher.leafHash(header: header, payload: []) == expected)
  }
}

struct FrontierTests {
  @Test func `the roots of the known tree hold at every size`() throws {
    let hasher = try MerkleHasher()
    var frontier = Frontier()
    #expect(try frontier.root(with: hasher).description == KnownTree.roots[0])
    for (index, leaf) in KnownTree.leaves.enumerated() {
      let hash = try hasher.leafHash(of: leaf)
      try frontier.append(hash, with: hasher)
      #expect(frontier.size == UInt64(index + 1))
      #expect(try frontier.root(with: hasher).description == KnownTree.roots[index + 1])
    }
  }

  struct Vectors: Decodable {
    var leaves: [String]
    var roots: [String]
    enum CodingKeys: String, CodingKey {
      case leaves = "leaf_inputs_hex"
      case roots = "root_hashes_by_size"
    }
  }

  // Needs the shared tree vectors; without REGISTRY_SHARED there is nothing to read.
  @Test(.enabled(if: sharedFolder != nil)) func `the shared vectors are the known tree`() throws {
    let shared = try #require(sharedFolder)
    let data = try Data(contentsOf: URL(filePath: shared + "/data/ledger/rfc6962_tree_kat.json"))
    let vectors = try JSONDecoder().decode(Vectors.self, from: data)
    #expect(vectors.roots == KnownTree.roots)
    #expect(vectors.leaves.map { Hexadecimal.bytes(of: $0) } == KnownTree.leaves)
  }

  /// The definition of RFC 6962, section 2.1, word for word and slowly.
  static func root(_ leaves: ArraySlice<Digest>, _ hasher: borrowing MerkleHasher) throws -> Digest
  {
    guard leaves.count > 1 else { return try leaves.first ?? hasher.emptyRoot() }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return try hasher.nodeHash(
      root(leaves.prefix(split), hasher), root(leaves.dropFirst(split), hasher))
  }

  @Test func `roots agree with the definition at all sizes to 300, stored and taken up again`()
    throws
  {
    let hasher = try MerkleHasher()
    var frontier = Frontier()
    var leaves: [Digest] = []
    for size in 1...300 {
      let bytes = [UInt8(size & 255), UInt8(size >> 8)]
      let leaf = try hasher.leafHash(of: bytes)
      leaves.append(leaf)
      try frontier.append(leaf, with: hasher)
      frontier = try Frontier(decoding: frontier.encoded)
      #expect(try frontier.root(with: hasher) == Self.root(leaves[...], hasher))
      #expect(frontier.encoded.count == 8 + 32 * size.nonzeroBitCount)
    }
  }

  @Test func `stored bytes of another length are refused`() throws {
    let hasher = try MerkleHasher()
    var frontier = Frontier()
    #expect(frontier.encoded == [0, 0, 0, 0, 0, 0, 0, 0])
    for _ in 0..<7 { try frontier.append(try hasher.emptyRoot(), with: hasher) }
    let bytes = frontier.encoded
    #expect(try Frontier(decoding: bytes) == frontier)
    for count in 0..<bytes.count {
      #expect(throws: FrontierError.self) { try Frontier(decoding: Array(bytes[..<count])) }
    }
    #expect(throws: FrontierError.wrongLength(expected: 104, actual: 105)) {
      try Frontier(decoding: bytes + [0])
    }
  }
}
