internal import ArgumentParser
internal import Registry

/// The command `tissuectl release approve`.
struct ReleaseApprove: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve the release that somebody else asked for.",
    discussion: """
      Refused with status 5 for one's own request, and where the donors are no longer those of the \
      request.

      Example:
        tissuectl release approve REQUEST --actor second
      """)

  @Argument(help: "The request.")
  var id: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().decideRelease(
      id, approved: true, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}

/// The command `tissuectl release reject`.
struct ReleaseReject: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Reject or take back a request for a release.",
    discussion: """
      Example:
        tissuectl release reject REQUEST --reason "the agreement is not signed"
      """)

  @Argument(help: "The request.")
  var id: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().decideRelease(
      id, approved: false, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}
