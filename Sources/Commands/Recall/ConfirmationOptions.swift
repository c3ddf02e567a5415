internal import ArgumentParser
internal import Registry

/// What a recipient wrote, as an option.
struct ConfirmationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The confirmation, or sha256: and its hash; the file is not kept.", valueName: "file"))
  var evidence: String

  /// The confirmation for the registry.
  var confirmation: RecallEvidence {
    evidence.hasPrefix("sha256:") ? .digest(evidence) : .file(evidence)
  }
}
