internal import ArgumentParser

/// The command `tissuectl consent refuse`.
struct ConsentRefuse: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse",
    abstract: "Record that the donor was asked and said no.",
    discussion: """
      A refusal never expires; a later grant re-opens it.

      Example:
        tissuectl consent refuse CODE --scopes commercial_use
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
      donor: code, kind: "refusal", scopes: scopes.names, signedOn: signed.signedOn,
      signature: signature
    ).record(session, change)
  }
}
