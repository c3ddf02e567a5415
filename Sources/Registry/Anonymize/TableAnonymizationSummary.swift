/// What became of a table, measured on the written file.
public struct TableAnonymizationSummary: Sendable {
  /// How far a quasi-identifier was generalised.
  public struct Level: Sendable, Equatable {
    /// Name of the column.
    public var column: String
    /// Level of its hierarchy, 0 is as recorded; nil where classes have levels of their own.
    public var level: Int?
    /// The highest level it has.
    public var highest: Int
    /// The mean normalised certainty penalty of its cells, those left out included.
    public var penalty: Double
  }

  /// How the values of a sensitive column are spread over the classes.
  public struct Diversity: Sendable, Equatable {
    /// Name of the column.
    public var column: String
    /// The least number of different values in a class.
    public var distinct: Int
    /// The least entropy of a class, as a number of equally frequent values.
    public var entropy: Double
    /// The highest share of one value in a class.
    public var dominance: Double
  }

  /// How exposed the records of the input are.
  public struct Exposure: Sendable, Equatable {
    /// Combinations of the quasi-identifiers.
    public var classes = 0
    /// Records that nobody else looks like.
    public var unique = 0
    /// Highest risk of a record to be recognised.
    public var highestRisk = 0.0
    /// Mean of that risk.
    public var averageRisk = 0.0
  }

  /// Records of the input.
  public var rows = 0
  /// Records left out to protect the others.
  public var suppressed = 0
  /// Records of the input with `*` in every quasi-identifier; they are left out and form no class.
  public var masked = 0
  /// Classes of the written file.
  public var classes = 0
  /// Size of its smallest class.
  public var k = 0
  /// How far each quasi-identifier was generalised, in the order asked.
  public var levels: [Level] = []
  /// The spread of each sensitive column.
  public var diversity: [Diversity] = []
  /// What every class meets, in words.
  public var models: [String] = []
  /// Loss of the generalisation, 0 to 1.
  public var loss = 0.0
  /// The metric that was optimised; nil where classes have levels of their own.
  public var metric: String?
  /// The score under that metric.
  public var score: Double?
  /// The mean normalised certainty penalty of all cells.
  public var penalty = 0.0
  /// Highest risk of a record to be recognised by somebody who knows that it is in the file.
  public var highestRisk = 0.0
  /// Mean of that risk.
  public var averageRisk = 0.0
  /// Highest risk of a record to be recognised among the people of the population; nil without one.
  public var journalistRisk: Double?
  /// Mean of that risk.
  public var marketerRisk: Double?
  /// The same risks and the records that stand alone, before anything was generalised.
  public var before = Exposure()
  /// Of those records how many are expected to be alone in the population (Zayatz 1991).
  public var populationUniques: Double?
  /// Transformations that were grouped and tested.
  public var checked = 0
  /// Transformations there are.
  public var transformations: Int?
  /// Whether no transformation has a lower loss.
  public var isOptimal = false
  /// Columns of the input that nobody named, and which are therefore not in the file.
  public var leftOut: [String] = []
  /// SHA-256 of the written file.
  public var sha256 = ""
  /// Seconds from the first byte read to the last byte checked.
  public var seconds = 0.0
}
