internal import Anonymization
internal import Cohorts
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// The data file of a release: written, and measured again from its own bytes.
enum CohortFile {
  static let name = "cohort.csv"

  /// Writes the members in the order of their pseudonyms.
  static func write(
    _ cohort: AnonymizedCohort, pseudonyms: [Int64], to folder: ReleaseFolder
  ) throws -> ReleaseSummary.File {
    let file = try folder.file(name)
    var writer = DelimitedWriter { try file.write($0) }
    try writer.row(["pseudonym"] + cohort.columns.map(\.column.name))
    let columns = cohort.columns.map { column in
      (
        fields: writer.prepared(
          (0..<UInt32(column.labels.count)).map { column.labels.utf8($0) }),
        // Row by row every column would be read at another place, which misses every cache.
        codes: cohort.released.map { column.codes[$0] }
      )
    }
    for (place, member) in cohort.released.enumerated() {
      writer.text(Pseudonym(value: pseudonyms[member])?.description)
      for column in columns { writer.field(Int(column.codes[place]), of: column.fields) }
      try writer.endRow()
    }
    try writer.finish()
    let digest = try file.commit()
    return ReleaseSummary.File(name: name, sha256: digest, bytes: file.byteCount)
  }

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
