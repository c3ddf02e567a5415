internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys rotate`.
struct KeysRotate: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "rotate",
    abstract: "Move every donor from the present master key to a new one, or go on doing so.",
    discussion: """
      Donors are moved in batches, each one transaction: killed in the middle, the command goes on \
      where it stopped when it is run again, and the registry works with both keys until then. \
      Earlier backups need the older key: keep a copy of the key ring as long as them.

      Example:
        tissuectl keys rotate
      """)

  @Option(help: ArgumentHelp("Donors moved in one transaction.", valueName: "n"))
  var batch: Int = Registry.rotationBatch

  @Option(help: ArgumentHelp("Stop after so many batches.", valueName: "n"))
  var batches: Int?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard batch > 0, (batches ?? 1) > 0 else { throw ValidationError("write a number from 1 on") }
  }

  func answer(_ session: Session) throws -> Answer {
    let summary = try session.openRegistry().rotateKeys(
      session.request(change), batch: batch, upTo: batches)
    return Answer(
      .record(
        session.marked([
          "from": .text(summary.from), "to": .text(summary.to.isEmpty ? nil : summary.to),
          "moved": .integer(summary.moved), "remaining": .integer(summary.remaining),
          "nested_tokens": .integer(summary.nested), "finished": .flag(summary.isFinished),
        ])),
      remarks: summary.isFinished || options.dryRun
        ? [] : ["both keys are in use until the rotation is finished: run keys rotate again"])
  }
}
