internal import ArgumentParser

/// The command `tissuectl consent resume`.
struct ConsentResume: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "resume",
    abstract: "End a suspension of the donor's consent.",
    discussion: """
      What was permitted before the suspension is permitted again, unless it lapsed.

      Example:
        tissuectl consent resume CODE --effective 2026-11-15
      """)

  @OptionGroup var event: ScopedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "resumption").record(session, change)
  }
}
