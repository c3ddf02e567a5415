internal import ArgumentParser

/// The command `tissuectl consent renew`.
struct ConsentRenew: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "renew",
    abstract: "Record that the donor confirms what was granted, for a new period.",
    discussion: """
      The period starts on the day it holds from.

      Example:
        tissuectl consent renew CODE --scopes all --signed-on 2026-11-01
      """)

  @OptionGroup var event: SignedConsentOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try event.entry(kind: "renewal").record(session, change)
  }
}
