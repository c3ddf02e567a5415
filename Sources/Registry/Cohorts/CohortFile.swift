internal import Anonymization
internal import Cohorts
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// The data file of a release, measured again from its own bytes.
enum CohortFile {
  static let name = "cohort.csv"

  /// Reads the written file, measures what it protects and holds it against conditions, with code
  /// that knows nothing of the search.
  /// - Parameters:
  ///   - file: the written file.
  ///   - quasiIdentifiers: the columns that others may know of a person.
  ///   - sensitive: the columns of which the conditions speak.
  ///   - models: the conditions.
  ///   - reference: the sensitive columns of the whole cohort; else those of the file are taken.
  /// - Returns: what it offers, and a sentence for each condition that it fails.
  /// - Throws: ``RegistryError`` where the file lacks a column, or what the reader throws.
  static func examine(
    _ file: InputFile, quasiIdentifiers: [String], sensitive: [String], models: [PrivacyModel],
    reference: [Column] = []
  ) throws -> (measures: ReleaseMeasures, violations: [String]) {
    var reader = try DelimitedReader(source: file.source)
    let names = quasiIdentifiers + sensitive
    let places = names.compactMap { reader.header.firstIndex(of: $0) }
    guard places.count == names.count else {
      throw RegistryError(.internalError, "the written file lacks a column")
    }
    var builder = TableBuilder(names: names)
    let (width, stripsGuard) = (reader.header.count, reader.options.stripsFormulaGuard)
    var plain = PlainRows()
    while true {
      let isPlain = reader.takePlainRows(&plain) { _, _, bytes, starts in
        // Blanks count here: whoever reads the file may tell values apart by them.
        builder.append(bytes, starts: starts, width: width, places: places) { cell in
          let bytes = (0..<cell.count).map { cell[$0] }[...]
          return Array(stripsGuard ? FormulaGuard.stripped(bytes) : bytes)
        }
      }
      if isPlain { continue }
      guard try reader.advance() else { break }
      for (column, place) in places.enumerated() {
        let field = reader.bytes(place)
        builder.append(field.span, column: column)
      }
    }
    let columns = try builder.build().columns
    return try ReleaseCheck.examine(
      models, quasiIdentifiers: Array(columns.prefix(quasiIdentifiers.count)),
      sensitive: Array(columns.dropFirst(quasiIdentifiers.count)), masked: .counted,
      reference: reference)
  }
}
