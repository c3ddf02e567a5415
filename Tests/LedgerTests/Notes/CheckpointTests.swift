import Foundation
import RegistryCrypto
import Testing

@testable import Ledger

private struct CheckpointVectors: Decodable {
  struct Body: Decodable {
    var desc: String
    var body: String
    var ok: Bool?
  }
  struct SumTree: Decodable {
    var n: UInt64
    var leaf: String
    var body: String
  }
  struct Cosignature: Decodable {
    var base64: String
    var unix: UInt64?
    var err: Bool?
  }
  struct BadProof: Decodable {
    var name: String
    var proof: String
  }

  var parse: [Body]
  var sum: SumTree
  var cosignatures: [Cosignature]
  var badProofs: [BadProof]

  enum CodingKeys: String, CodingKey {
    case parse
    case sum = "tree_note_go_sum"
    case cosignatures = "cosignature_v1_timestamp"
    case badProofs = "tlog_proof_bad"
  }

  static func read() throws -> CheckpointVectors {
    let path = (sharedFolder ?? "") + "/data/ledger/checkpoint_kat.json"
    return try JSONDecoder().decode(
      CheckpointVectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

struct CheckpointTests {
  static let root = Digest(bytes: [UInt8](repeating: 5, count: 32))

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `every published checkpoint is read or refused as it should be`() throws {
    let vectors = try CheckpointVectors.read()
    for vector in vectors.parse {
      do throws(CheckpointError) {
        _ = try Checkpoint(vector.body)
        #expect(vector.ok == true, "\(vector.desc)")
      } catch {
        // The published examples have short roots, which a log over SHA-256 cannot have.
        if case .rootLength = error { continue }
        #expect(vector.ok != true, "\(vector.desc): \(error)")
      }
    }
    let hasher = try MerkleHasher()
    let root = try hasher.leafHash(of: Array(vectors.sum.leaf.utf8))
    let sum = Checkpoint(origin: "go.sum database tree", size: vectors.sum.n, root: root)
    #expect(sum.text == vectors.sum.body)
    #expect(try Checkpoint(vectors.sum.body) == sum)
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `the time of a published cosignature is read`() throws {
    for vector in try CheckpointVectors.read().cosignatures {
      let bytes = try #require(Base64.bytes(of: vector.base64.utf8))
      let signature = NoteSignature(keyName: "w", keyID: 0, bytes: Array(bytes.dropFirst(4)))
      #expect(signature.cosignedAt == vector.unix)
      #expect((signature.cosignedAt == nil) == (vector.err == true))
    }
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `no published bad proof is read`() throws {
    for vector in try CheckpointVectors.read().badProofs {
      #expect(throws: CheckpointError.self, "\(vector.name)") {
        try InclusionProofFile(decoding: Array(vector.proof.utf8))
      }
    }
  }

  @Test func `a checkpoint survives writing and reading`() throws {
    let root = try #require(Self.root)
    for size: UInt64 in [0, 1, 1 << 40, .max] {
      let checkpoint = Checkpoint(origin: "log.example", size: size, root: root)
      #expect(try Checkpoint(checkpoint.text) == checkpoint)
    }
    #expect(throws: CheckpointError.malformed("size")) {
      try Checkpoint("log\n01\n\(Base64.text(of: root.bytes))\n")
    }
  }

  @Test func `a checkpoint of another log is refused even where the signature holds`() throws {
    let root = try #require(Self.root)
    let signer = try SignedNoteTests.signer("log.example/one")
    let own = try Checkpoint(origin: "log.example/one", size: 3, root: root).signed(by: signer)
    #expect(try Checkpoint.verified(own, log: signer.verifier).size == 3)
    let other = try Checkpoint(origin: "log.example/two", size: 3, root: root).signed(by: signer)
    #expect(throws: CheckpointError.otherOrigin) {
      try Checkpoint.verified(other, log: signer.verifier)
    }
  }

  @Test func `proof files survive writing and reading`() throws {
    let root = try #require(Self.root)
    let signer = try SignedNoteTests.signer("log.example/one")
    let note = try Checkpoint(origin: "log.example/one", size: 9, root: root).signed(by: signer)
    for count in [0, 1, 5] {
      let hashes = [Digest](repeating: root, count: count)
      let inclusion = InclusionProofFile(
        extra: count == 0 ? nil : root.bytes, index: 4, hashes: hashes, checkpoint: note)
      #expect(try InclusionProofFile(decoding: inclusion.encoded) == inclusion)
      #expect(try SignedNote(decoding: inclusion.checkpoint) == note)
      #expect(InclusionProofFile.isBeginning(of: inclusion.encoded))
      let consistency = ConsistencyProofFile(oldSize: 4, hashes: hashes, checkpoint: note)
      #expect(try ConsistencyProofFile(decoding: consistency.encoded) == consistency)
      #expect(!InclusionProofFile.isBeginning(of: consistency.encoded))
    }
  }
}
