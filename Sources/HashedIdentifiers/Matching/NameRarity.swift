/// What an equal name weighs more, or less, because few or many people of a list have it.
///
/// W. E. Winkler, "Frequency-based matching in Fellegi-Sunter model of record linkage" (1989): the
/// chance that two people share a name is that name's own share, not that of names on the average. The
/// adjustment is held within a few bits, because a list tells little of names that it has few of.
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

  /// What equal names of two records weigh beyond the table's weights.
  @inline(__always)
  func bits(_ record: ComparisonRecord, _ levels: AgreementLevels) -> Bits {
    Bits(
      given: levels[.given] == .equal ? Self.look(given, record.givenCount) : 0,
      family: levels[.family] == .equal ? Self.look(family, record.familyCount) : 0)
  }

  @inline(__always)
  private static func look(_ table: [Float], _ count: UInt32) -> Float {
    table[min(Int(count), table.count - 1)]
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
