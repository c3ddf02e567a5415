/// Turns levels into the probability that two records are of one person.
public struct MatchScorer: Sendable {
  /// The share of duplicates among pairs that have in common what a household shares, where nothing
  /// tells it.
  ///
  /// Family name and address together are shared by a household, however rare each is; taken as
  /// independent they would outweigh everything. So together they count no more than makes a
  /// duplicate as likely as that.
  public static let usualDuplicateShare = 0.2

  private let bits: [Float]
  /// Logarithm of the odds before anything is compared.
  private let priorBits: Float
  /// The most that what a household shares can weigh together.
  private let householdCeiling: Float
  /// The least that places can weigh together: who moves changes all of them at once.
  private let placesFloor: Float

  /// Prepares the comparison of two pools.
  /// - Parameters:
  ///   - weights: the weights of the levels.
  ///   - pool: how many people a record is compared with.
  ///   - duplicates: how many of them are expected to be the same person.
  ///   - duplicateShare: the share of duplicates among pairs of one household.
  public init(
    weights: WeightTable = .shipped, pool: Int, duplicates: Double = 0.25,
    duplicateShare: Double = usualDuplicateShare
  ) {
    bits = weights.bits
    let odds = duplicates / Double(max(pool, 2))
    priorBits = Float(WeightTable.log2(odds))
    placesFloor =
      ComparisonField.allCases.filter(\.isPlace).map { weights.weight($0, .different) }.min() ?? 0
    householdCeiling =
      -priorBits + Float(WeightTable.log2(duplicateShare / (1 - duplicateShare)))
  }

  /// The logarithm of the odds that two records are of one person.
  /// - Parameter levels: how far they agree.
  /// - Returns: the odds as a power of two.
  @inline(__always)
  func logOdds(_ levels: AgreementLevels) -> Float {
    let parts = parts(levels)
    return priorBits + parts.own + min(parts.household, householdCeiling)
  }

  /// What the person's own fields weigh, and those that a household shares.
  @inline(__always)
  private func parts(_ levels: AgreementLevels) -> (own: Float, household: Float) {
    var own: Float = 0
    var household: Float = 0
    var places: Float = 0
    for row in 0..<Self.fieldCount {
      let weight = bits[row * WeightTable.levels + levels.index(row)]
      let mark: UInt32 = 1 << UInt32(row)
      if Self.places & mark != 0 {
        places += weight
      } else if Self.household & mark != 0 {
        household += weight
      } else {
        own += weight
      }
    }
    return (own, household + max(places, placesFloor))
  }

  private static let fieldCount = ComparisonField.allCases.count
  private static let places = marks(ComparisonField.allCases.filter(\.isPlace))
  private static let household = marks(ComparisonField.allCases.filter(\.isOfHousehold))

  private static func marks(_ fields: [ComparisonField]) -> UInt32 {
    fields.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  /// The share of duplicates among pairs that have in common what a household shares.
  ///
  /// Estimated as the one unknown of a mixture, by expectation and maximisation over what the
  /// person's own fields say of those pairs; kept away from certainty by a few pairs of each kind.
  /// - Parameter levels: the levels of candidate pairs.
  /// - Returns: the share.
  func duplicateShare(among levels: some Sequence<AgreementLevels>) -> Double {
    let ratios = levels.lazy.map { parts($0) }.filter { $0.household >= -priorBits }
      .map { WeightTable.exp2(Double($0.own)) }
    let pairs = Array(ratios)
    var share = Self.usualDuplicateShare
    for _ in 0..<30 {
      var sum = 5 * Self.usualDuplicateShare
      for ratio in pairs { sum += share * ratio / (share * ratio + 1 - share) }
      share = sum / (Double(pairs.count) + 5)
    }
    return share
  }

  /// The probability that two records are of one person.
  /// - Parameter levels: how far they agree.
  /// - Returns: 0 to 1.
  public func probability(_ levels: AgreementLevels) -> Double {
    Self.probability(logOdds: logOdds(levels))
  }

  static func probability(logOdds: Float) -> Double {
    1 / (1 + WeightTable.exp2(-Double(logOdds)))
  }
}
