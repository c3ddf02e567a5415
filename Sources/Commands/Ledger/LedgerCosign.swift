internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger cosign`.
struct LedgerCosign: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "cosign",
    abstract: "As a witness outside: cosign a checkpoint that contains all cosigned before.",
    discussion: """
      Needs no registry. The first time takes a checkpoint; from then on what 'ledger consistency' \
      wrote from the size cosigned last, which the state file remembers before anything is signed. \
      Status 20 where the log shows another history. The form is that of C2SP tlog-cosignature.

      Example:
        tissuectl ledger cosign growth.proof --key "$KEY" --witness-key w.key --state w.state
      """)

  @Argument(help: ArgumentHelp("A checkpoint, or a proof of growth.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The key line of the log, name+hash+base64.", valueName: "line"))
  var key: String

  @Option(help: ArgumentHelp("The witness's key file.", valueName: "file"))
  var witnessKey: String

  @Option(help: ArgumentHelp("What was cosigned last.", valueName: "file"))
  var state: String

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let cosigned = try Witness.cosign(
      CosignRequest(
        file: try InputFile.path(file), logKey: key, keyFile: witnessKey, stateFile: state),
      at: session.context.clock())
    return try session.evidence(
      cosigned.note,
      [
        "origin": .text(cosigned.origin), "old_size": .sequence(cosigned.oldSize),
        "size": .sequence(cosigned.size), "root": .text(cosigned.root),
        "witness": .text(cosigned.witness), "checkpoint": .text(cosigned.note),
      ], out: out)
  }
}
