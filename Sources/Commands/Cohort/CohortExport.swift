internal import ArgumentParser
internal import Registry

/// The command `tissuectl cohort export`.
struct CohortExport: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an anonymised release for a recipient, and seal it in the ledger.",
    discussion: """
      Consent is asked again inside the transaction that seals the release. The k that was reached \
      is counted on the written file; a release that does not reach it is refused with status 5.

      Example:
        tissuectl cohort export --programme HER2-TARGETED --recipient lab-7 --out ./her2
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

  @Option(name: .customLong("as"), help: "The files to write.")
  var kind: ExportKind = .csv

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
      suppression: suppression)
    request.conditions = conditions.conditions
    request.conditions.approval = approval
    let release = try session.openRegistry().exportCohort(request, session.request(change))
    return Answer(.record(session.marked(Record(release))))
  }
}

/// The kinds of files that a release is written as.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
  case csv
}
