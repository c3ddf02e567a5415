internal import ArgumentParser
internal import Domain

/// Who signed what, and from when it holds.
struct SignatureOptions: ParsableArguments {
  @Option(
    name: .customLong("effective"),
    help: ArgumentHelp(
      "The day from which it holds; else the day of signature.", valueName: "date"),
    transform: ArgumentReader.day)
  var effectiveFrom: CivilDay?

  @Option(
    help: ArgumentHelp(
      "Who signed: donor, parent, legal_guardian, next_of_kin …; else whoever is entitled to.",
      valueName: "who"))
  var signer: String?

  @Option(help: ArgumentHelp("Reference of the signer's mandate.", valueName: "ref"))
  var mandate: String?

  @Option(help: ArgumentHelp("Reference of a witness.", valueName: "ref"))
  var witness: String?

  @Flag(help: "A minor agreed to what a parent or guardian signed.")
  var assent = false

  @Option(
    help: ArgumentHelp(
      "The signed document: a file, of which the SHA-256 is kept, or sha256:HEX.",
      valueName: "file"))
  var evidence: String?
}

/// The day of signature where today is the usual one.
struct SignedOnOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day of signature; else today.", valueName: "date"),
    transform: ArgumentReader.day)
  var signedOn: CivilDay?
}
