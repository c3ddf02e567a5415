internal import ArgumentParser
internal import Registry

/// The command `tissuectl cohort preview`.
struct CohortPreviewCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "preview",
    abstract: "Show what would leave, how well it protects, and who would not leave and why.",
    discussion: """
      Nothing is stored or written. With '--recipient' the earlier releases that the \
      recipient may come to hold are taken into account. Where the policy asks for a second person, \
      'approval' says who may approve. Status 1 where nothing may leave.

      Example:
        tissuectl cohort preview --programme HER2-TARGETED --recipient lab-7 --report page.html
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Who would receive it.", valueName: "name"))
  var recipient: String?

  @OptionGroup var group: GroupOptions
  @OptionGroup var conditions: ConditionOptions

  @Option(help: ArgumentHelp("A new file for the same as a page with pictures.", valueName: "file"))
  var report: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    var request = CohortPreviewRequest(
      selection: selection.selection(options), recipient: recipient, k: group.k,
      suppression: group.suppression)
    request.conditions = conditions.conditions
    let registry = try session.openRegistry()
    let preview = try registry.cohortPreview(request)
    if let report, !options.dryRun { _ = try registry.write(report: preview.html, to: report) }
    guard let refusal = preview.refusal else {
      return Answer(
        .record(Record(preview)),
        remarks: preview.approval.map {
          ["a second person has to approve it before it is sealed: \($0.words)"]
        } ?? [])
    }
    return Answer(.record(Record(preview)), status: 1, remarks: ["nothing may leave: \(refusal)"])
  }
}
