internal import Domain

/// Reads registrations from a foreign delimited file, with or without a second file joined to it.
///
/// Without a join a row is one donor with at most one tumour and one piece of tissue. With a join
/// every row of the second file may add a tumour and a piece of tissue; equal ones are put together,
/// and a joined row that speaks of normal tissue alone marks the donor's tissue as matched. Lines
/// that begin with `#` before the header are passed over in both files.
public struct MappedIntakeReader: DonorIntakeReader {
  private let mapping: ColumnMapping
  /// The rules of the mapping in the order of the registry's columns.
  private let rules: [(place: Int, rule: ColumnMapping.Rule)]
  private var reader: DelimitedReader
  private let flat: FlatIntake
  private var joined: JoinedTable?
  /// Where the columns of the imported file that the mapping speaks of are.
  private let places: [String: Int]
  private let joinedPlaces: [String: Int]
  private var usedKeys: Set<[UInt8]> = []
  private var unusedKeys: [[UInt8]]?
  /// Whether site or morphology of the row last looked at has no translation.
  private var isUntranslated = false

  /// Reads the header lines, and the joined file whole.
  /// - Parameters:
  ///   - source: where the imported file's bytes come from.
  ///   - joined: where the bytes of ``ColumnMapping/joinedFile`` come from.
  ///   - mapping: what the columns become.
  ///   - options: what the caller knows.
  /// - Throws: ``MappingError``, ``DelimitedReadError``, ``HeaderError``, or what a source throws.
  public init(
    source: @escaping ByteSource, joined: ByteSource? = nil, mapping: ColumnMapping,
    options: IntakeOptions = IntakeOptions()
  ) throws {
    self.mapping = mapping
    rules = mapping.rules.sorted { $0.key < $1.key }.map { (place: $0.key, rule: $0.value) }
    reader = try DelimitedReader(
      source: source, options: DelimitedOptions(skipsLeadingComments: true))
    let columns = mapping.columns(joined: false)
    let bound = try reader.bind(known: columns, required: columns, unknown: .ignored)
    places = Dictionary(uniqueKeysWithValues: zip(columns, bound.map { $0 ?? -1 }))
    if let join = mapping.join {
      guard let joined else { throw MappingError.fileMissing(join.file) }
      let table = try JoinedTable(source: joined, mapping: mapping, join: join)
      joinedPlaces = Dictionary(
        uniqueKeysWithValues: table.columns.enumerated().map { ($0.element, $0.offset) })
      self.joined = table
    } else {
      joinedPlaces = [:]
    }
    let names = IntakeColumn.allNames.enumerated().map { place, name in
      mapping.rules[place]?.source?.column ?? name
    }
    flat = FlatIntake(options: options, names: names) { mapping.rules[$0] != nil }
  }

  /// The columns of the file.
  public var names: IntakeNames { flat.fieldNames }

  /// The file's own columns behind those of the rejects file.
  public var rejectsLayout: RejectsLayout {
    RejectsLayout(separator: reader.separator, header: reader.headerRow)
  }

  /// Reads the next row that is neither blank nor skipped.
  ///
  /// After the last one, joined rows that belong to no row come out as rejected.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``DelimitedReadError``, or what the source throws.
  public mutating func next() throws -> IntakeRow? {
    while try reader.advance() {
      let rawRow = Array(reader.ownRow)
      if let problem = reader.rowProblem {
        return rejected(problem.problem, problem.fix, field: "row", rawRow: rawRow)
      }
      if isListed(mapping.skips, joinedRow: nil) { continue }
      flat.begin()
      readRow()
      return flat.finish(line: reader.line, rawRow: rawRow)
    }
    return nextUnused()
  }

  private mutating func readRow() {
    let own = cells(joinedRow: nil)
    flat.readDonor(own)
    guard let join = mapping.join, let table = joined else {
      addTumourAndTissue(own)
      return
    }
    let key = Array(reader.bytes(places[join.key] ?? -1).trimmed)
    usedKeys.insert(key)
    guard let rows = table.rows[key] else {
      addTumourAndTissue(own)
      return
    }
    readJoined(rows, file: join.file)
  }

  private mutating func addTumourAndTissue(_ cells: [ArraySlice<UInt8>]) {
    let tumour = withoutLoneConstants(cells)
    if let diagnosis = flat.diagnosis(tumour) { flat.draft.diagnoses.append(diagnosis) }
    if let specimen = flat.specimen(cells) { flat.draft.tissue.append(specimen) }
    flat.readProcedure(cells)
  }

  private mutating func readJoined(_ rows: [JoinedTable.Row], file: String) {
    var certain: [Diagnosis] = []
    var fallback: [Diagnosis] = []
    var tissue: [Specimen] = []
    var hasNormal = false
    for row in rows where !isListed(mapping.skips, joinedRow: row) {
      let known = flat.collector.problems.count
      let cells = withoutLoneConstants(self.cells(joinedRow: row))
      if let diagnosis = flat.diagnosis(cells) {
        if isListed(mapping.fallbacks, joinedRow: row) {
          fallback.append(diagnosis)
        } else {
          certain.append(diagnosis)
        }
      }
      let isNormal = flat.matchedNormal(cells)
      if let specimen = flat.specimen(cells) {
        if !tissue.contains(specimen) { tissue.append(specimen) }
      } else if isNormal {
        hasNormal = true
      }
      flat.readProcedure(cells)
      for place in flat.collector.problems.indices.dropFirst(known) {
        flat.collector.problems[place].problem += " (line \(row.line) of \(file))"
      }
    }
    flat.draft.diagnoses = TumourMerge.merged(certain.isEmpty ? fallback : certain)
    for specimen in tissue {
      let matched = Specimen(
        kind: specimen.kind, availableOn: specimen.availableOn,
        matchedNormal: specimen.matchedNormal || hasNormal, viability: specimen.viability,
        milligrams: specimen.milligrams, treatment: specimen.treatment)
      if !flat.draft.tissue.contains(matched) { flat.draft.tissue.append(matched) }
    }
  }

  /// What the mapping makes of a row, or of a row and one that is joined to it.
  private mutating func cells(joinedRow: JoinedTable.Row?) -> [ArraySlice<UInt8>] {
    isUntranslated = false
    var cells = [ArraySlice<UInt8>](repeating: [], count: IntakeColumn.allNames.count)
    for (place, rule) in rules {
      guard let source = rule.source else {
        cells[place] = rule.constant[...]
        continue
      }
      let cell = cell(source, joinedRow: joinedRow)
      if source.isJoined, joinedRow == nil { continue }
      cells[place] = translated(cell, rule, place: place)
    }
    return cells
  }

  private mutating func translated(
    _ cell: ArraySlice<UInt8>, _ rule: ColumnMapping.Rule, place: Int
  ) -> ArraySlice<UInt8> {
    if rule.translations.isEmpty, rule.otherwise == nil { return cell }
    if let becomes = rule.translations[Array(cell)] { return becomes[...] }
    if let otherwise = rule.otherwise {
      return otherwise == ColumnMapping.wildcard ? cell : otherwise[...]
    }
    guard !cell.isEmpty else { return [] }
    if place == IntakeColumn.site.rawValue || place == IntakeColumn.morphology.rawValue {
      isUntranslated = true
    }
    // Columns before the country's hold identifiers, which are never quoted.
    let shown =
      place < IntakeColumn.country.rawValue
      ? "a value"
      : "'\(FieldProblem.excerpt(String(decoding: cell, as: UTF8.self)))'"
    flat.collector.problems.append(
      FieldProblem(
        field: flat.names[place], problem: "\(shown) is not translated by the mapping",
        fix: "add a line for it to the mapping, target \(IntakeColumn.allNames[place])"))
    return []
  }

  private func cell(
    _ source: ColumnMapping.Source, joinedRow: JoinedTable.Row?
  ) -> ArraySlice<UInt8> {
    if source.isJoined {
      guard let joinedRow, let place = joinedPlaces[source.column] else { return [] }
      return joinedRow.cells[place][...]
    }
    return reader.bytes(places[source.column] ?? -1).trimmed
  }

  /// Blanks what the mapping says of every tumour where the row has none, and every column of a
  /// tumour whose site or morphology was not translated: one problem is enough.
  private func withoutLoneConstants(_ cells: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    let sources = [IntakeColumn.site, .morphology].filter {
      mapping.rules[$0.rawValue]?.source != nil
    }
    let isStated = sources.isEmpty || sources.contains { !cells[$0.rawValue].isEmpty }
    guard isUntranslated || !isStated else { return cells }
    var result = cells
    for (place, rule) in rules where isUntranslated || rule.source == nil {
      if Self.tumourPlaces.contains(place) || place >= IntakeColumn.count { result[place] = [] }
    }
    return result
  }

  private static let tumourPlaces =
    IntakeColumn.site.rawValue..<IntakeColumn.tissueKind.rawValue

  private func isListed(
    _ conditions: Set<ColumnMapping.Condition>, joinedRow: JoinedTable.Row?
  ) -> Bool {
    conditions.contains { condition in
      condition.source.isJoined == (joinedRow != nil)
        && cell(condition.source, joinedRow: joinedRow).elementsEqual(condition.value)
    }
  }

  /// Joined rows whose key no row of the imported file has.
  private mutating func nextUnused() -> IntakeRow? {
    guard let join = mapping.join, let table = joined else { return nil }
    if unusedKeys == nil {
      unusedKeys = table.keys.reversed().filter { !usedKeys.contains($0) }
    }
    guard let key = unusedKeys?.popLast(), let row = table.rows[key]?.first else { return nil }
    let problem = FieldProblem(
      field: join.joinedKey,
      problem: "line \(row.line) of \(join.file) belongs to no row of the imported file",
      fix: "add the row, or take the joined one out")
    return IntakeRow(
      line: row.line, result: .failure(RejectedIntake(problems: [problem])), warnings: [],
      rawRow: [])
  }

  private func rejected(
    _ problem: String, _ fix: String, field: String, rawRow: [UInt8]
  ) -> IntakeRow {
    IntakeRow(
      line: reader.line,
      result: .failure(
        RejectedIntake(problems: [FieldProblem(field: field, problem: problem, fix: fix)])),
      warnings: [], rawRow: rawRow)
  }
}
