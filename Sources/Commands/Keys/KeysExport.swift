internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys export`.
struct KeysExport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "export",
    abstract: "Write the key ring and the wrapped data keys to a file of their own.",
    discussion: """
      Without these keys nothing of a backup can be read, and a backup of the registry alone says \
      nothing: keep the two apart, and the keys no longer than an erased donor may be readable. The \
      file belongs to its owner alone.

      Example:
        tissuectl keys export keys.json --passphrase-file passphrase.txt
      """)

  @Argument(help: ArgumentHelp("A new file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A file, of its owner alone, whose first line seals the master keys.", valueName: "file"))
  var passphraseFile: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let summary = try session.openRegistry().exportKeys(
      to: file, passphrase: passphraseFile, session.request(change))
    return Answer(
      .record(
        session.marked([
          "file": .text(file), "keys": .integer(summary.keys),
          "data_keys": .integer(summary.dataKeys), "sealed": .flag(summary.isSealed),
          "sha256": .text(summary.sha256),
        ])),
      remarks: summary.isSealed
        ? [] : ["the master keys are in the clear in the file: it opens the whole registry"])
  }
}
