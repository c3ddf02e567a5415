internal import ArgumentParser

/// The command `tissuectl consent refuse`.
struct ConsentRefuse: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "refuse",
    abstract: "Record that the donor was asked and said no.",
    discussion: """
      A refusal never expires; a later grant re-opens it.

      Example:
        tissuectl consent refuse CODE --scopes commercial_use
      """)

  @OptionGroup var event: ScopedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "refusal").record(session, change)
  }
}
