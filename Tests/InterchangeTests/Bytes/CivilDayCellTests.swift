import TestSupport
import Domain
import Testing

@testable import Interchange

struct CivilDayCellTests {
  @Test func `bytes are read as the text would be`() {
    let alphabet = Array("0123456789--".utf8)
    for seed in 0..<5000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var bytes = Array("2024-02-29".utf8)
      for _ in 0..<generator.below(3) { bytes[generator.below(10)] = generator.pick(alphabet) }
      if generator.below(10) == 0 { bytes.removeLast() }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(CivilDay(cell: bytes) == CivilDay(iso: text), "\(text)")
    }
  }
}
