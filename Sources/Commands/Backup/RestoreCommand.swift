internal import ArgumentParser
internal import Registry

/// The command `tissuectl restore`.
struct RestoreCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "restore",
    abstract: "Make a registry from a backup and its key ring; status 20 where it fails to verify.",
    discussion: """
      The backup is held against the checkpoint beside it and every one named with '--checkpoint', \
      and refused where it is older than one of them. Data keys come from '--keys', or from the file \
      beside the backup; whoever was erased after it was made is erased again. A registry is never \
      overwritten.

      Example:
        tissuectl restore 2026-11-23.backup --keyring keyring.json --registry ./restored
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The key ring that belongs to it.", valueName: "file"))
  var keyring: String

  @Option(
    help: ArgumentHelp(
      "What keys export or backup --with-keys wrote last; else FILE.keys.", valueName: "file"))
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "What backup --since wrote; may be repeated, oldest first.", valueName: "file"))
  var increment: [String] = []

  @Option(
    help: ArgumentHelp(
      "A checkpoint that the backup must reach; may be repeated.", valueName: "file"))
  var checkpoint: [String] = []

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let summary = try Registry.restore(
      RestoreRequest(
        file: file, increments: increment, keyRing: keyring, dataKeys: keys,
        folder: session.folder, checkpoints: try checkpoint.map { try InputFile.path($0) },
        dryRun: options.dryRun),
      context: session.registryContext)
    return Answer(
      .record(
        session.marked([
          "registry": .text(session.folder), "size": .sequence(summary.size),
          "root": .text(summary.root), "checkpoints": .integer(summary.checkpoints),
          "erased": .texts(summary.erased),
        ])))
  }
}
