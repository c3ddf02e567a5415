/// A column by which a record could be recognised, and how it may be coarsened.
public struct QuasiIdentifier: Sendable {
  /// The name of the column.
  public let column: String
  /// What stands for its values at each level.
  public let hierarchy: Hierarchy
  /// The levels that the search may choose from.
  ///
  /// A lower bound above zero keeps a scheme from becoming finer than an earlier release; one level
  /// alone applies a known scheme to new data.
  public let levels: ClosedRange<Int>

  /// Names a quasi-identifier.
  /// - Parameters:
  ///   - column: the name of the column.
  ///   - hierarchy: what stands for its values at each level.
  ///   - levels: the levels that the search may choose from; every level when nil.
  public init(column: String, hierarchy: Hierarchy, levels: ClosedRange<Int>? = nil) {
    self.column = column
    self.hierarchy = hierarchy
    self.levels = levels ?? 0...(hierarchy.levelCount - 1)
  }
}

/// What becomes of the records that no class can take.
public enum SuppressedRecords: Sendable, Equatable {
  /// They are left out. A release does so: a few fully masked records are themselves a class
  /// smaller than k.
  case dropped
  /// They stay with `*` in every quasi-identifier, as programs that keep the number of rows do.
  case masked
}

/// How records are coarsened.
public enum Recoding: Sendable, Equatable {
  /// One level for each column, the same for all records; the optimum is found.
  case fullDomain
  /// Each class has levels of its own, chosen by a cover of the lattice of transformations: finer
  /// data, without a proof that nothing is finer still.
  case local
  /// Each class lists the values that occur in it, as `{17|19}`: the finest data, no hierarchy values,
  /// nothing suppressed.
  case sets
}

/// What is to be anonymised, and what the result must meet.
public struct AnonymizationRequest: Sendable {
  /// The columns by which a record could be recognised.
  public var quasiIdentifiers: [QuasiIdentifier]
  /// The sensitive columns; those named by a model need not be repeated.
  public var sensitiveColumns: [String]
  /// The conditions that every class must meet.
  public var models: [PrivacyModel]
  /// The share of all records, 0 to 1, that may be suppressed.
  public var suppressionLimit: Double
  /// What becomes of suppressed records.
  public var suppressedRecords: SuppressedRecords
  /// How records are coarsened.
  public var recoding: Recoding
  /// What the best transformation has the least of; local recoding goes by the mean penalty alone.
  public var metric = Metric.loss
  /// What runs parts of the search at the same time.
  public var workers = Workers.one
  /// The people among whom records are looked for, those of the table included.
  ///
  /// A table with the columns of the quasi-identifiers; the models that speak of a population need
  /// it.
  public var population: Table?

  /// Makes a request.
  /// - Parameters:
  ///   - quasiIdentifiers: the columns by which a record could be recognised.
  ///   - sensitiveColumns: the sensitive columns.
  ///   - models: the conditions that every class must meet.
  ///   - suppressionLimit: the share of all records, 0 to 1, that may be suppressed.
  ///   - suppressedRecords: what becomes of suppressed records.
  ///   - recoding: how records are coarsened.
  public init(
    quasiIdentifiers: [QuasiIdentifier], sensitiveColumns: [String] = [], models: [PrivacyModel],
    suppressionLimit: Double = 0, suppressedRecords: SuppressedRecords = .dropped,
    recoding: Recoding = .fullDomain
  ) {
    self.quasiIdentifiers = quasiIdentifiers
    self.sensitiveColumns = sensitiveColumns
    self.models = models
    self.suppressionLimit = suppressionLimit
    self.suppressedRecords = suppressedRecords
    self.recoding = recoding
  }
}
