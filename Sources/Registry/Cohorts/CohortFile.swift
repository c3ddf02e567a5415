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
    var builders = names.map { ColumnBuilder(name: $0) }
    while try reader.advance() {
      for (index, place) in places.enumerated() {
        let field = reader.bytes(place)
        builders[index].append(field.span)
      }
    }
    let columns = builders.map { $0.build() }
    return try ReleaseCheck.examine(
      models, quasiIdentifiers: Array(columns.prefix(quasiIdentifiers.count)),
      sensitive: Array(columns.dropFirst(quasiIdentifiers.count)), masked: .counted,
      reference: reference)
  }
}
