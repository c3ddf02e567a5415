/// One column of the output: for each row of the input a label.
public struct GeneralizedColumn: Sendable {
  /// The name of the column.
  public let name: String
  /// The labels; the last one, `*`, stands for a suppressed cell.
  public let labels: ValueDictionary
  /// For each row of the input, released or not, the code of its label.
  public let codes: [UInt32]
}

/// An anonymised table, and how good and how safe it is.
///
/// Loss: a label that covers s of the D leaves of its hierarchy costs (s - 1) / (D - 1), the
/// normalised certainty penalty (NCP) of its cell, and a suppressed cell costs 1. ``loss`` is the
/// geometric mean over the columns of 1 + (mean NCP of the column), minus 1: the metric "loss" of
/// ARX with equal weights, to the last digit. ``meanNCP`` is the plain mean over all cells.
public struct AnonymizationResult: Sendable {
  /// The chosen level of each quasi-identifier in the order of the request; nil where classes have
  /// levels of their own.
  public let levels: [Int]?
  /// The number of records of the input.
  public let rowCount: Int
  /// The number of suppressed records.
  public let suppressedCount: Int
  /// The number of classes of released records.
  public let classCount: Int
  /// The size of the smallest class of released records.
  public let k: Int
  /// Information loss, 0 to 1, whatever metric was asked for.
  public let loss: Double
  /// The score under the metric that was asked for; nil where classes have levels of their own.
  public let score: Double?
  /// The mean normalised certainty penalty of all cells, 0 to 1.
  public var meanNCP: Double {
    penalties.isEmpty ? 0 : penalties.reduce(0, +) / Double(penalties.count)
  }
  /// For each quasi-identifier the mean normalised certainty penalty of its cells, 0 to 1.
  public let penalties: [Double]
  /// The number of transformations that were grouped and tested.
  public let checkedTransformations: Int
  /// The number of transformations there are; nil when too many to count.
  public let latticeSize: Int?
  /// Whether no transformation has a lower score.
  public let isOptimal: Bool
  /// The classes of the input by the quasi-identifiers at their lowest levels.
  public let inputProfile: RiskProfile
  /// The risks against the population; nil where none is given.
  public let populationRisk: PopulationRisk?
  /// What became of suppressed records, as asked.
  public let suppressedRecords: SuppressedRecords
  /// For each row its class, from zero, or ``suppressedClass``.
  public let classOfRow: [UInt32]

  let cells: RecodedCells

  /// The class of a suppressed row.
  public static let suppressedClass = UInt32.max

  /// The highest prosecutor risk of a released record: the reciprocal of the smallest class.
  public var highestRisk: Double { k == 0 ? 0 : 1 / Double(k) }

  /// The mean prosecutor risk of the released records: classes by records.
  public var averageRisk: Double {
    let released = rowCount - suppressedCount
    return released == 0 ? 0 : Double(classCount) / Double(released)
  }

  /// Whether the output has masked records fewer than k, which are a class of their own to whoever
  /// counts them as one.
  public var hasSmallMaskedClass: Bool {
    suppressedRecords == .masked && suppressedCount > 0 && suppressedCount < k
  }

  /// The names of the quasi-identifiers, in the order of the request.
  public var columnNames: [String] { cells.names }

  /// One more than the highest number in ``classOfRow``.
  ///
  /// With ``Recoding/local`` classes that read the same may have several numbers.
  public var numberOfClasses: Int { cells.classCount(classOfRow) }

  /// Whether a row is released with its labels.
  /// - Parameter row: a row of the input, from zero.
  /// - Returns: false when the row is suppressed.
  public func isReleased(_ row: Int) -> Bool { classOfRow[row] != Self.suppressedClass }

  /// The rows that the output holds, in the order of the input.
  public var outputRows: [Int] {
    suppressedRecords == .masked ? Array(0..<rowCount) : (0..<rowCount).filter(isReleased)
  }

  /// The output column of a quasi-identifier.
  /// - Parameter index: its position in the request.
  /// - Returns: a label for each row of the input, `*` where the row is suppressed.
  public func column(_ index: Int) -> GeneralizedColumn {
    cells.column(index, classOfRow: classOfRow)
  }
}
