internal import ArgumentParser

/// What an event says that names scopes and needs no form.
struct ScopedConsentOptions: ParsableArguments {
  @Argument(help: "The donor code.")
  var code: String

  @Option(help: ArgumentHelp("The scopes: all, or names.", valueName: "a,b"))
  var scopes: NameList = .all

  @OptionGroup var signed: SignedOnOption
  @OptionGroup var signature: SignatureOptions

  /// The event, to be recorded.
  /// - Parameter kind: name of the kind of event.
  /// - Returns: the entry.
  func entry(kind: String) -> ConsentEntry {
    ConsentEntry(
      donor: code, kind: kind, scopes: scopes.names, signedOn: signed.signedOn,
      signature: signature)
  }
}
