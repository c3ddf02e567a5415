import Testing

@testable import RegistryCrypto

struct SHA256Tests {
  /// FIPS 180-4 examples, and the empty message.
  static let vectors = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test func `the examples of FIPS 180 hold with one hasher for all`() throws {
    let hasher = try SHA256Hasher()
    for _ in 0..<2 {
      for (message, digest) in Self.vectors {
        #expect(try hasher.hash(Array(message.utf8)).description == digest)
        #expect(try sha256(Array(message.utf8)).description == digest)
      }
    }
  }

  @Test func `a million letters in uneven pieces have the published hash`() throws {
    let hasher = try SHA256Hasher()
    try hasher.begin()
    var left = 1_000_000
    var size = 1
    while left > 0 {
      let count = min(size, left)
      try hasher.update([UInt8](repeating: UInt8(ascii: "a"), count: count).span)
      left -= count
      size = size * 3 % 1009
    }
    #expect(
      try hasher.finish().description
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `a prefix and two digests hash as their 65 bytes do`() throws {
    let hasher = try SHA256Hasher()
    let left = try hasher.hash([1])
    let right = try hasher.hash([2])
    #expect(
      try hasher.hash(prefix: 9, left, right) == hasher.hash([9] + left.bytes + right.bytes))
    #expect(try hasher.hash(prefix: 9, right, left) != hasher.hash(prefix: 9, left, right))
  }

  @Test func `an unfinished message is forgotten`() throws {
    let hasher = try SHA256Hasher()
    try hasher.begin()
    try hasher.update(42)
    #expect(try hasher.hash(Array("abc".utf8)) == sha256(Array("abc".utf8)))
  }
}

struct DigestTests {
  @Test func `bytes come out as they went in`() throws {
    let bytes = (0..<32).map { UInt8($0 * 7) }
    let digest = try #require(Digest(bytes: bytes))
    #expect(digest.bytes == bytes)
    #expect(digest.leading64 == 0x0007_0e15_1c23_2a31)
    #expect(digest.second64 == 0x383f_464d_545b_6269)
    #expect(digest.withBytes { $0[31] } == bytes[31])
    var appended: [UInt8] = [1]
    digest.append(to: &appended)
    #expect(appended == [1] + bytes)
  }

  @Test(arguments: [0, 31, 33]) func `other lengths are no digest`(count: Int) {
    #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }

  @Test func `a difference in any byte is a difference`() throws {
    let zero = try #require(Digest(bytes: [UInt8](repeating: 0, count: 32)))
    for index in 0..<32 {
      var bytes = zero.bytes
      bytes[index] = 1
      #expect(Digest(bytes: bytes) != zero)
    }
  }

  @Test func `hexadecimal text is read back, and refused when it is none`() {
    #expect(Hexadecimal.bytes(of: "00fFa1") == [0, 255, 0xa1])
    #expect(Hexadecimal.text(of: [0, 255, 0xa1]) == "00ffa1")
    #expect(Hexadecimal.bytes(of: "") == [])
    #expect(Hexadecimal.bytes(of: "abc") == nil)
    #expect(Hexadecimal.bytes(of: "0g") == nil)
  }
}
