internal import ArgumentParser
internal import Domain

/// The command `tissuectl consent renew`.
struct ConsentRenew: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Record that the donor confirms what was granted, for a new period.",
    discussion: """
      The period starts on the day it holds from.

      Example:
        tissuectl consent renew CODE --scopes all --signed-on 2026-11-01
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
      donor: code, kind: "renewal", form: form, scopes: scopes.names, signedOn: signedOn,
      signature: signature
    ).record(session, change)
  }
}
