internal import Anonymization
internal import Domain
internal import Interchange

/// The table and the hierarchies of a request.
struct AnonymizationInput {
  /// The columns asked for, without the records that are masked already.
  let table: Table
  /// The columns by which a record could be recognised.
  private(set) var identifiers: [QuasiIdentifier]
  /// Records with `*` in every quasi-identifier.
  let masked: Int
  /// All column names of the file.
  let header: [String]
  /// All people, where a table of them is given.
  let population: Table?
  private let hierarchies: HierarchySource
  private let source: DelimitedTable
  private let people: DelimitedTable?
  /// The row of the file of each record, where some are masked.
  private let rows: [Int]

  init(_ request: TableAnonymizationRequest) throws {
    let hierarchies = try HierarchySource(request)
    self.hierarchies = hierarchies
    source = try DelimitedTable(
      request.input, columns: request.quasiIdentifiers + request.sensitive + request.kept)
    header = source.header
    people = try request.population.map {
      try DelimitedTable($0, columns: request.quasiIdentifiers)
    }
    population = people?.table
    rows = Self.unmasked(source.table, request.quasiIdentifiers)
    masked = rows.isEmpty ? 0 : source.table.rowCount - rows.count
    table = masked == 0 ? source.table : try source.table.selecting(rows)
    identifiers = []
    identifiers = try request.quasiIdentifiers.map {
      QuasiIdentifier(column: $0, hierarchy: try hierarchy(of: $0, request))
    }
  }

  /// The hierarchy of a column.
  func hierarchy(of column: String, _ request: TableAnonymizationRequest) throws -> Hierarchy {
    do {
      return try hierarchies.hierarchy(of: column) { values(of: column) }
    } catch HierarchyError.unreadableValue(let name, let value, _, let expected) {
      let record = firstRecord(with: value, in: column)
      let (file, line) = place(of: record, request)
      throw RegistryError(
        .inputMalformed,
        "the value '\(FieldProblem.excerpt(value))' does not fit the hierarchy of its column",
        at: [
          .init("file", file), .init("line", "\(line)"), .init("field", column),
          .init("hierarchy", name),
        ], fix: "write \(expected), or nothing where it is not known")
    }
  }

  /// The records, and after them the people where there are any.
  private var tables: [Table] { [table] + (population.map { [$0] } ?? []) }

  /// Every value of a column that a record or a person has.
  private func values(of column: String) -> ValueDictionary {
    var found = ValueDictionary()
    for column in tables.compactMap({ $0.column(named: column) }) {
      var isPresent = [Bool](repeating: false, count: column.values.count)
      for code in column.codes { isPresent[Int(code)] = true }
      for code in 0..<UInt32(column.values.count) where isPresent[Int(code)] {
        _ = found.code(adding: column.values[code])
      }
    }
    return found
  }

  /// The first record that has a value, from 1; the people come after the last one.
  private func firstRecord(with value: String, in column: String) -> Int {
    var before = 0
    for table in tables {
      guard let column = table.column(named: column) else { continue }
      if let code = column.values.code(of: value), let row = column.codes.firstIndex(of: code) {
        return before + row + 1
      }
      before += table.rowCount
    }
    return 1
  }

  /// The rows that have something else than `*`, or none where all have.
  private static func unmasked(_ table: Table, _ quasiIdentifiers: [String]) -> [Int] {
    let columns = quasiIdentifiers.compactMap { table.column(named: $0) }
    let stars = columns.map { $0.values.code(of: Hierarchy.anything) }
    guard !stars.contains(nil) else { return [] }
    let rows = (0..<table.rowCount).filter { row in
      !columns.indices.allSatisfy { columns[$0].code(of: row) == stars[$0] }
    }
    return rows.count == table.rowCount ? [] : rows
  }

  /// The people with the labels of a scheme, for the check of what was written.
  func population(at levels: [Int]?) -> [Column] {
    guard let population, let levels else { return [] }
    return zip(identifiers, levels).compactMap { identifier, level in
      population.column(named: identifier.column).map { column in
        let labels = column.values.strings.map {
          identifier.hierarchy.label(of: $0, at: level) ?? $0
        }
        return Column(
          name: identifier.column, strings: column.codes.lazy.map { labels[Int($0)] })
      }
    }
  }

  /// The file and the line of a record; the people come after the last one.
  private func place(
    of record: Int, _ request: TableAnonymizationRequest
  ) -> (file: String, line: Int) {
    if record > table.rowCount, let people, let file = request.population {
      return (file.name, people.line(of: record - 1 - table.rowCount))
    }
    return (request.input.name, source.line(of: rows.isEmpty ? record - 1 : rows[record - 1]))
  }

  /// A failure of the search in the words of the command line.
  func refusal(
    _ error: AnonymizationError, _ request: TableAnonymizationRequest
  ) -> RegistryError {
    let file = RegistryError.Place("file", request.input.name)
    switch error {
    case .missingValue(let column, let value, let record):
      let (name, line) = place(of: record, request)
      let hierarchy = hierarchies.name(of: column)
      return RegistryError(
        .inputMalformed,
        "the value '\(FieldProblem.excerpt(value))' has no line in the hierarchy of its column",
        at: [
          .init("file", name), .init("line", "\(line)"), .init("field", column),
          .init("hierarchy", hierarchy),
        ], fix: "add a line for the value to the hierarchy, or correct the record")
    case .emptyTable:
      return RegistryError(
        .inputMalformed, "the table has no records", at: [file],
        fix: "give a table with records that are not all masked")
    case .kExceedsTable(let k, let rows):
      return RegistryError(
        .privacyRefused, "k is \(k) but the table has \(rows) records", at: [file],
        why: "no class of \(k) records can be formed", fix: "lower k or add records")
    case .noSolution(let limit) where request.scheme != nil && !request.mayCoarsen:
      return RegistryError(
        .privacyRefused,
        "the scheme does not protect this table: more than \(RegistryError.percent(limit)) % of the "
          + "records would have to be left out",
        at: [file, .init("scheme", request.scheme?.name ?? "")], why: "nothing was written",
        fix: "let levels rise with --coarser, or raise --suppression")
    case .noSolution(let limit):
      return RegistryError(
        .privacyRefused,
        "no generalisation meets the conditions when \(RegistryError.percent(limit)) % of the "
          + "records may be left out", at: [file], why: "nothing was written",
        fix: "raise --suppression, weaken a condition, or give hierarchies that end in '*'")
    case .noQuasiIdentifiers, .tooManyQuasiIdentifiers, .unknownColumn, .repeatedQuasiIdentifier,
      .quasiIdentifierIsSensitive, .levelsOutOfRange, .schemeLacksColumn, .invalidParameter,
      .noPopulation, .localPopulation:
      return RegistryError(.usage, error.description, fix: "see 'tissuectl anonymize --help'")
    }
  }
}

extension RegistryError {
  /// A share in per cent, without digits that say nothing.
  fileprivate static func percent(_ share: Double) -> String {
    let hundredths = (share * 10_000).rounded() / 100
    return hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
  }
}

extension Table {
  /// Some of the rows.
  fileprivate func selecting(_ rows: [Int]) throws -> Table {
    try Table(
      columns: try columns.map { column in
        try Column(
          name: column.name, values: column.values, codes: rows.map { column.code(of: $0) })
      })
  }
}
