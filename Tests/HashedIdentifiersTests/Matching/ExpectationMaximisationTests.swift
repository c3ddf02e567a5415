import TestSupport
import Testing

@testable import HashedIdentifiers

struct ExpectationMaximisationTests {
  @Test func `what is nearer in a postcode never speaks less for one person`() {
    let weights = [AgreementLevel.equal, .close, .partial, .different].map {
      WeightTable.shipped.weight(.postcode, $0)
    }
    #expect(weights == weights.sorted(by: >))
    #expect(weights[1] < weights[0] - 3)
  }

  /// Shares that the test draws from: equal, and the rest different, by field.
  private static let fields: [(field: ComparisonField, same: Double, other: Double)] = [
    (.given, 0.9, 0.05), (.family, 0.85, 0.02), (.birth, 0.95, 0.03), (.sex, 0.98, 0.5),
    (.national, 0.8, 0.01),
  ]

  private func drawn(
    pairs: Int, share: Double, using generator: inout SeededGenerator
  ) -> [AgreementLevels: Int] {
    var counts: [AgreementLevels: Int] = [:]
    for _ in 0..<pairs {
      let isMatch = Double.random(in: 0..<1, using: &generator) < share
      var levels = AgreementLevels()
      for (field, same, other) in Self.fields {
        let isEqual = Double.random(in: 0..<1, using: &generator) < (isMatch ? same : other)
        levels[field] = isEqual ? .equal : .different
      }
      counts[levels, default: 0] += 1
    }
    return counts
  }

  @Test func `the shares that pairs were drawn from are found again without labels`() {
    let seed: UInt64 = 20_261_123
    var generator = SeededGenerator(seed: seed)
    var learner = ExpectationMaximisation(
      counts: drawn(pairs: 200_000, share: 0.3, using: &generator))
    learner.run()
    #expect(abs(learner.matchShare - 0.3) < 0.01, "seed \(seed)")
    let equal = Int(AgreementLevel.equal.rawValue)
    for (field, same, other) in Self.fields {
      let row = Int(field.rawValue)
      #expect(abs(learner.m[row][equal] - same) < 0.02, "\(field), seed \(seed)")
      #expect(abs(learner.u[row][equal] - other) < 0.02, "\(field), seed \(seed)")
    }
    #expect(learner.iterations < 200)
  }

  @Test func `the same pairs give the same shares`() {
    var generator = SeededGenerator(seed: 7)
    let counts = drawn(pairs: 5000, share: 0.2, using: &generator)
    var first = ExpectationMaximisation(counts: counts)
    var second = ExpectationMaximisation(
      counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.value) }.reversed()))
    first.run()
    second.run()
    #expect(first.m == second.m)
    #expect(first.matchShare == second.matchShare)
  }

  @Test func `no pairs at all leave shares that can be used`() {
    var learner = ExpectationMaximisation(counts: [:])
    learner.run()
    #expect(learner.m.joined().allSatisfy { $0.isFinite })
    var generator = SeededGenerator(seed: 1)
    #expect(WeightTable.learn(from: [], using: &generator) == nil)
  }
}

struct WeightTableTests {
  @Test(arguments: [1e-9, 0.001, 0.5, 1, 1.5, 2, 3, 1000, 123_456.789])
  func `logarithm and power are inverse, and exact for powers of two`(value: Double) {
    #expect(abs(WeightTable.exp2(WeightTable.log2(value)) / value - 1) < 1e-12)
  }

  @Test func `logarithms of powers of two are whole`() {
    for exponent in -40...40 {
      let value = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(WeightTable.log2(value) == Double(exponent))
      #expect(WeightTable.exp2(Double(exponent)) == value)
    }
  }

  @Test func `the shipped shares sum to one, and agreement weighs more than difference`() {
    let table = WeightTable.shipped
    for field in ComparisonField.allCases {
      let row = Int(field.rawValue)
      #expect(abs(table.m[row].reduce(0, +) - 1) < 1e-5, "\(field)")
      #expect(abs(table.u[row].reduce(0, +) - 1) < 1e-5, "\(field)")
      #expect(table.weight(field, .equal) > 0)
      #expect(table.weight(field, .different) < 0)
      #expect(table.weight(field, .missing) == 0)
      for level in field.levels {
        #expect(table.m[row][Int(level.rawValue)] > 0, "\(field) \(level)")
      }
    }
  }
}
