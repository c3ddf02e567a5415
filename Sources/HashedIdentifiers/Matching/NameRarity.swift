/// What a name that agrees weighs more, or less, because few or many people of a list have it.
///
/// W. E. Winkler, "Frequency-based matching in Fellegi-Sunter model of record linkage" (1989): the
/// chance that two people share a name is that name's own share, not that of names on the average. So
/// it is with a name and a slip of it, and with names exchanged: what counts is the more frequent of the
/// two, which people have, and not the slip, which hardly anybody has. A short form says nothing of how
/// frequent the full name is. The adjustment is held within a few bits, because a list tells little of
/// names that it has few of.
struct NameRarity {
  /// What the names of two records weigh beyond the weights of their levels.
  struct Bits {
    var given: Float = 0
    var family: Float = 0
  }

  /// The most that a frequent name takes, and the most that a rare one adds, in bits.
  private static let limits: ClosedRange<Float> = -3...4

  private let given: [Float]
  private let family: [Float]

  /// Prepares the weights of every count up to a limit.
  /// - Parameters:
  ///   - records: how many records the list has.
  ///   - weights: the weights, whose share of equal names is that of names on the average.
  init(records: Int, weights: WeightTable) {
    given = Self.table(.given, records, weights)
    family = Self.table(.family, records, weights)
  }

  /// What the names of two records weigh beyond the table's weights.
  @inline(__always)
  func bits(
    _ left: ComparisonRecord, _ right: ComparisonRecord, _ levels: AgreementLevels
  ) -> Bits {
    Bits(
      given: Self.look(given, levels[.given], left.givenCount, right.givenCount),
      family: Self.look(family, levels[.family], left.familyCount, right.familyCount))
  }

  @inline(__always)
  private static func look(
    _ table: [Float], _ level: AgreementLevel, _ left: UInt32, _ right: UInt32
  ) -> Float {
    switch level {
    case .equal, .close, .swapped: table[min(Int(max(left, right)), table.count - 1)]
    case .missing, .nickname, .similar, .partial, .different: 0
    }
  }

  private static func table(
    _ field: ComparisonField, _ records: Int, _ weights: WeightTable
  ) -> [Float] {
    let usual = weights.u[Int(field.rawValue)][Int(AgreementLevel.equal.rawValue)]
    // Beyond a share of one in thirty-two nothing changes any more.
    return (0...max(1, records / 32)).map { count in
      // The two records themselves are counted, so that no name is taken for rarer than it is.
      let share = Double(max(count, 2)) / Double(max(records, 1))
      return min(max(Float(WeightTable.log2(usual / share)), limits.lowerBound), limits.upperBound)
    }
  }
}
