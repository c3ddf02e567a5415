/// How the values of a sensitive column have to differ within a class.
public enum DiversityModel: String, CaseIterable, Sendable {
  /// At least l different values.
  case distinct
  /// An entropy of at least log l.
  case entropy
  /// The most frequent value less often than c times the l-th most frequent and all rarer ones.
  case recursive
}

/// How far two values of a sensitive column are from each other.
public enum ClosenessDistance: String, CaseIterable, Sendable {
  /// All equally far.
  case equal
  /// As far as their lowest common label in the column's hierarchy is high.
  case hierarchical
}

/// What the best generalisation has the least of.
public enum AnonymizationMetric: String, CaseIterable, Sendable {
  /// The geometric mean of the columns' penalties.
  case loss
  /// The information lost about the values (non-uniform entropy).
  case entropy
  /// How many records each cannot be told from.
  case discernibility
  /// The mean size of a class.
  case classSize = "class-size"
  /// The height of the cells in their hierarchies.
  case precision
}

/// How the records of a table are coarsened.
public enum TableRecoding: Sendable {
  /// One level for each column, the best one.
  case fullDomain
  /// Each class has levels of its own.
  case local
  /// Each class lists the values that occur in it.
  case sets
}

/// A file that is to be anonymised, and what the result has to meet.
public struct TableAnonymizationRequest: Sendable {
  /// The table, separated by comma, semicolon or tabulator, with a header.
  public var input: InputFile
  /// The folder of the hierarchies, `*_COLUMN.csv`; nil where each is named.
  public var hierarchies: String?
  /// For some columns a file, or `builtin:` and the name of one of the program's own hierarchies.
  public var namedHierarchies: [String: String] = [:]
  /// The columns by which a record could be recognised.
  public var quasiIdentifiers: [String]
  /// The columns whose values must not be learnt; they are released as they stand.
  public var sensitive: [String] = []
  /// Further columns that are released as they stand; all others are left out.
  public var kept: [String] = []
  /// The least number of records that look alike.
  public var k = 1
  /// The diversity of every sensitive column.
  public var l: Double?
  /// What diversity means.
  public var diversity = DiversityModel.distinct
  /// The c of recursive diversity.
  public var c: Double?
  /// The closeness of every sensitive column.
  public var t: Double?
  /// What distance means for closeness.
  public var distance = ClosenessDistance.equal
  /// The highest risk of a record to be recognised.
  public var maximumRisk: Double?
  /// The highest mean of that risk over the released records.
  public var averageRisk: Double?
  /// A table of all people among whom a record could be looked for, with the quasi-identifiers.
  public var population: InputFile?
  /// The least number of people of the population who fit a class.
  public var kMap: Int?
  /// The largest share of the people who fit a class that may be in the table.
  public var presence: Double?
  /// How many people the table is a random sample of, for the estimate of unique ones.
  public var populationSize: Int?
  /// The share of records that may be left out.
  public var suppression = 0.02
  /// What the best generalisation has the least of.
  public var metric = AnonymizationMetric.loss
  /// How records are coarsened.
  public var recoding = TableRecoding.fullDomain
  /// The report of an earlier release whose levels are to be used again.
  public var scheme: InputFile?
  /// Whether levels may rise above those of the scheme.
  public var mayCoarsen = false
  /// Whether everything is done and checked, and nothing kept.
  public var dryRun = false
  /// The new file for the anonymised table.
  public var out: String
  /// The new file for the report.
  public var report: String

  /// Names a table and where its anonymised form is to stand.
  /// - Parameters:
  ///   - input: the table.
  ///   - hierarchies: the folder of the hierarchies; nil where each is named.
  ///   - quasiIdentifiers: the columns by which a record could be recognised.
  ///   - out: the new file for the anonymised table.
  ///   - report: the new file for the report.
  public init(
    input: InputFile, hierarchies: String?, quasiIdentifiers: [String], out: String, report: String
  ) {
    self.input = input
    self.hierarchies = hierarchies
    self.quasiIdentifiers = quasiIdentifiers
    self.out = out
    self.report = report
  }
}
