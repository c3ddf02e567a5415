internal import ArgumentParser

/// The command `tissuectl consent object`.
struct ConsentObject: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "object",
    abstract: "Record an objection to a use that asks for no consent.",
    discussion: """
      An objection never expires.

      Example:
        tissuectl consent object CODE --scopes data_linkage --reason \"letter of 3 May\"
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
      donor: code, kind: "objection", scopes: scopes.names, signedOn: signed.signedOn,
      signature: signature
    ).record(session, change)
  }
}
