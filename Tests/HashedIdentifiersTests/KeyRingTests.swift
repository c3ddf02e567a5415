import Domain
import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct KeyRingTests {
  static let moment = Instant(microseconds: 1_795_000_000_000_000)
  /// Cheap enough for a test; the standard cost is checked with the primitive.
  static let cheap = ScryptCost(iterations: 16, blockSize: 8, parallelism: 1)

  private func ring(_ mode: RegistryMode = .vault) throws -> KeyRing {
    try KeyRing.generate(mode: mode, at: Self.moment)
  }

  private func phrase(_ text: String) -> Secret { Secret(copying: Array(text.utf8)) }

  private func areSame(_ left: KeyRing, _ right: KeyRing) throws -> Bool {
    let ids = left.keys.map(\.id)
    return try left.mode == right.mode && ids == right.keys.map(\.id)
      && left.keys.map(\.state) == right.keys.map(\.state)
      && left.keys.map(\.createdAt) == right.keys.map(\.createdAt)
      && ids.allSatisfy {
        try left.keyCheckValue(keyID: $0, scope: "") == right.keyCheckValue(keyID: $0, scope: "")
      }
      && left.logSigningKey().publicKey == right.logSigningKey().publicKey
  }

  @Test func `a derived key is HKDF over purpose, key id and scope, and frozen`() throws {
    let entry = KeyRing.Entry(
      id: "k1", state: .active, createdAt: Self.moment,
      master: SharedSecret(Secret(copying: Array(0..<32))))
    let ring = KeyRing(
      mode: .vault, keys: [entry], logSeed: SharedSecret(Secret(copying: Array(0..<32))))
    let value = try ring.keyCheckValue(keyID: "k1", scope: "log")
    #expect(Hexadecimal.text(of: value.bytes) == "d03244383c0578b47b3205c837e5e632")
  }

  @Test func `purposes, keys and scopes all give different keys`() throws {
    var ring = try ring()
    let first = ring.activeKeyID
    let second = try ring.addKey(at: Self.moment)
    var seen: Set<[UInt8]> = []
    for purpose in [
      KeyPurpose.matchTokens, .dataKeyWrapping, .registrySealing, .keyCheck,
    ] {
      for key in [first, second] {
        for scope in ["", "a", "b"] {
          let secret = try ring.derive(purpose, keyID: key, scope: scope)
          seen.insert(secret.withBytes { bytes in bytes.indices.map { bytes[$0] } })
        }
      }
    }
    #expect(seen.count == 24)
  }

  @Test(arguments: RegistryMode.allCases) func `a ring in the clear is written and read back`(
    mode: RegistryMode
  ) throws {
    let ring = try ring(mode)
    let bytes = try ring.encoded()
    #expect(try !KeyRing.needsPassphrase(bytes))
    #expect(try areSame(KeyRing(decoding: bytes), ring))
    #expect(try areSame(KeyRing(decoding: bytes, passphrase: phrase("unused")), ring))
  }

  @Test func `a sealed ring opens with its passphrase only`() throws {
    var ring = try ring()
    try ring.addKey(at: Self.moment)
    let bytes = try ring.encoded(passphrase: phrase("correct horse"), cost: Self.cheap)
    #expect(try KeyRing.needsPassphrase(bytes))
    #expect(try areSame(KeyRing(decoding: bytes, passphrase: phrase("correct horse")), ring))
    #expect(throws: KeyRingError.wrongPassphrase) {
      try KeyRing(decoding: bytes, passphrase: phrase("correct horsf"))
    }
    #expect(throws: KeyRingError.passphraseRequired) { try KeyRing(decoding: bytes) }
    #expect(!String(decoding: bytes, as: UTF8.self).contains("clear"))
  }

  @Test func `a sealed key cannot be moved to another id or mode`() throws {
    let ring = try ring()
    let bytes = try ring.encoded(passphrase: phrase("p"), cost: Self.cheap)
    let text = String(decoding: bytes, as: UTF8.self)
    for (old, new) in [(ring.activeKeyID, "kother"), ("\"vault\"", "\"hash-only\"")] {
      let altered = Array(text.replacing(old, with: new).utf8)
      #expect(throws: KeyRingError.wrongPassphrase) {
        try KeyRing(decoding: altered, passphrase: phrase("p"))
      }
    }
  }

  @Test func `damaged rings are refused with the place of the damage`() throws {
    let ring = try ring()
    let text = String(decoding: try ring.encoded(), as: UTF8.self)
    func error(_ old: String, _ new: String) -> KeyRingError? {
      do {
        _ = try KeyRing(decoding: Array(text.replacing(old, with: new).utf8))
        return nil
      } catch { return error }
    }
    #expect(error("\"version\" : 1", "\"version\" : 2") == .unknownVersion(2))
    #expect(error("\"version\" : 1", "\"version\" : \"x\"") == .malformed("version"))
    #expect(error("\"vault\"", "\"open\"") == .malformed("mode"))
    #expect(error("\"active\"", "\"retired\"") == .malformed("keys.state"))
    #expect(error("\"active\"", "\"other\"") == .malformed("keys.state"))
    #expect(error("\"created_at\"", "\"made_at\"") == .malformed("keys[0].created_at"))
    #expect(error("\"clear\" : \"", "\"clear\" : \"!") == .malformed("keys.material"))
    #expect(error("\"clear\"", "\"sealed\"") == .malformed("keys.material"))
    #expect(error(ring.activeKeyID, "K 1") == .malformed("keys.id"))
    #expect(error("\"mode\"", "\"version\"") == .malformed("document"), "a name twice")
    #expect(error("\"keys\" : [", "\"keys\" : 1, \"k\" : [") == .malformed("keys"))
    #expect(error("\"log_key\" : {", "\"log_key\" : 1, \"k\" : {") == .malformed("log_key"))
    for bytes: [UInt8] in [[], [0x7B], Array("no ring".utf8)] {
      #expect(throws: KeyRingError.malformed("document")) { try KeyRing(decoding: bytes) }
    }
    for bytes in [Array("[]".utf8), Array("null".utf8), Array("{}".utf8)] {
      #expect(throws: KeyRingError.malformed("version")) { try KeyRing(decoding: bytes) }
    }
  }

  @Test func `an excessive cost in a file is refused before it is paid`() throws {
    let bytes = try ring().encoded(passphrase: phrase("p"), cost: Self.cheap)
    let text = String(decoding: bytes, as: UTF8.self)
    let altered = text.replacing("\"n\" : 16", with: "\"n\" : 4294967296")
    #expect(altered != text)
    #expect(throws: KeyRingError.malformed("passphrase")) {
      try KeyRing(decoding: Array(altered.utf8), passphrase: phrase("p"))
    }
  }

  @Test func `a rotation goes from new to active and retires the old key`() throws {
    var ring = try ring()
    let old = ring.activeKeyID
    let new = try ring.addKey(at: Self.moment)
    #expect(ring.activeKeyID == old)
    #expect(throws: KeyRingError.rotationUnderWay) { try ring.addKey(at: Self.moment) }
    #expect(throws: KeyRingError.notNew(old)) { try ring.promote(old) }
    #expect(throws: KeyRingError.unknownKey("k")) { try ring.promote("k") }
    try ring.promote(new)
    #expect(ring.activeKeyID == new)
    #expect(ring.keys.map(\.state) == [.retired, .active])
    #expect(try areSame(KeyRing(decoding: ring.encoded()), ring))
  }

  @Test func `a wrong ring is told at once`() throws {
    let ring = try ring()
    let id = ring.activeKeyID
    let stored = try ring.keyCheckValue(keyID: id, scope: "log")
    try ring.requireKeyCheckValue(stored, keyID: id, scope: "log")
    #expect(KeyCheckValue(bytes: stored.bytes) == stored)
    #expect(KeyCheckValue(bytes: [1]) == nil)
    #expect(throws: KeyRingError.wrongKey(id)) {
      try ring.requireKeyCheckValue(stored, keyID: id, scope: "other")
    }
    #expect(throws: KeyRingError.unknownKey("kx")) {
      try ring.requireKeyCheckValue(stored, keyID: "kx", scope: "log")
    }
  }
}
