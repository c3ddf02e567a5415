/// What a list itself tells of how often its people err, and how many of its pairs are of one person.
///
/// Expectation and maximisation (``ExpectationMaximisation``) over the kinds of pairs that
/// ``MatchScorer`` tells apart, with the shipped table as the beginning and as what so many pairs would
/// tell beside those of the list: a list that says little changes little.
struct ListFit {
  private(set) var weights: WeightTable
  private(set) var expected = ExpectedPairs.usual

  /// For how many pairs of one person the table stands beside those of a list.
  private static let pairsBehind = 500.0
  /// For how many records the usual expectations stand; more so for twins and namesakes, of whom a
  /// list has few.
  private static let recordsBehind = PairKinds(
    same: 50.0, household: 50, twins: 500, namesakes: 500)
  private static let passes = 20

  /// Fits weights to a list.
  /// - Parameters:
  ///   - weights: the weights to begin with, whose shares of chance are those of the list.
  ///   - sample: how often candidate pairs of the list have which levels.
  ///   - scale: for how many candidate pairs each of the sample stands.
  ///   - records: how many records the list has.
  init(
    _ weights: WeightTable, sample: [(levels: AgreementLevels, count: Int)], scale: Double,
    records: Int
  ) {
    self.weights = weights
    let table = weights.m
    for _ in 0..<Self.passes {
      let scorer = MatchScorer(weights: self.weights, pool: records, expected: expected)
      var same = LevelCounts()
      var pairs = PairKinds(same: 0.0, household: 0, twins: 0, namesakes: 0)
      for (levels, count) in sample {
        let kinds = scorer.kinds(levels, NameRarity.Bits()).map { WeightTable.exp2(Double($0)) }
        let share =
          Double(count) * scale
          / (1 + kinds.same + kinds.household + kinds.twins + kinds.namesakes)
        pairs = pairs.combined(with: kinds) { $0 + $1 * share }
        if kinds.same * share > 0.001 { same.add(levels, kinds.same * share) }
      }
      self.weights = WeightTable(
        m: same.shares(with: table, weighing: Self.pairsBehind), u: weights.u)
      // Each pair is one more record beside two.
      let known = ExpectedPairs.usual.kinds.combined(with: Self.recordsBehind) { $0 * $1 }
      let behind = Self.recordsBehind.map { $0 + Double(records) }
      expected.kinds = pairs.combined(with: known) { 2 * $0 + $1 }
        .combined(with: behind) { $0 / $1 }
      let usual = ExpectedPairs.usual.kinds
      expected.kinds.twins = min(expected.kinds.twins, usual.twins)
      expected.kinds.namesakes = min(expected.kinds.namesakes, usual.namesakes)
    }
  }
}
