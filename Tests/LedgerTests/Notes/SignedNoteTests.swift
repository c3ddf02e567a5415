import TestSupport
import Foundation
import RegistryCrypto
import Testing

@testable import Ledger

/// One note of the vectors that golang.org/x/mod and C2SP publish.
private struct NoteVector: Decodable, Sendable {
  var name: String
  var note: String?
  var noteHex: String?
  var vkeys: [String]
  var want: String

  enum CodingKeys: String, CodingKey {
    case name, note, vkeys, want
    case noteHex = "note_hex"
  }

  var bytes: [UInt8] { note.map { Array($0.utf8) } ?? Hexadecimal.bytes(of: noteHex ?? "") ?? [] }
}

private struct NoteVectors: Decodable {
  struct Signing: Decodable {
    var key: String
    var text: String
    var want: String

    enum CodingKeys: String, CodingKey {
      case key = "published_test_skey"
      case text, want
    }
  }

  var open: [NoteVector]
  var sign: [Signing]
  var badKeys: [String]

  enum CodingKeys: String, CodingKey {
    case open, sign
    case badKeys = "bad_vkeys"
  }

  static func read() throws -> NoteVectors {
    let path = (sharedFolder ?? "") + "/data/ledger/signed_note_kat.json"
    return try JSONDecoder().decode(
      NoteVectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

struct SignedNoteTests {
  static let seed = [UInt8](repeating: 7, count: 32)
  static let text = "an example\n42\nwith a line\n"

  static func signer(
    _ name: String = "log.example/one", _ algorithm: NoteAlgorithm = .ed25519, seed: UInt8 = 7
  ) throws -> NoteSigner {
    try NoteSigner(
      name: name, algorithm: algorithm,
      key: Ed25519SigningKey(seed: Secret(copying: [UInt8](repeating: seed, count: 32))))
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `every published note is opened or refused as it should be`() throws {
    let vectors = try NoteVectors.read().open
    #expect(vectors.count == 15)
    for vector in vectors {
      let outcome: String
      do throws(NoteError) {
        let verifiers = try vector.vkeys.map { line throws(NoteError) in try NoteVerifier(line) }
        let note = try SignedNote(decoding: vector.bytes)
        try note.verified(by: verifiers)
        outcome = "ok"
      } catch {
        switch error {
        case .malformed: outcome = "malformed"
        case .invalidSignature: outcome = "invalid-signature"
        case .unverified: outcome = "unverified"
        case .ambiguousKey: outcome = "ambiguous"
        default: outcome = "\(error)"
        }
      }
      #expect(outcome == vector.want, "\(vector.name)")
    }
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `the published key signs the published signature`() throws {
    for vector in try NoteVectors.read().sign {
      let signer = try NoteSigner.reading(privateKey: vector.key)
      let note = SignedNote(text: vector.text, signatures: [try signer.sign(vector.text)])
      #expect(String(decoding: note.encoded, as: UTF8.self) == vector.want)
    }
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `no bad key line, and no part or change of a good one, is read`() throws {
    let vectors = try NoteVectors.read()
    for line in vectors.badKeys { #expect(throws: NoteError.self) { try NoteVerifier(line) } }
    for line in Set(vectors.open.flatMap(\.vkeys)) {
      #expect(try NoteVerifier(line).description == line)
      let bytes = Array(line.utf8)
      for start in bytes.indices {
        for end in start..<bytes.count where end - start < bytes.count {
          let part = String(decoding: bytes[start..<end], as: UTF8.self)
          #expect(throws: NoteError.self) { try NoteVerifier(part) }
        }
        var changed = bytes
        changed[start] += 1
        let text = String(decoding: changed, as: UTF8.self)
        #expect(throws: NoteError.self) { try NoteVerifier(text) }
      }
    }
  }

  // Needs the shared vectors, whose folder REGISTRY_SHARED names.
  @Test(.enabled(if: sharedFolder != nil))
  func `no key of low order and no key written in a second way can be enrolled`() throws {
    struct Vector: Decodable {
      var key: String
      var flags: [String]?
    }
    let path = (sharedFolder ?? "") + "/data/ledger/ed25519vectors.json"
    let vectors = try JSONDecoder().decode(
      [Vector].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    var refused: Set<String> = []
    for vector in vectors {
      let flags = Set(vector.flags ?? [])
      guard let bytes = Hexadecimal.bytes(of: vector.key) else { continue }
      let isBad = !flags.isDisjoint(with: ["low_order_A", "non_canonical_A"])
      let key = try? Ed25519PublicKey(bytes: bytes)
      #expect((key == nil) == isBad, "\(vector.key)")
      guard isBad else { continue }
      refused.insert(vector.key)
      // The same through a key line whose name and hash are in order.
      let message = Array("witness\n".utf8) + [1] + bytes
      let hash = Hexadecimal.text(of: try SHA256Hasher().hash(message).bytes.prefix(4))
      let line = "witness+\(hash)+\(Base64.text(of: [1] + bytes))"
      #expect(throws: NoteError.unacceptableKey) { try NoteVerifier(line) }
    }
    #expect(refused.count >= 10)
  }

  @Test func `a note survives writing and reading, and no flipped byte keeps its signature`() throws
  {
    let signer = try Self.signer()
    let note = SignedNote(text: Self.text, signatures: [try signer.sign(Self.text)])
    #expect(try SignedNote(decoding: note.encoded) == note)
    try note.verified(by: [signer.verifier])
    for place in note.encoded.indices {
      var bytes = note.encoded
      bytes[place] ^= 1
      #expect(throws: NoteError.self, "byte \(place)") {
        try SignedNote(decoding: bytes).verified(by: [signer.verifier])
      }
    }
  }

  @Test func `a witness's signature holds for its time alone and stands beside the log's`() throws {
    let log = try Self.signer()
    let witness = try Self.signer("witness.example", .cosignature, seed: 9)
    let signature = try witness.sign(Self.text, at: 1_700_000_000)
    #expect(signature.cosignedAt == 1_700_000_000)
    let note = SignedNote(text: Self.text, signatures: [try log.sign(Self.text)]).adding(signature)
    let read = try SignedNote(decoding: note.encoded)
    #expect(try read.verified(by: [log.verifier, witness.verifier]).count == 2)
    var bytes = signature.bytes
    bytes[7] ^= 1
    let moved = NoteSignature(keyName: signature.keyName, keyID: signature.keyID, bytes: bytes)
    #expect(throws: NoteError.invalidSignature("witness.example")) {
      try SignedNote(text: Self.text, signatures: [moved]).verified(by: [witness.verifier])
    }
  }

  @Test func `base64 is read in its one form only`() throws {
    var generator = SeededGenerator(seed: 11)
    for count in 0..<70 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = Base64.text(of: bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.bytes(of: text.utf8) == bytes)
    }
    for text in [
      "A", "AA", "AAA", "AB==", "AAB=", "A===", "====", "AA=A", "AA==AA==", "AAA ", "AA-_",
    ] {
      #expect(Base64.bytes(of: text.utf8) == nil, "\(text)")
    }
  }
}
