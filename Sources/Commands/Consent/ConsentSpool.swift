internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent spool`.
struct ConsentSpool: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "spool",
    abstract: "Take in the withdrawals that the database could not take, and show what waits.",
    discussion: """
      Every change takes them in as well, and no export is made before all are in the ledger. What no \
      rule lets in is shown with its problem; '--discard' gives it up and records that, with a reason.

      Example:
        tissuectl consent spool
      """)

  @Option(help: ArgumentHelp("Give this entry up; needs --reason.", valueName: "id"))
  var discard: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    if let discard {
      let sequence = try registry.discardSpooled(discard, session.request(change))
      return Answer(
        .record(
          session.marked(["discarded": .text(discard), "sequence": .sequence(sequence)])))
    }
    let waiting = try registry.spooledWithdrawals(dryRun: options.dryRun)
    return Answer(
      .list(
        waiting.map { Record($0) },
        columns: [
          "spooled", "donor", "scopes", "level", "spooled_at", "by", "reason", "problem",
        ]))
  }
}
