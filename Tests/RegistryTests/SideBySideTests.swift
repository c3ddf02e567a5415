import TestSupport
import Testing

@testable import Registry

struct SideBySideTests {
  @Test func `members have their codes in any order`() {
    for seed in 0..<40 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = [0, 1, 511, 512, 1300][random.below(5)]
      let columns = (0..<random.below(SideBySide.width + 1)).map { _ in
        (0..<count).map { _ in UInt32.random(in: 0...UInt32.max, using: &random) }
      }
      let members = Array((0..<count).shuffled(using: &random).prefix(random.below(count + 1)))
      let expected = columns.map { column in members.map { column[$0] } }
      #expect(SideBySide(columns).columns(of: members) == expected, "seed \(seed)")
    }
  }
}
