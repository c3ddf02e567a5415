import Foundation
import Testing

@testable import RegistryCrypto

struct Ed25519Tests {
  /// RFC 8032, section 7.1, tests 1 to 3.
  static let vectors: [(seed: String, key: String, message: String, signature: String)] = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
        + "1cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
        + "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
        + "984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  @Test(arguments: vectors.indices) func `the vectors of RFC 8032 hold`(index: Int) throws {
    let vector = Self.vectors[index]
    let seed = try #require(Hexadecimal.bytes(of: vector.seed))
    let message = try #require(Hexadecimal.bytes(of: vector.message))
    let key = try Ed25519SigningKey(seed: Secret(copying: seed))
    #expect(Hexadecimal.text(of: key.publicKey.bytes) == vector.key)
    let signature = try key.sign(message)
    #expect(Hexadecimal.text(of: signature) == vector.signature)
    let enrolled = try Ed25519PublicKey(bytes: key.publicKey.bytes)
    #expect(enrolled.isValid(signature: signature, for: message))
    #expect(!enrolled.isValid(signature: signature, for: message + [0]))
    #expect(!enrolled.isValid(signature: Array(signature.dropLast()), for: message))
    for index in stride(from: 0, to: 64, by: 7) {
      var altered = signature
      altered[index] ^= 1
      #expect(!enrolled.isValid(signature: altered, for: message))
    }
  }

  @Test(arguments: [0, 31, 33]) func `keys of another length are refused`(count: Int) {
    let bytes = [UInt8](repeating: 9, count: count)
    #expect(throws: CryptoError.self) { try Ed25519PublicKey(bytes: bytes) }
    #expect(throws: CryptoError.self) {
      _ = try Ed25519SigningKey(seed: Secret(copying: bytes))
    }
  }

  struct EdgeCase: Decodable {
    var number: Int
    var key: String
    var flags: [String]?
  }

  // Needs the shared edge cases of C2SP/CCTV; without REGISTRY_SHARED there is nothing to read.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["REGISTRY_SHARED"] != nil))
  func `keys of low order or with a second spelling are refused, all others are not`() throws {
    let shared = try #require(ProcessInfo.processInfo.environment["REGISTRY_SHARED"])
    let data = try Data(contentsOf: URL(filePath: shared + "/data/ledger/ed25519vectors.json"))
    let cases = try JSONDecoder().decode([EdgeCase].self, from: data)
    var refused = 0
    for edge in cases {
      let flags = edge.flags ?? []
      let isBad = flags.contains("low_order_A") || flags.contains("non_canonical_A")
      let bytes = try #require(Hexadecimal.bytes(of: edge.key))
      if isBad { refused += 1 }
      if isBad {
        #expect(throws: CryptoError.unacceptablePublicKey, "case \(edge.number)") {
          try Ed25519PublicKey(bytes: bytes)
        }
      } else {
        #expect(throws: Never.self, "case \(edge.number)") { try Ed25519PublicKey(bytes: bytes) }
      }
    }
    #expect(refused > 100 && refused < cases.count)
  }
}
