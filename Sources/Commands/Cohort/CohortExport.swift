internal import ArgumentParser
internal import Registry

/// The command `tissuectl cohort export`.
struct CohortExport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "export",
    abstract: "Write an anonymised release for a recipient, and seal it in the ledger.",
    discussion: """
      Consent is asked again inside the transaction that seals the release. The k that was reached \
      is counted on the written file; a release that does not reach it is refused with status 5.

      The table 'cohort.csv' with its data dictionary is always there. '--as' adds a cBioPortal study \
      folder, FHIR R4 as NDJSON, or GA4GH Phenopackets, each in a folder of its own; all of them are \
      made of the table's columns and say no more than it.

      Example:
        tissuectl cohort export --programme HER2-TARGETED --recipient lab-7 --out ./her2 \\
          --as csv,cbioportal,phenopackets
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Who receives it.", valueName: "name"))
  var recipient: String

  @Option(help: ArgumentHelp("A new folder for the files.", valueName: "dir"))
  var out: String

  @OptionGroup var group: GroupOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions

  @Option(help: ArgumentHelp("The approved request that it is made of.", valueName: "id"))
  var approval: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    var request = CohortExportRequest(
      selection: selection.selection(options), recipient: recipient, out: out, k: group.k,
      suppression: group.suppression, formats: format.formats.names)
    request.conditions = conditions.conditions
    request.conditions.approval = approval
    let release = try session.openRegistry().exportCohort(request, session.request(change))
    return Answer(.record(session.marked(Record(release))))
  }
}
