internal import ArgumentParser
internal import Domain

/// The command `tissuectl consent reinstate`.
struct ConsentReinstate: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "reinstate",
    abstract: "Record that the donor re-opens what was withdrawn for good.",
    discussion: """
      Only the donor's own signature lifts 'no further use'.

      Example:
        tissuectl consent reinstate CODE --signed-on 2026-11-01 --evidence letter.pdf
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Option(
    help: ArgumentHelp(
      "The form, ID or ID@VERSION; else the one in force on the day of signature.",
      valueName: "form"))
  var form: String?

  @Option(help: ArgumentHelp("The scopes: all, or names.", valueName: "a,b"))
  var scopes: NameList = .all

  @Option(
    help: ArgumentHelp("The day of signature.", valueName: "date"), transform: ArgumentReader.day)
  var signedOn: CivilDay

  @OptionGroup var signature: SignatureOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try ConsentEntry(
      donor: code, kind: "reinstatement", form: form, scopes: scopes.names,
      signedOn: signedOn,
      signature: signature
    ).record(session, change)
  }
}
