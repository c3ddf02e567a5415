extension WeightTable {
  /// Learns a table from records that nobody has labelled.
  ///
  /// The same records and seed give the same table.
  /// - Parameters:
  ///   - records: the records.
  ///   - randomPairs: how many random pairs tell the share of levels among different people.
  ///   - generator: draws the random pairs.
  /// - Returns: the table, nil for fewer than two records.
  public static func learn(
    from records: [ComparisonRecord], randomPairs: Int = 2_000_000,
    using generator: inout some RandomNumberGenerator
  ) -> WeightTable? {
    guard records.count > 1 else { return nil }
    var counts: [AgreementLevels: Int] = [:]
    for pair in CandidatePairs(of: records).pairs {
      counts[RecordComparator.levels(records[pair.left], records[pair.right]), default: 0] += 1
    }
    var learner = ExpectationMaximisation(counts: counts)
    learner.run()
    let chance = LevelCounts.chance(of: records, pairs: randomPairs, using: &generator) {
      // Two records of one person met by chance tell nothing of two people.
      learner.posterior($0) > 0.5
    }
    return WeightTable(m: learner.m, u: chance.shares)
  }

  /// Learns a table from records of which it is known who is who.
  /// - Parameters:
  ///   - records: the records.
  ///   - entities: the number of the person, by record.
  ///   - randomPairs: how many random pairs tell the share of levels among different people.
  ///   - generator: draws the random pairs.
  /// - Returns: the table, nil for fewer than two records.
  public static func learn(
    from records: [ComparisonRecord], entities: [Int], randomPairs: Int = 2_000_000,
    using generator: inout some RandomNumberGenerator
  ) -> WeightTable? {
    guard records.count > 1, entities.count == records.count else { return nil }
    var same = LevelCounts()
    var first = 0
    let order = entities.indices.sorted { (entities[$0], $0) < (entities[$1], $1) }
    for place in order.indices {
      if entities[order[place]] != entities[order[first]] { first = place }
      for other in first..<place {
        same.add(RecordComparator.levels(records[order[other]], records[order[place]]), 1)
      }
    }
    var other = LevelCounts()
    for _ in 0..<randomPairs {
      let left = Int.random(in: records.indices, using: &generator)
      let right = Int.random(in: records.indices, using: &generator)
      if entities[left] == entities[right] { continue }
      other.add(RecordComparator.levels(records[left], records[right]), 1)
    }
    return WeightTable(m: same.shares, u: other.shares)
  }

  /// The same table with the shares of chance of a list: how common its names, years and areas are.
  ///
  /// What a slip looks like hardly differs between lists; how often two people agree does.
  /// - Parameters:
  ///   - records: the list.
  ///   - randomPairs: how many random pairs are drawn.
  ///   - generator: draws them.
  /// - Returns: the table for the list.
  public func adapted(
    to records: [ComparisonRecord], randomPairs: Int = 300_000,
    using generator: inout some RandomNumberGenerator
  ) -> WeightTable {
    guard records.count > 1 else { return self }
    let scorer = MatchScorer(weights: self, pool: records.count)
    let chance = LevelCounts.chance(of: records, pairs: randomPairs, using: &generator) {
      scorer.logOdds($0) > 0
    }
    // The table counts as much as a third of the pairs, which keeps rare agreements rare.
    let prior = Double(randomPairs) / 3
    return WeightTable(m: m, u: chance.shares(with: u, weighing: prior))
  }
}

/// Counts of levels, by field.
struct LevelCounts {
  /// Half a pair to begin with, so that no level is impossible.
  private var counts = ComparisonField.allCases.map { field in
    AgreementLevel.allCases.map { field.levels.contains($0) ? 0.5 : 0 }
  }

  /// Counts the levels of a comparison.
  mutating func add(_ levels: AgreementLevels, _ weight: Double) {
    for field in counts.indices {
      let level = levels.index(field)
      if level != 0 { counts[field][level] += weight }
    }
  }

  /// The share of each level among those of its field.
  var shares: [[Double]] {
    counts.map { row in
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }

  /// The shares where a table counts as so many pairs beside those seen.
  func shares(with table: [[Double]], weighing weight: Double) -> [[Double]] {
    zip(counts, table).map { row, known in
      // The half pairs make room for the table.
      let counts = zip(row, known).map { $0 == 0 ? 0 : $0 - 0.5 + weight * $1 }
      let sum = counts.reduce(0, +)
      return counts.map { $0 / sum }
    }
  }

  /// The levels of pairs drawn at random, without those that seem to be of one person.
  static func chance(
    of records: [ComparisonRecord], pairs: Int, using generator: inout some RandomNumberGenerator,
    isMatch: (AgreementLevels) -> Bool
  ) -> LevelCounts {
    var counts = LevelCounts()
    for _ in 0..<pairs {
      let left = Int.random(in: records.indices, using: &generator)
      let right = Int.random(in: records.indices, using: &generator)
      if left == right { continue }
      let levels = RecordComparator.levels(records[left], records[right])
      if !isMatch(levels) { counts.add(levels, 1) }
    }
    return counts
  }
}
