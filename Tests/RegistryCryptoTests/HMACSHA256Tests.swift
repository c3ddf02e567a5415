import Testing

@testable import RegistryCrypto

struct HMACSHA256Tests {
  /// RFC 4231, section 4: key, message, MAC; case 5 truncates its MAC and is checked by its
  /// beginning.
  static let vectors: [(key: String, message: String, mac: String)] = [
    (
      String(repeating: "0b", count: 20), hex("Hi There"),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      hex("Jefe"), hex("what do ya want for nothing?"),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      String(repeating: "0c", count: 20), hex("Test With Truncation"),
      "a3b6167473100ee06e0c796c2955552b"
    ),
    (
      String(repeating: "aa", count: 131),
      hex("Test Using Larger Than Block-Size Key - Hash Key First"),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      String(repeating: "aa", count: 131),
      hex(
        "This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm."),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(arguments: vectors.indices, HMACSHA256.Way.allCases)
  func `the vectors of RFC 4231 hold, first time and again, on every way`(
    index: Int, way: HMACSHA256.Way
  ) throws {
    let vector = Self.vectors[index]
    let key = try #require(Hexadecimal.bytes(of: vector.key))
    let message = try #require(Hexadecimal.bytes(of: vector.message))
    let mac = try HMACSHA256(key: Secret(copying: key), way: way)
    for _ in 0..<3 {
      #expect(try mac.authenticate(message).description.hasPrefix(vector.mac))
      _ = try mac.authenticate([1, 2, 3])
    }
  }

  @Test func `the linked library computes from hash states, and on every other way`() throws {
    #expect(try HMACSelfTest.way() == .states)
    for way in HMACSHA256.Way.allCases { #expect(HMACSelfTest.passes(way)) }
  }

  @Test func `the ways agree for every length of key and message around a block`() throws {
    for count in [1, 31, 32, 63, 64, 65, 200] {
      let key = [UInt8](repeating: 0xA5, count: count)
      let fast = try HMACSHA256(key: Secret(copying: key), way: .states)
      let slow = try HMACSHA256(key: Secret(copying: key), way: .duplicates)
      for length in [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000] {
        let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try fast.authenticate(message) == slow.authenticate(message))
      }
    }
  }

  @Test func `an empty key is refused, because OpenSSL would keep an old one`() {
    #expect(throws: CryptoError.wrongLength(of: "the MAC key", expected: 32, actual: 0)) {
      _ = try HMACSHA256(key: Secret(copying: []))
    }
  }

  @Test func `an empty message has a MAC of its own`() throws {
    let mac = try HMACSHA256(key: Secret(copying: [7]))
    let empty = try mac.authenticate([])
    #expect(try mac.authenticate([0]) != empty)
    #expect(try mac.authenticate([]) == empty)
  }
}

/// Hexadecimal digits of a text.
func hex(_ text: String) -> String { Hexadecimal.text(of: text.utf8) }
