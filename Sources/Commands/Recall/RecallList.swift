internal import ArgumentParser
internal import Registry

/// The command `tissuectl recall list`.
struct RecallList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List what recipients have to be told, or have still to confirm.",
    discussion: """
      Every event that takes consent back opens one recall for every released item it touches.

      Example:
        tissuectl recall list --overdue --recipient lab-7
      """)

  @Flag(help: "Only what should have been confirmed by now.")
  var overdue = false

  @Flag(help: "Also what is closed, or was taken back.")
  var all = false

  @Option(help: ArgumentHelp("Only what this recipient holds.", valueName: "name"))
  var recipient: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let lines = try session.openRegistry().recalls(
      RecallQuery(recipient: recipient, overdue: overdue, all: all))
    return Answer(
      .list(
        lines.map { Record($0) },
        columns: ["recall", "state", "overdue", "recipient", "due", "reason"]))
  }
}
