internal import ArgumentParser

/// The command `tissuectl consent reinstate`.
struct ConsentReinstate: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "reinstate",
    abstract: "Record that the donor re-opens what was withdrawn for good.",
    discussion: """
      Only the donor's own signature lifts 'no further use'.

      Example:
        tissuectl consent reinstate CODE --signed-on 2026-11-01 --evidence letter.pdf
      """)

  @OptionGroup var event: SignedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "reinstatement").record(session, change)
  }
}
