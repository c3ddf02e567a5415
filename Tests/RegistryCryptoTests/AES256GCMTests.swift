import Testing

@testable import RegistryCrypto

struct AES256GCMTests {
  /// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, cases 13, 14 and 16.
  static let vectors: [(key: String, nonce: String, plain: String, data: String, sealed: String)] =
    [
      (
        String(repeating: "00", count: 32), String(repeating: "00", count: 12), "", "",
        "530f8afbc74536b9a963b4f1c4cb738b"
      ),
      (
        String(repeating: "00", count: 32), String(repeating: "00", count: 12),
        String(repeating: "00", count: 16), "",
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
      ),
      (
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
          + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
          + "76fc6ece0f4e1768cddf8853bb2d551b"
      ),
    ]

  @Test func `the published vectors hold with one cipher for all, and open again`() throws {
    let cipher = try AES256GCM()
    for _ in 0..<2 {
      for vector in Self.vectors {
        let key = Secret(copying: try #require(Hexadecimal.bytes(of: vector.key)))
        let nonce = try #require(Hexadecimal.bytes(of: vector.nonce))
        let plain = try #require(Hexadecimal.bytes(of: vector.plain))
        let data = try #require(Hexadecimal.bytes(of: vector.data))
        let sealed = try cipher.seal(
          plain, key: key, associatedData: data, nonce: nonce)
        #expect(Hexadecimal.text(of: sealed) == vector.sealed)
        let opened = try cipher.open(
          nonce + sealed, key: key, associatedData: data)
        #expect(opened == plain)
      }
    }
  }

  @Test(arguments: [0, 1, 15, 16, 17, 63, 64, 255, 4096])
  func `what was sealed opens, whatever its length`(count: Int) throws {
    let cipher = try AES256GCM()
    let random = try SecureRandom()
    let key = try Secret.random(count: 32)
    let plain = try random.bytes(count)
    let box = try cipher.seal(plain, key: key, associatedData: [1], random: random)
    #expect(box.count == count + AES256GCM.overhead)
    #expect(try cipher.open(box, key: key, associatedData: [1]) == plain)
    let secret = try cipher.openSecret(box, key: key, associatedData: [1])
    #expect(secret.matches(Secret(copying: plain)) == true)
  }

  /// A cipher keeps the key that it was set up for; whichever came before, a box is under its own.
  @Test func `keys may change from message to message, and come back`() throws {
    let cipher = try AES256GCM()
    let random = try SecureRandom()
    var bytes = [[UInt8](repeating: 0, count: 32), try random.bytes(32)]
    bytes.append(bytes[1])
    bytes[2][31] ^= 1
    for round in 0..<200 {
      let place = Int(random.next() % 3)
      // A key of its own each time, so that its place in memory says nothing.
      let box = try cipher.seal(
        [UInt8(round)], key: Secret(copying: bytes[place]), associatedData: [], random: random)
      for (other, key) in bytes.enumerated() {
        let opened = try? AES256GCM().open(box, key: Secret(copying: key), associatedData: [])
        #expect(opened == (other == place ? [UInt8(round)] : nil))
      }
    }
  }

  @Test func `every changed bit of a box is noticed, and the cipher works on`() throws {
    let cipher = try AES256GCM()
    let random = try SecureRandom()
    let key = try Secret.random(count: 32)
    let box = try cipher.seal([1, 2, 3], key: key, associatedData: [9], random: random)
    for bit in 0..<box.count * 8 {
      var altered = box
      altered[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: CryptoError.authenticationFailed) {
        try cipher.open(altered, key: key, associatedData: [9])
      }
      #expect(throws: CryptoError.authenticationFailed) {
        _ = try cipher.openSecret(altered, key: key, associatedData: [9])
      }
    }
    #expect(try cipher.open(box, key: key, associatedData: [9]) == [1, 2, 3])
  }

  @Test func `another key or other associated data does not open a box`() throws {
    let cipher = try AES256GCM()
    let random = try SecureRandom()
    let key = try Secret.random(count: 32)
    let other = try Secret.random(count: 32)
    let box = try cipher.seal([1], key: key, associatedData: [9], random: random)
    #expect(throws: CryptoError.authenticationFailed) {
      try cipher.open(box, key: other, associatedData: [9])
    }
    for data: [UInt8] in [[], [8], [9, 9]] {
      #expect(throws: CryptoError.authenticationFailed) {
        try cipher.open(box, key: key, associatedData: data)
      }
    }
  }

  @Test func `a short box and a short key are told apart from a wrong one`() throws {
    let cipher = try AES256GCM()
    let key = try Secret.random(count: 32)
    let short = try Secret.random(count: 16)
    #expect(throws: CryptoError.wrongLength(of: "the sealed box", expected: 28, actual: 27)) {
      try cipher.open([UInt8](repeating: 0, count: 27), key: key, associatedData: [])
    }
    #expect(throws: CryptoError.wrongLength(of: "the sealing key", expected: 32, actual: 16)) {
      try cipher.seal([], key: short, associatedData: [], random: SecureRandom())
    }
  }

  @Test func `ten thousand nonces are all different`() throws {
    let cipher = try AES256GCM()
    let random = try SecureRandom()
    let key = try Secret.random(count: 32)
    var nonces: Set<[UInt8]> = []
    for _ in 0..<10_000 {
      let box = try cipher.seal([], key: key, associatedData: [], random: random)
      nonces.insert(Array(box.prefix(12)))
    }
    #expect(nonces.count == 10_000)
  }
}

/// The same operations over arrays, because a test macro cannot hold a span.
extension AES256GCM {
  func seal(
    _ plain: [UInt8], key: borrowing Secret, associatedData: [UInt8], random: SecureRandom
  ) throws -> [UInt8] {
    try seal(plain.span, key: key, associatedData: associatedData.span, random: random)
  }

  func seal(
    _ plain: [UInt8], key: borrowing Secret, associatedData: [UInt8], nonce: [UInt8]
  ) throws -> [UInt8] {
    try seal(plain.span, key: key, associatedData: associatedData.span, nonce: nonce)
  }

  func open(
    _ box: [UInt8], key: borrowing Secret, associatedData: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    try open(box.span, key: key, associatedData: associatedData.span)
  }

  func openSecret(
    _ box: [UInt8], key: borrowing Secret, associatedData: [UInt8]
  ) throws(CryptoError) -> Secret {
    try openSecret(box.span, key: key, associatedData: associatedData.span)
  }
}
