internal import ArgumentParser
internal import Registry

/// The command `tissuectl release request`.
struct ReleaseRequest: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "request",
    abstract: "Ask for a release that a second person has to approve.",
    discussion: """
      The request is bound to the donors who are selected now. When one of them says no, or others \
      join, it is void. It is bound to its terms and formats too. 'cohort export --approval ID' makes \
      the release.

      Example:
        tissuectl release request --programme HER2-TARGETED --recipient lab-7 --as csv,cbioportal
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Who would receive it.", valueName: "name"))
  var recipient: String

  @OptionGroup var group: GroupOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var conditions: ConditionOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    var request = CohortPreviewRequest(
      selection: selection.selection(options), recipient: recipient, k: group.k,
      suppression: group.suppression)
    request.conditions = conditions.conditions
    request.formats = format.formats.names
    let line = try session.openRegistry().requestRelease(request, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}

/// The command `tissuectl release requests`.
struct ReleaseRequests: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "requests",
    abstract: "List the requests for releases, each with who asked and who decided.",
    discussion: """
      Example:
        tissuectl release requests --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let lines = try session.openRegistry().releaseRequests()
    return Answer(
      .list(
        lines.map { Record($0) },
        columns: ["request", "state", "requester", "recipient", "purpose", "donors", "decider"]))
  }
}
