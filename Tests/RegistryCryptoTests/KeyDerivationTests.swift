import Testing

@testable import RegistryCrypto

struct KeyDerivationTests {
  private static func range(_ first: UInt8, _ last: UInt8) -> [UInt8] { Array(first...last) }

  /// RFC 5869, appendix A, cases 1 to 3.
  static let hkdf: [(master: [UInt8], salt: [UInt8], info: [UInt8], key: String)] = [
    (
      [UInt8](repeating: 0x0b, count: 22), range(0, 0x0c), range(0xf0, 0xf9),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ),
    (
      range(0, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff),
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c6"
        + "5e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
    ),
    (
      [UInt8](repeating: 0x0b, count: 22), [], [],
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    ),
  ]

  @Test(arguments: hkdf.indices) func `the vectors of RFC 5869 hold`(index: Int) throws {
    let vector = Self.hkdf[index]
    let derived = try KeyDerivation.hkdfSHA256(
      master: Secret(copying: vector.master), salt: vector.salt, info: vector.info,
      count: vector.key.utf8.count / 2)
    #expect(text(of: derived) == vector.key)
  }

  @Test func `the vectors of RFC 7914 hold`() throws {
    let small = try KeyDerivation.scrypt(
      passphrase: Secret(copying: []), salt: [],
      cost: ScryptCost(iterations: 16, blockSize: 1, parallelism: 1), count: 64)
    #expect(
      text(of: small)
        == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
    let parallel = try KeyDerivation.scrypt(
      passphrase: Secret(copying: Array("password".utf8)), salt: Array("NaCl".utf8),
      cost: ScryptCost(iterations: 1024, blockSize: 8, parallelism: 16), count: 64)
    #expect(
      text(of: parallel)
        == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
    let large = try KeyDerivation.scrypt(
      passphrase: Secret(copying: Array("pleaseletmein".utf8)),
      salt: Array("SodiumChloride".utf8),
      cost: ScryptCost(iterations: 16384, blockSize: 8, parallelism: 1), count: 64)
    #expect(
      text(of: large)
        == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")
  }

  @Test func `the standard cost is computed although it needs more than OpenSSL's default`() throws
  {
    let key = try KeyDerivation.scrypt(
      passphrase: Secret(copying: [1]), salt: [2], cost: .standard)
    #expect(key.count == 32)
  }

  @Test func `a cost that is none is an error`() {
    #expect(throws: CryptoError.failed(operation: "derive a key from the passphrase")) {
      _ = try KeyDerivation.scrypt(
        passphrase: Secret(copying: [1]), salt: [2],
        cost: ScryptCost(iterations: 15, blockSize: 1, parallelism: 1))
    }
  }

  @Test func `a stored cost is bounded`() {
    #expect(ScryptCost.standard.isAcceptable)
    #expect(!ScryptCost(iterations: 1 << 21, blockSize: 8, parallelism: 1).isAcceptable)
    #expect(!ScryptCost(iterations: 1000, blockSize: 8, parallelism: 1).isAcceptable)
    #expect(!ScryptCost(iterations: 1 << 20, blockSize: 32, parallelism: 1).isAcceptable)
    #expect(!ScryptCost(iterations: .max, blockSize: .max, parallelism: .max).isAcceptable)
  }

  private func text(of secret: borrowing Secret) -> String {
    secret.withBytes { bytes in Hexadecimal.text(of: bytes.indices.map { bytes[$0] }) }
  }
}
