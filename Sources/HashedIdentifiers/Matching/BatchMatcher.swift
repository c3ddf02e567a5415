internal import Domain

/// Two records of a list that may be of one person.
public struct MatchedPair: Hashable, Sendable {
  /// Index of the first record.
  public let left: Int
  /// Index of the second, higher.
  public let right: Int
  /// The graded answer.
  public let assessment: MatchAssessment
}

/// What a search for duplicates found.
public struct DedupeResult: Sendable {
  /// Pairs of every class but `different`, by their indices.
  public var pairs: [MatchedPair] = []
  /// How many pairs were compared.
  public var compared = 0
  /// Groups of records under one blocking key that were too many to be compared with each other.
  public var overfullGroups = 0
  /// Records in them, counted once a group.
  public var overfullRecords = 0

  /// Nothing found.
  public init() {}
}

/// Finds the duplicates of a list in memory.
public struct BatchMatcher: Sendable {
  private let weights: WeightTable
  private let rules: MatchRules
  private let expected: ExpectedPairs
  private let adapts: Bool

  /// Prepares a search.
  /// - Parameters:
  ///   - weights: the weights of the levels.
  ///   - rules: the thresholds.
  ///   - expected: how many records a list holds beside one, where it is too short to tell.
  ///   - adapts: whether the list itself tells how often two people agree by chance.
  public init(
    weights: WeightTable = .shipped, rules: MatchRules = MatchRules(),
    expected: ExpectedPairs = .usual, adapts: Bool = true
  ) {
    self.adapts = adapts
    self.weights = weights
    self.rules = rules
    self.expected = expected
  }

  /// Compares all records that share a blocking key.
  /// - Parameter records: the list.
  /// - Returns: the pairs that are not of two people, in the order of their indices.
  public func dedupe(_ records: [ComparisonRecord]) -> DedupeResult {
    let records = Self.counted(records)
    let candidates = CandidatePairs(of: records)
    let isAdapted = adapts && records.count >= Self.leastToAdapt
    let fit = isAdapted ? fit(to: records, candidates) : nil
    let scorer = MatchScorer(
      weights: fit?.weights ?? weights, pool: records.count, expected: fit?.expected ?? expected)
    let rarity = fit.map { NameRarity(records: records.count, weights: $0.weights) }
    var result = DedupeResult()
    result.compared = candidates.words.count
    result.overfullGroups = candidates.overfullGroups
    result.overfullRecords = candidates.overfullRecords
    // Odds are cheaper than probabilities, and nearly all pairs end here.
    let threshold = Float(WeightTable.log2(rules.reviewFrom / (1 - rules.reviewFrom)))
    for pair in candidates.pairs {
      let left = records[pair.left]
      let right = records[pair.right]
      let levels = RecordComparator.levels(left, right)
      let logOdds = scorer.logOdds(
        levels, rarity: rarity?.bits(left, right, levels) ?? NameRarity.Bits())
      if logOdds < threshold, levels[.national] != .equal, !MatchRules.areNearlyOne(levels) {
        continue
      }
      let assessment = rules.assess(levels, logOdds: logOdds)
      if assessment.matchClass == .different { continue }
      result.pairs.append(
        MatchedPair(left: pair.left, right: pair.right, assessment: assessment))
    }
    return result
  }

  /// The records with how often their names stand in the list.
  private static func counted(_ records: [ComparisonRecord]) -> [ComparisonRecord] {
    var given: [PackedText: UInt32] = [:]
    var family: [PackedText: UInt32] = [:]
    for record in records {
      given[record.given, default: 0] += 1
      family[record.family, default: 0] += 1
    }
    var records = records
    for index in records.indices {
      records[index].givenCount = given[records[index].given, default: 0]
      records[index].familyCount = family[records[index].family, default: 0]
    }
    return records
  }

  /// Short lists tell too little of chance.
  private static let leastToAdapt = 1000

  /// What the list tells of chance, of slips and of how many pairs are of one person.
  private func fit(to records: [ComparisonRecord], _ candidates: CandidatePairs) -> ListFit {
    var generator = SplitMix64(seed: 1)
    let weights = weights.adapted(to: records, using: &generator)
    // A sample is enough: one pair in so many.
    let stride = max(1, candidates.words.count / 100_000)
    var counts: [AgreementLevels: Int] = [:]
    for (place, pair) in candidates.pairs.enumerated() where place % stride == 0 {
      counts[RecordComparator.levels(records[pair.left], records[pair.right]), default: 0] += 1
    }
    let sample = counts.map { (levels: $0.key, count: $0.value) }
      .sorted { $0.levels.word < $1.levels.word }
    return ListFit(weights, sample: sample, scale: Double(stride), records: records.count)
  }
}
