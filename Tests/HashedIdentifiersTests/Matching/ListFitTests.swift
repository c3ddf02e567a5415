import TestSupport
import Testing

@testable import HashedIdentifiers

struct ListFitTests {
  private let table = WeightTable.shipped

  private func levels(_ named: [ComparisonField: AgreementLevel]) -> AgreementLevels {
    var levels = AgreementLevels()
    for (field, level) in named { levels[field] = level }
    return levels
  }

  @Test func `a list without pairs changes nothing by much`() {
    let fit = ListFit(table, sample: [], scale: 1, records: 0)
    for row in table.m.indices {
      for level in table.m[row].indices {
        #expect(abs(fit.weights.m[row][level] - table.m[row][level]) < 1e-3)
      }
    }
    #expect(fit.expected.kinds.same == ExpectedPairs.usual.kinds.same)
  }

  @Test func `how often people err and how many pairs are one person is found without labels`() {
    let seed: UInt64 = 20_261_128
    var generator = SeededGenerator(seed: seed)
    var counts: [AgreementLevels: Int] = [:]
    // Two thousand people twice, of whom two in five moved.
    for _ in 0..<2000 {
      let hasMoved = Double.random(in: 0..<1, using: &generator) < 0.4
      let pair = levels([
        .given: .equal, .family: .equal, .birth: .equal, .sex: .equal,
        .postcode: hasMoved ? .different : .equal,
      ])
      counts[pair, default: 0] += 1
    }
    let sample = counts.map { (levels: $0.key, count: $0.value) }
    let fit = ListFit(table, sample: sample, scale: 1, records: 4000)
    let row = Int(ComparisonField.postcode.rawValue)
    let different = Int(AgreementLevel.different.rawValue)
    // Between the table's share, of five hundred pairs, and that of the list.
    #expect(fit.weights.m[row][different] > 0.33, "seed \(seed)")
    #expect(fit.weights.m[row][different] < 0.40, "seed \(seed)")
    #expect(abs(fit.expected.kinds.same - 1) < 0.03, "seed \(seed)")
  }

  @Test func `twins stay two people however many a list has of them`() {
    let twins = levels([
      .given: .different, .family: .equal, .birth: .equal, .sex: .equal, .postcode: .equal,
      .phone: .equal,
    ])
    let same = levels([
      .given: .equal, .family: .equal, .birth: .equal, .sex: .equal, .postcode: .equal,
    ])
    for share in [20, 100] {
      let fit = ListFit(
        table, sample: [(levels: twins, count: share), (levels: same, count: 2000)], scale: 1,
        records: 10_000)
      let scorer = MatchScorer(weights: fit.weights, pool: 10_000, expected: fit.expected)
      #expect(scorer.probability(twins) < 0.99, "\(share)")
      #expect(fit.expected.kinds.twins <= ExpectedPairs.usual.kinds.twins)
      #expect(MatchRules.vetoes(twins).contains(.givenName))
    }
  }
}

struct NameRarityTests {
  @Test func `a rare name weighs more than a frequent one, within bounds`() {
    let rarity = NameRarity(records: 100_000, weights: .shipped)
    var levels = AgreementLevels()
    levels[.given] = .equal
    levels[.family] = .equal
    var before: Float = .infinity
    for count: UInt32 in [0, 1, 2, 30, 300, 3000, 30_000, .max] {
      var one = record("Ada", "Cooper")
      one.givenCount = count
      one.familyCount = count
      let bits = rarity.bits(one, one, levels)
      #expect(bits.given <= before && bits.given >= -3 && bits.given <= 4, "\(count)")
      #expect(bits.family >= -3 && bits.family <= 4, "\(count)")
      before = bits.given
    }
    #expect(before == -3)
  }

  @Test(arguments: [AgreementLevel.equal, .close, .swapped])
  func `a slip weighs what the name does that people have`(level: AgreementLevel) {
    let rarity = NameRarity(records: 100_000, weights: .shipped)
    var levels = AgreementLevels()
    levels[.given] = level
    levels[.family] = level
    var slip = record("Thadeus", "Smithh")
    (slip.givenCount, slip.familyCount) = (1, 1)
    var person = record("Thaddeus", "Smith")
    (person.givenCount, person.familyCount) = (2, 1300)
    let bits = rarity.bits(slip, person, levels)
    #expect(bits.given == 4)
    #expect(bits.family < 0)
    let turned = rarity.bits(person, slip, levels)
    #expect(turned.given == bits.given && turned.family == bits.family)
  }

  @Test(arguments: [AgreementLevel.missing, .nickname, .similar, .partial, .different])
  func `names that are less near have no rarity`(level: AgreementLevel) {
    let rarity = NameRarity(records: 100_000, weights: .shipped)
    var levels = AgreementLevels()
    levels[.given] = level
    levels[.family] = level
    var one = record("Ada", "Cooper")
    (one.givenCount, one.familyCount) = (2, 2)
    #expect(rarity.bits(one, one, levels).given == 0)
    #expect(rarity.bits(one, one, levels).family == 0)
  }
}
