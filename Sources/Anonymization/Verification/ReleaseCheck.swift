/// Reads a release again and says what it offers, sharing no code with the search.
public enum ReleaseCheck {
  /// How records are counted whose quasi-identifiers are all `*`.
  public enum MaskedRecords: Sendable, Equatable {
    /// They form no class: nothing in them tells one from another.
    case excluded
    /// They are a class like any other.
    case counted
  }

  /// Measures a release.
  /// - Parameters:
  ///   - quasiIdentifiers: the released columns by which a record could be recognised.
  ///   - sensitive: the released sensitive columns.
  ///   - masked: how fully masked records are counted.
  /// - Returns: what the release offers.
  /// - Throws: ``TableError`` when the columns differ in length or a name occurs twice.
  public static func verify(
    quasiIdentifiers: [Column], sensitive: [Column] = [], masked: MaskedRecords = .excluded
  ) throws(TableError) -> ReleaseMeasures {
    let table = try Table(columns: quasiIdentifiers + sensitive)
    let partition = ReleasePartition(
      quasiIdentifiers, rowCount: table.rowCount, excludesMasked: masked == .excluded)
    return measures(partition, sensitive, records: table.rowCount)
  }

  /// Measures a release and finds the conditions that it fails, sorting it once.
  /// - Parameters:
  ///   - models: the conditions.
  ///   - quasiIdentifiers: the released columns by which a record could be recognised.
  ///   - sensitive: the released sensitive columns.
  ///   - masked: how fully masked records are counted.
  ///   - reference: the sensitive columns of the table before suppression.
  ///   - population: the quasi-identifiers of all people, generalised as the release is.
  /// - Returns: what the release offers, and a sentence for each failed condition.
  /// - Throws: ``TableError`` when the columns differ in length or a name occurs twice.
  public static func examine(
    _ models: [PrivacyModel], quasiIdentifiers: [Column], sensitive: [Column] = [],
    masked: MaskedRecords = .excluded, reference: [Column] = [], population: [Column] = []
  ) throws(TableError) -> (measures: ReleaseMeasures, violations: [String]) {
    let table = try Table(columns: quasiIdentifiers + sensitive)
    let partition = ReleasePartition(
      quasiIdentifiers, rowCount: table.rowCount, excludesMasked: masked == .excluded)
    return (
      measures(partition, sensitive, records: table.rowCount),
      violations(
        of: models, partition.classes, quasiIdentifiers, sensitive, reference, population)
    )
  }

  private static func measures(
    _ partition: ReleasePartition, _ sensitive: [Column], records: Int
  ) -> ReleaseMeasures {
    let classes = partition.classes
    let diversity = sensitive.map { column in
      let spreads = classes.map { Spread(column, rows: $0) }
      let shares = Spread(column, rows: partition.rows[...]).shares
      return ColumnDiversity(
        column: column.name, distinct: spreads.map(\.counts.count).min() ?? 0,
        entropy: spreads.map(\.effectiveValues).min() ?? 0,
        dominance: spreads.map(\.dominance).max() ?? 0,
        distance: spreads.map { $0.equalDistance(from: shares) }.max() ?? 0)
    }
    return ReleaseMeasures(
      records: records, masked: partition.masked, classes: classes.count,
      k: classes.map(\.count).min() ?? 0, diversity: diversity)
  }

  /// Finds the conditions that a release fails.
  ///
  /// Closeness is measured against the `reference` column of the same name, the table before
  /// suppression, or against the release itself where there is none.
  ///
  /// - Parameters:
  ///   - models: the conditions.
  ///   - quasiIdentifiers: the released columns by which a record could be recognised.
  ///   - sensitive: the released sensitive columns.
  ///   - masked: how fully masked records are counted.
  ///   - reference: the sensitive columns of the table before suppression.
  ///   - population: the quasi-identifiers of all people, generalised as the release is.
  /// - Returns: a sentence for each failed condition; empty when the release meets all of them.
  /// - Throws: ``TableError`` when the columns differ in length or a name occurs twice.
  public static func violations(
    of models: [PrivacyModel], quasiIdentifiers: [Column], sensitive: [Column] = [],
    masked: MaskedRecords = .excluded, reference: [Column] = [], population: [Column] = []
  ) throws(TableError) -> [String] {
    try examine(
      models, quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, masked: masked,
      reference: reference, population: population
    ).violations
  }

  private static func violations(
    of models: [PrivacyModel], _ classes: [ArraySlice<UInt32>], _ quasiIdentifiers: [Column],
    _ sensitive: [Column], _ reference: [Column], _ population: [Column]
  ) -> [String] {
    let people = people(fitting: classes, quasiIdentifiers, population)
    return models.compactMap { model in
      if case .averageRisk(let limit) = model {
        let records = classes.reduce(0) { $0 + $1.count }
        return Double(classes.count) > limit * Double(records) + 1e-9
          ? "\(classes.count) classes of \(records) records exceed \(model.title)" : nil
      }
      guard let name = model.sensitiveColumn else {
        if model.needsPopulation, population.isEmpty {
          return "\(model.title) speaks of a population and none is given"
        }
        let failing = classes.indices.filter {
          !model.admits(size: classes[$0].count, people: people[$0])
        }
        return failure(of: model, failing.count)
      }
      guard let column = sensitive.first(where: { $0.name == name }) else {
        return "\(model.title) speaks of column '\(name)', which the release does not hold"
      }
      let whole = reference.first { $0.name == name } ?? column
      let shares = Spread(whole, rows: ArraySlice(0..<UInt32(whole.rowCount))).shares
      let failing = classes.filter { rows in
        !model.admits(Spread(column, rows: rows), against: shares)
      }
      return failure(of: model, failing.count)
    }
  }

  /// For each class how many people of the population fit it; no class fits without a population.
  private static func people(
    fitting classes: [ArraySlice<UInt32>], _ columns: [Column], _ population: [Column]
  ) -> [Int] {
    guard !population.isEmpty else { return [Int](repeating: 0, count: classes.count) }
    let others = columns.compactMap { column in population.first { $0.name == column.name } }
    var counts: [[String]: Int] = [:]
    for row in 0..<(others.first?.rowCount ?? 0) {
      counts[others.map { $0[row] }, default: 0] += 1
    }
    return classes.map { rows in
      guard let row = rows.first else { return 0 }
      return counts[columns.map { $0[Int(row)] }] ?? 0
    }
  }

  private static func failure(of model: PrivacyModel, _ failing: Int) -> String? {
    failing == 0 ? nil : "\(failing) classes fail \(model.title)"
  }
}
