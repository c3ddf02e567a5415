internal import ArgumentParser

/// The command `tissuectl consent suspend`.
struct ConsentSuspend: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Mask the donor's consent until it is resumed.",
    discussion: """
      A suspension erases nothing; it holds until 'consent resume'.

      Example:
        tissuectl consent suspend CODE --reason \"capacity under review\"
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
      donor: code, kind: "suspension", scopes: scopes.names, signedOn: signed.signedOn,
      signature: signature
    ).record(session, change)
  }
}
