internal import ArgumentParser
internal import Registry

/// The command `tissuectl backup`.
struct BackupCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "backup",
    abstract: "Copy the ledger into a new file, verified, with a signed checkpoint beside it.",
    discussion: """
      The copy is one moment of the ledger, whatever is written meanwhile, and stands by itself for \
      years: no key is in it, so nobody who is erased later can be read from it. Keep keyring.json and \
      the data keys apart, the latter only for as long as an erased donor may still be readable. \
      '--since' writes what the ledger gained after an earlier backup.

      Example:
        tissuectl backup 2026-11-23.backup --with-keys
      """)

  @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
  var file: String

  @Flag(help: "Write the wrapped data keys into FILE.keys, with the list of erasures.")
  var withKeys = false

  @Option(
    help: ArgumentHelp(
      "An earlier backup or increment, to write what came after it.", valueName: "file"))
  var since: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    if options.dryRun {
      let checkpoint = try registry.checkpoint()
      return Answer(
        .record(
          session.marked([
            "file": .text(file), "size": .sequence(checkpoint.size),
            "root": .text(checkpoint.root),
          ])))
    }
    let summary =
      try since.map { try registry.backup(to: file, since: $0, withKeys: withKeys) }
      ?? registry.backup(to: file, withKeys: withKeys)
    var record: Record = [
      "file": .text(summary.file), "sha256": .text(summary.sha256),
      "checkpoint": .text(summary.checkpointFile),
      "size": .sequence(summary.checkpoint.size), "root": .text(summary.checkpoint.root),
    ]
    if let size = summary.since { record.append("since", .sequence(size)) }
    if let keys = summary.keysFile { record.append("keys", .text(keys)) }
    return Answer(
      .record(record),
      remarks: [
        withKeys
          ? "keyring.json is not in the backup; keep a copy of it elsewhere, and the .keys apart"
          : "no key is in the backup; keep keyring.json and the output of keys export elsewhere"
      ])
  }
}
