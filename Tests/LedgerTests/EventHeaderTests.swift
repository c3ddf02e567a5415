import Domain
import RegistryCrypto
import Testing

@testable import Ledger

struct EventHeaderTests {
  static func header(
    sequence: UInt64 = 258, subject: Int64 = 3, key: PayloadKey = .donor, actor: String = "ü",
    kind: String = "donor_registered"
  ) -> EventHeader {
    EventHeader(
      logID: UUIDBytes(high: 1, low: 2), sequence: sequence, recordedAt: -1,
      operation: UUIDBytes(high: 3, low: 4), ordinal: 5, actor: actor, kind: kind,
      subject: subject, payloadKey: key)
  }

  @Test func `the bytes of version 1 are frozen`() {
    let expected =
      "01" + "0000000000000001" + "0000000000000002" + "0000000000000102" + "ffffffffffffffff"
      + "0000000000000003" + "0000000000000004" + "00000005" + "00000002c3bc" + "00000001" + "6b"
      + "0000000000000003"
    #expect(Hexadecimal.text(of: Self.header(kind: "k").encoded) == expected + "02")
    #expect(
      Hexadecimal.text(of: Self.header(key: .none, kind: "k").encoded) == expected + "00")
    #expect(
      Hexadecimal.text(of: Self.header(key: .registry(keyID: "k1"), kind: "k").encoded)
        == expected + "01" + "000000026b31")
  }

  static let samples = [
    header(), header(sequence: 1, subject: 0, key: .none), header(sequence: .max, actor: ""),
    header(subject: 1 << 60 - 1, key: .registry(keyID: "kfffffff")),
    header(actor: "a\u{301}", kind: String(repeating: "k", count: 300)),
  ]

  @Test(arguments: samples.indices) func `a header is read back from its bytes`(index: Int) throws {
    let header = Self.samples[index]
    let read = try EventHeader(decoding: header.encoded)
    #expect(read == header)
    #expect(read.encoded == header.encoded)
  }

  @Test(arguments: samples.indices) func `every cut and every addition is refused`(index: Int) {
    let bytes = Self.samples[index].encoded
    for count in 0..<bytes.count {
      #expect(throws: EventHeaderError.self) { try EventHeader(decoding: Array(bytes[..<count])) }
    }
    #expect(throws: EventHeaderError.malformed(.trailingBytes(at: bytes.count))) {
      try EventHeader(decoding: bytes + [0])
    }
  }

  @Test func `a changed bit gives another header with the same bytes, or none`() {
    let bytes = Self.header().encoded
    for bit in 0..<bytes.count * 8 {
      var altered = bytes
      altered[bit / 8] ^= 1 << (bit % 8)
      guard let read = try? EventHeader(decoding: altered) else { continue }
      #expect(read.encoded == altered)
      #expect(read != Self.header())
    }
  }

  @Test func `another version, sequence 0 and a donor's key without a donor are refused`() {
    var bytes = Self.header().encoded
    bytes[0] = 2
    #expect(throws: EventHeaderError.unknownVersion(2)) { try EventHeader(decoding: bytes) }
    for bad in [
      Self.header(sequence: 0), Self.header(subject: -1), Self.header(subject: 0, key: .donor),
    ] {
      #expect(throws: EventHeaderError.self) { try EventHeader(decoding: bad.encoded) }
    }
  }
}
