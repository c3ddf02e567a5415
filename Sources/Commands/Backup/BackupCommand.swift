internal import ArgumentParser
internal import Registry

/// The command `tissuectl backup`.
struct BackupCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database into a new file, verified, with a signed checkpoint beside it.",
    discussion: """
      The copy is one moment of the registry, whatever is written meanwhile. keyring.json is not in \
      it: back it up apart, for whoever has both can read everything.

      Example:
        tissuectl backup 2026-11-23.backup
      """)

  @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
  var file: String

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
    let summary = try registry.backup(to: file)
    return Answer(
      .record([
        "file": .text(summary.file), "sha256": .text(summary.sha256),
        "checkpoint": .text(summary.checkpointFile),
        "size": .sequence(summary.checkpoint.size), "root": .text(summary.checkpoint.root),
      ]), remarks: ["keyring.json is not in the backup; keep a copy of it elsewhere"])
  }
}
