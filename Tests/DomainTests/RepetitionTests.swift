import Domain
import TestSupport
import Testing

struct RepetitionTests {
  @Test func `a number that comes up twice is found wherever it stands`() {
    #expect(!Repetition.isIn([]))
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      // Few different numbers as well as many, with zero and both ends among them.
      let bound = [3, 40, 1 << 20].randomElement(using: &random) ?? 1
      let numbers = (0..<random.below(60)).map { _ -> Int64 in
        random.oneIn(8)
          ? random.pick([0, .min, .max, -1]) : Int64(random.below(bound)) << Int64(random.below(40))
      }
      #expect(
        Repetition.isIn(numbers) == (Set(numbers).count < numbers.count), "seed \(seed)")
    }
  }
}
