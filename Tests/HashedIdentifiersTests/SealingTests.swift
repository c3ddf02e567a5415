import Domain
import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct SealingTests {
  private let ring: KeyRing
  private let donor: DonorCode
  private let other: DonorCode

  init() throws {
    ring = try KeyRing.generate(mode: .vault, at: Instant(microseconds: 0))
    donor = try #require(DonorCode(value: 1))
    other = try #require(DonorCode(value: 2))
  }

  private func wrapper(_ scope: String = "s") throws -> DataKeyWrapper {
    try ring.dataKeyWrapper(keyID: ring.activeKeyID, scope: scope)
  }

  @Test func `a wrapped key opens for its donor, under its key, and nowhere else`() throws {
    let key = try DataKey.random()
    let wrapped = try wrapper().wrap(key, for: donor)
    #expect(wrapped.count == 60)
    let opened = try wrapper().unwrap(wrapped, for: donor)
    #expect(opened.secret.matches(key.secret) == true)
    #expect(throws: CryptoError.authenticationFailed) {
      _ = try wrapper().unwrap(wrapped, for: other)
    }
    #expect(throws: CryptoError.authenticationFailed) {
      _ = try wrapper("t").unwrap(wrapped, for: donor)
    }
    #expect(throws: CryptoError.authenticationFailed) {
      _ = try wrapper().unwrapStudyKey(wrapped, study: "x")
    }
    #expect(throws: CryptoError.self) { _ = try wrapper().unwrap([], for: donor) }
  }

  @Test func `a study key opens for its study`() throws {
    let key = try DataKey.random()
    let wrapped = try wrapper().wrapStudyKey(key, study: "HER2")
    let opened = try wrapper().unwrapStudyKey(wrapped, study: "HER2")
    #expect(opened.secret.matches(key.secret) == true)
    #expect(throws: CryptoError.authenticationFailed) {
      _ = try wrapper().unwrapStudyKey(wrapped, study: "HER3")
    }
  }

  @Test func `identifiers come out of the vault as they went in`() throws {
    let vault = try IdentityVault()
    let key = try DataKey.random()
    let original = try person()
    let sealed = try vault.seal(original, donor: donor, key: key)
    #expect(try vault.open(sealed, donor: donor, key: key) == original)
    #expect(throws: VaultError.crypto(.authenticationFailed)) {
      try vault.open(sealed, donor: other, key: key)
    }
    let wrong = try DataKey.random()
    #expect(throws: VaultError.crypto(.authenticationFailed)) {
      try vault.open(sealed, donor: donor, key: wrong)
    }
    #expect(!Self.contains(sealed, Array("Cunningham".utf8)))
  }

  @Test func `a sealed blob's length tells only its multiple of 64`() throws {
    let vault = try IdentityVault()
    let key = try DataKey.random()
    for count in 1...150 {
      let original = try person(family: String(repeating: "x", count: count))
      let sealed = try vault.seal(original, donor: donor, key: key)
      #expect((sealed.count - AES256GCM.overhead).isMultiple(of: 64))
      #expect(sealed.count - AES256GCM.overhead > original.encoded.count)
      #expect(try vault.open(sealed, donor: donor, key: key) == original)
    }
  }

  @Test func `a box with a wrong content is damage, not identifiers`() throws {
    let vault = try IdentityVault()
    let sealer = try PayloadSealer()
    let key = try DataKey.random()
    let context = BoundContext.bytes(.identity, donor: donor)
    for content: [UInt8] in [[], [0, 0], [1, 2, 3], [0x80], [9, 0x80, 0]] {
      let sealed = try sealer.seal(content, header: context, key: key)
      #expect { try vault.open(sealed, donor: donor, key: key) } throws: { error in
        guard case .malformed = error as? VaultError else { return false }
        return true
      }
    }
  }

  @Test func `a payload opens beside its own header only`() throws {
    let sealer = try PayloadSealer()
    let key = try DataKey.random()
    let sealed = try sealer.seal([1, 2, 3], header: [4, 5], key: key)
    #expect(try sealer.open(sealed, header: [4, 5], key: key) == [1, 2, 3])
    for header: [UInt8] in [[], [4], [4, 5, 0], [5, 4]] {
      #expect(throws: CryptoError.authenticationFailed) {
        try sealer.open(sealed, header: header, key: key)
      }
    }
    let empty = try sealer.seal([], header: [4], key: key)
    #expect(try sealer.open(empty, header: [4], key: key) == [])
  }

  @Test func `the registry's own key is the same each time and no donor's`() throws {
    let sealer = try PayloadSealer()
    let id = ring.activeKeyID
    let sealed = try sealer.seal([7], header: [], key: ring.registryKey(keyID: id, scope: "s"))
    let key = try ring.registryKey(keyID: id, scope: "s")
    #expect(try sealer.open(sealed, header: [], key: key) == [7])
    let other = try ring.registryKey(keyID: id, scope: "t")
    #expect(throws: CryptoError.authenticationFailed) {
      try sealer.open(sealed, header: [], key: other)
    }
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }
}
