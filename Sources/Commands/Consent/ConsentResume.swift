internal import ArgumentParser

/// The command `tissuectl consent resume`.
struct ConsentResume: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "End a suspension of the donor's consent.",
    discussion: """
      What was permitted before the suspension is permitted again, unless it lapsed.

      Example:
        tissuectl consent resume CODE --effective 2026-11-15
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Option(help: ArgumentHelp("The scopes: all, or names.", valueName: "a,b"))
  var scopes: NameList = .all

  @OptionGroup var signed: SignedOnOption
  @OptionGroup var signature: SignatureOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try ConsentEntry(
      donor: code, kind: "resumption", scopes: scopes.names, signedOn: signed.signedOn,
      signature: signature
    ).record(session, change)
  }
}
