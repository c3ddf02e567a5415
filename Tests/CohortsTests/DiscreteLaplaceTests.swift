import TestSupport
import Testing

@testable import Cohorts

struct DiscreteLaplaceTests {
  /// exp(-x) by its series, since nothing here may depend on the code under test.
  private func decay(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for step in 1..<60 {
      term *= -x / Double(step)
      sum += term
    }
    return sum
  }

  @Test(arguments: [1, 2, 3, 10] as [UInt64])
  func `every value comes up as often as the definition says`(scale: UInt64) {
    var random = SeededGenerator(seed: 42 &+ scale)
    let draws = 200_000
    var counts: [Int: Int] = [:]
    for _ in 0..<draws {
      counts[DiscreteLaplace(scale: scale).draw(using: &random), default: 0] += 1
    }
    let alpha = decay(1 / Double(scale))
    let reach = Int(scale) * 4
    var statistic = 0.0
    for value in -reach...reach {
      var power = 1.0
      for _ in 0..<abs(value) { power *= alpha }
      let expected = Double(draws) * (1 - alpha) / (1 + alpha) * power
      let off = Double(counts[value, default: 0]) - expected
      statistic += off * off / expected
    }
    // Chi-square with 2·reach + 1 cells: mean 2·reach + 1, and five deviations above it.
    let cells = Double(2 * reach + 1)
    #expect(statistic < cells + 5 * (2 * cells).squareRoot(), "\(statistic)")
  }

  @Test func `exp(-x) is decided exactly often enough`() {
    var random = SeededGenerator(seed: 7)
    for (numerator, denominator) in [(0, 1), (1, 1), (1, 3), (2, 5)] as [(UInt64, UInt64)] {
      let draws = 100_000
      let hits = (0..<draws).count { _ in
        DiscreteLaplace.decays(numerator, denominator, &random)
      }
      let expected = decay(Double(numerator) / Double(denominator))
      #expect(abs(Double(hits) / Double(draws) - expected) < 0.01)
    }
  }

  @Test func `the noise on one person more or less is bounded as promised`() {
    // P(x) / P(x + 1) is never above exp(1 / scale), whatever is counted.
    var random = SeededGenerator(seed: 11)
    var counts: [Int: Int] = [:]
    for _ in 0..<400_000 {
      counts[DiscreteLaplace(scale: 2).draw(using: &random), default: 0] += 1
    }
    let limit = 1 / decay(0.5)
    for value in -4...4 {
      let ratio = Double(counts[value, default: 0]) / Double(counts[value + 1, default: 1])
      #expect(ratio < limit * 1.05 && ratio > 1 / (limit * 1.05), "\(value): \(ratio)")
    }
  }
}
