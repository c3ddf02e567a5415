/// Turns levels into the probability that two records are of one person.
///
/// Two records are of one person, or of two: strangers, members of one household, people of one
/// household who were born together, or relatives who have a name in common. Each of these kinds has
/// fields that agree by more than chance, and each is as frequent as people are. What is compared is
/// one person against the likeliest of the others: taken as strangers, twins would agree so far that
/// hardly any difference of their names could outweigh it.
public struct MatchScorer: Sendable {
  private let bits: [Float]
  /// The least that places can weigh together: who moves changes all of them at once.
  private let placesFloor: Float
  /// Logarithms of how frequent the kinds of pairs are, strangers being 1.
  private let prior: PairKinds<Float>

  /// Prepares the comparison of two pools.
  /// - Parameters:
  ///   - weights: the weights of the levels.
  ///   - pool: how many people a record is compared with.
  ///   - expected: how many of them are expected to be the same person, or near to it.
  public init(weights: WeightTable = .shipped, pool: Int, expected: ExpectedPairs = .usual) {
    bits = weights.bits
    let size = Double(max(pool, 2))
    prior = expected.kinds.map { Float(WeightTable.log2($0 / size)) }
    placesFloor =
      ComparisonField.allCases.filter(\.isPlace).map { weights.weight($0, .different) }.min() ?? 0
  }

  /// The logarithm of the odds that two records are of one person.
  /// - Parameters:
  ///   - levels: how far they agree.
  ///   - rarity: what equal names weigh beyond equal names of usual frequency.
  /// - Returns: the odds as a power of two.
  @inline(__always)
  func logOdds(
    _ levels: AgreementLevels, rarity: NameRarity.Bits = NameRarity.Bits()
  ) -> Float {
    let kinds = kinds(levels, rarity)
    return kinds.same - max(0, kinds.household, kinds.twins, kinds.namesakes)
  }

  /// How likely each kind of pair is to have such levels, as a power of two, strangers being 0.
  @inline(__always)
  func kinds(_ levels: AgreementLevels, _ rarity: NameRarity.Bits) -> PairKinds<Float> {
    var own: Float = 0
    var household = rarity.family
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
    household += max(places, placesFloor)
    let given = bits[Self.given + levels.index(Self.given / WeightTable.levels)] + rarity.given
    let birth = bits[Self.birth + levels.index(Self.birth / WeightTable.levels)]
    return PairKinds(
      same: prior.same + own + rarity.given + household,
      household: prior.household + household,
      twins: prior.twins + household + birth + Self.twinBits(levels),
      // Relatives of one name are years apart.
      namesakes: Self.isYearOpen(levels) ? prior.namesakes + household + given : -.infinity)
  }

  /// What the given names say of twins beyond chance: twins are not called by one name, and hardly by
  /// a name and what looks like a slip or a short form of it.
  @inline(__always)
  private static func twinBits(_ levels: AgreementLevels) -> Float {
    switch levels[.given] {
    case .equal: -.infinity
    case .nickname, .swapped, .close, .similar, .partial: levels.mayBeTwoNames ? 0 : -3
    case .missing, .different: 0
    }
  }

  @inline(__always)
  private static func isYearOpen(_ levels: AgreementLevels) -> Bool {
    switch levels[.birth] {
    case .equal, .swapped, .close: false
    case .similar: levels.mayBeTwoGenerations
    default: true
    }
  }

  private static let fieldCount = ComparisonField.allCases.count
  private static let given = Int(ComparisonField.given.rawValue) * WeightTable.levels
  private static let birth = Int(ComparisonField.birth.rawValue) * WeightTable.levels
  private static let places = marks(ComparisonField.allCases.filter(\.isPlace))
  private static let household = marks(ComparisonField.allCases.filter(\.isOfHousehold))

  private static func marks(_ fields: [ComparisonField]) -> UInt32 {
    fields.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
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
