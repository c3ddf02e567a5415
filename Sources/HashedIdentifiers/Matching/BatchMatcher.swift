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
  private let duplicates: Double
  private let adapts: Bool

  /// Prepares a search.
  /// - Parameters:
  ///   - weights: the weights of the levels.
  ///   - rules: the thresholds.
  ///   - duplicates: how many other records of the same person a record is expected to have.
  ///   - adapts: whether the list itself tells how often two people agree by chance.
  public init(
    weights: WeightTable = .shipped, rules: MatchRules = MatchRules(), duplicates: Double = 0.25,
    adapts: Bool = true
  ) {
    self.adapts = adapts
    self.weights = weights
    self.rules = rules
    self.duplicates = duplicates
  }

  /// Compares all records that share a blocking key.
  /// - Parameter records: the list.
  /// - Returns: the pairs that are not of two people, in the order of their indices.
  public func dedupe(_ records: [ComparisonRecord]) -> DedupeResult {
    let records = Self.counted(records)
    let weights = adapts ? adaptedWeights(to: records) : weights
    let candidates = CandidatePairs(of: records)
    let scorer = scorer(weights, records, candidates)
    var result = DedupeResult()
    result.compared = candidates.words.count
    result.overfullGroups = candidates.overfullGroups
    result.overfullRecords = candidates.overfullRecords
    // Odds are cheaper than probabilities, and nearly all pairs end here.
    let threshold = Float(WeightTable.log2(rules.reviewFrom / (1 - rules.reviewFrom)))
    for pair in candidates.pairs {
      let levels = RecordComparator.levels(records[pair.left], records[pair.right])
      let logOdds = scorer.logOdds(levels)
      if logOdds < threshold, levels[.national] != .equal { continue }
      let assessment = rules.assess(levels, logOdds: logOdds)
      if assessment.matchClass == .different { continue }
      result.pairs.append(
        MatchedPair(left: pair.left, right: pair.right, assessment: assessment))
    }
    return result
  }

  /// The records with how often their given names stand in the list.
  private static func counted(_ records: [ComparisonRecord]) -> [ComparisonRecord] {
    var counts: [PackedText: UInt32] = [:]
    for record in records { counts[record.given, default: 0] += 1 }
    var records = records
    for index in records.indices {
      records[index].givenCount = counts[records[index].given, default: 0]
    }
    return records
  }

  /// The scorer for a list, which tells how many of its household pairs are duplicates.
  private func scorer(
    _ weights: WeightTable, _ records: [ComparisonRecord], _ candidates: CandidatePairs
  ) -> MatchScorer {
    let usual = MatchScorer(weights: weights, pool: records.count, duplicates: duplicates)
    guard adapts, records.count >= Self.leastToAdapt else { return usual }
    // A sample is enough: one pair in so many.
    let stride = max(1, candidates.words.count / 100_000)
    let sample = candidates.pairs.enumerated().lazy.filter { $0.offset % stride == 0 }
      .map { RecordComparator.levels(records[$0.element.left], records[$0.element.right]) }
    return MatchScorer(
      weights: weights, pool: records.count, duplicates: duplicates,
      duplicateShare: usual.duplicateShare(among: sample))
  }

  private static let leastToAdapt = 1000

  /// Short lists tell too little of chance.
  private func adaptedWeights(to records: [ComparisonRecord]) -> WeightTable {
    guard records.count >= Self.leastToAdapt else { return weights }
    var generator = SplitMix64(seed: 1)
    return weights.adapted(to: records, using: &generator)
  }
}
