/// How the values of a sensitive column are spread over the classes of a release.
public struct ColumnDiversity: Sendable, Equatable {
  /// The name of the column.
  public let column: String
  /// The least number of different values in a class.
  public let distinct: Int
  /// The least entropy of a class, as the number of equally frequent values that has it.
  public let entropy: Double
  /// The highest share of one value in a class.
  public let dominance: Double
  /// How far the values of a class lie at most from those of all records of the release, by equal
  /// distance.
  public let distance: Double
}

/// What a release turns out to offer when it is read again.
public struct ReleaseMeasures: Sendable, Equatable {
  /// The number of records, masked ones included.
  public let records: Int
  /// The number of records whose quasi-identifiers are all `*`, where these do not count as a class.
  public let masked: Int
  /// The number of classes.
  public let classes: Int
  /// The size of the smallest class; 0 when there is none.
  public let k: Int
  /// The diversity of each sensitive column.
  public let diversity: [ColumnDiversity]

  /// The highest prosecutor risk: the reciprocal of the smallest class.
  public var highestRisk: Double { k == 0 ? 0 : 1 / Double(k) }

  /// The mean prosecutor risk: classes by records that are not masked.
  public var averageRisk: Double {
    records == masked ? 0 : Double(classes) / Double(records - masked)
  }
}
