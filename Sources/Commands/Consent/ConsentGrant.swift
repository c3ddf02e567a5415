internal import ArgumentParser
internal import Domain

/// The command `tissuectl consent grant`.
struct ConsentGrant: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "grant",
    abstract: "Record a signed form: what the donor permits and declines.",
    discussion: """
      Example:
        tissuectl consent grant CODE --form tissue-donation --scopes all \\
          --decline commercial_use --signed-on 2026-02-01 --evidence form.pdf
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Option(help: ArgumentHelp("The form that was signed, ID or ID@VERSION.", valueName: "form"))
  var form: String

  @Option(help: ArgumentHelp("The scopes permitted: all, or names.", valueName: "a,b"))
  var scopes: NameList

  @Option(help: ArgumentHelp("The scopes declined.", valueName: "c,d"))
  var decline: NameList = NameList([])

  @Option(
    help: ArgumentHelp("The day of signature.", valueName: "date"), transform: ArgumentReader.day)
  var signedOn: CivilDay

  @OptionGroup var signature: SignatureOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try ConsentEntry(
      donor: code, kind: "grant", form: form, scopes: scopes.names, decline: decline.names,
      signedOn: signedOn, signature: signature
    ).record(session, change)
  }
}
