internal import ArgumentParser
internal import Domain
internal import Registry

/// The formats of a release, as an option.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The formats, separated by commas: csv, cbioportal, fhir, phenopackets.",
      valueName: "formats"),
    transform: ExportFormats.init)
  var formats = ExportFormats(names: [])
}

/// The formats that a release is wanted in.
struct ExportFormats: Sendable {
  /// The table itself, which is always there.
  private static let table = "csv"
  private static let known = ["cbioportal", "fhir", "phenopackets"]

  /// The formats beside the table.
  let names: [String]

  init(names: [String]) {
    self.names = names
  }

  /// Reads names separated by commas.
  /// - Parameter text: for example `csv,fhir`.
  /// - Throws: `ValidationError` for a name that is none.
  init(_ text: String) throws {
    let wanted = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in wanted where name != Self.table && !Self.known.contains(name) {
      throw ValidationError(
        "'\(FieldProblem.excerpt(name))' is no format: "
          + NearestName.suggestion(for: name, among: [Self.table] + Self.known))
    }
    names = wanted.filter { $0 != Self.table }
  }
}
