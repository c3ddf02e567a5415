internal import ArgumentParser
internal import Domain

/// What an event says that confirms or restores what was granted: it is signed on a stated day.
struct SignedConsentOptions: ParsableArguments {
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

  /// The event, to be recorded.
  /// - Parameter kind: name of the kind of event.
  /// - Returns: the entry.
  func entry(kind: String) -> ConsentEntry {
    ConsentEntry(
      donor: code, kind: kind, form: form, scopes: scopes.names, signedOn: signedOn,
      signature: signature)
  }
}
