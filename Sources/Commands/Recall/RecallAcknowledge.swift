internal import ArgumentParser
internal import Registry

/// The command `tissuectl recall acknowledge`.
struct RecallAcknowledge: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "acknowledge",
    abstract: "Record a recipient's confirmation that recalled data are gone.",
    discussion: """
      Example:
        tissuectl recall acknowledge RECALL --evidence confirmation.pdf
      """)

  @Argument(help: "The recall.")
  var id: String

  @OptionGroup var recipient: ConfirmationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().acknowledgeRecall(
      id, evidence: recipient.confirmation, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}
