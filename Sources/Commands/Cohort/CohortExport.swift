internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl cohort export`.
struct CohortExport: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an anonymised release for a recipient, and seal it in the ledger.",
    discussion: """
      Consent is asked again inside the transaction that seals the release. The k that was reached \
      is counted on the written file; a release that does not reach it is refused with status 5.

      The table 'cohort.csv' with its data dictionary is always there. '--as' adds a cBioPortal study \
      folder, FHIR R4 as NDJSON, or GA4GH Phenopackets, each in a folder of its own; all of them are \
      made of the table's columns and say no more than it.

      Example:
        tissuectl cohort export --programme HER2-TARGETED --recipient lab-7 --out ./her2 \
          --as csv,cbioportal,phenopackets
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Who receives it.", valueName: "name"))
  var recipient: String

  @Option(help: ArgumentHelp("A new folder for the files.", valueName: "dir"))
  var out: String

  @Option(
    help: ArgumentHelp("Donors who must look alike, at least; else the policy's.", valueName: "n"))
  var k: Int?

  @Option(
    help: ArgumentHelp(
      "The largest share to leave out, 0 to 1; else the policy's.", valueName: "share"),
    transform: ArgumentReader.share)
  var suppression: Double?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The formats, separated by commas: csv, cbioportal, fhir, phenopackets.",
      valueName: "formats"),
    transform: ExportFormats.init)
  var formats = ExportFormats(names: [])

  @OptionGroup var conditions: ConditionOptions

  @Option(help: ArgumentHelp("The approved request that it is made of.", valueName: "id"))
  var approval: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let k, k < 1 { throw ValidationError("--k is 1 or more") }
  }

  func answer(_ session: Session) throws -> Answer {
    var request = CohortExportRequest(
      selection: selection.selection(options), recipient: recipient, out: out, k: k,
      suppression: suppression, formats: formats.names)
    request.conditions = conditions.conditions
    request.conditions.approval = approval
    let release = try session.openRegistry().exportCohort(request, session.request(change))
    return Answer(.record(session.marked(Record(release))))
  }
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
