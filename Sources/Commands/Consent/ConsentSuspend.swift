internal import ArgumentParser

/// The command `tissuectl consent suspend`.
struct ConsentSuspend: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "suspend",
    abstract: "Mask the donor's consent until it is resumed.",
    discussion: """
      A suspension erases nothing; it holds until 'consent resume'.

      Example:
        tissuectl consent suspend CODE --reason \"capacity under review\"
      """)

  @OptionGroup var event: ScopedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "suspension").record(session, change)
  }
}
