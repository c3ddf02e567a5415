internal import ArgumentParser

/// The command `tissuectl consent object`.
struct ConsentObject: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "object",
    abstract: "Record an objection to a use that asks for no consent.",
    discussion: """
      An objection never expires.

      Example:
        tissuectl consent object CODE --scopes data_linkage --reason \"letter of 3 May\"
      """)

  @OptionGroup var event: ScopedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "objection").record(session, change)
  }
}
