import TestSupport
import Testing

@testable import Ledger

struct UUIDBytesTests {
  @Test func `the example of RFC 9562 has its published form`() throws {
    // Appendix A.6: time 0x017F22E279B0, random 0xCC3 and 0x18C4DC0C0C07398F.
    struct Fixed: RandomNumberGenerator {
      var values: [UInt64] = [0xCC3, 0x18C4_DC0C_0C07_398F << 2]
      mutating func next() -> UInt64 { values.removeFirst() }
    }
    var fixed = Fixed()
    let id = UUIDBytes.version7(milliseconds: 0x017F_22E2_79B0, using: &fixed)
    #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    #expect(id.version == 7)
    #expect(UUIDBytes("017F22E2-79B0-7CC3-98C4-DC0C0C07398F") == id)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `text and bytes are read back`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let id = UUIDBytes(high: random.next(), low: random.next())
      #expect(UUIDBytes(id.description) == id, "seed \(seed)")
      #expect(UUIDBytes(bytes: id.bytes) == id, "seed \(seed)")
      #expect(id.bytes.count == 16)
    }
  }

  @Test func `every version 7 id carries version and variant, whatever the randomness`() {
    var random = SeededGenerator(seed: 7)
    for time in [0, -5, 1, 1_795_000_000_000, .max] as [Int64] {
      let id = UUIDBytes.version7(milliseconds: time, using: &random)
      #expect(id.version == 7)
      #expect(id.bytes[8] >> 6 == 2)
    }
  }

  @Test func `later ids sort after earlier ones`() {
    var random = SeededGenerator(seed: 8)
    let ids = (0..<200).map { UUIDBytes.version7(milliseconds: $0, using: &random) }
    #expect(ids == ids.sorted())
    #expect(ids.map(\.description) == ids.map(\.description).sorted())
  }

  @Test(arguments: [
    "", "017f22e2", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    "017f22e27-9b0-7cc3-98c4-dc0c0c07398f", "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  ])
  func `other texts are no id`(text: String) {
    #expect(UUIDBytes(text) == nil)
  }

  @Test(arguments: [0, 15, 17]) func `other lengths are no id`(count: Int) {
    #expect(UUIDBytes(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }
}
