internal import ArgumentParser
internal import Registry

/// The command `tissuectl ledger verify`.
struct LedgerVerify: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "verify",
    abstract: "Recompute the whole ledger from its stored bytes; status 20 where it differs.",
    discussion: """
      Needs no key and opens nothing that is sealed. A ledger that was rewritten as a whole agrees \
      with itself: hold it against a checkpoint kept elsewhere with 'ledger audit-checkpoint'.

      Example:
        tissuectl ledger verify --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let check = try Registry.verifyLedger(
      at: session.folder, progress: session.registryContext.progress)
    var record: Record = [
      "size": .sequence(check.size), "root": .text(check.root), "valid": .flag(check.isValid),
    ]
    guard let firstBad = check.firstBad else { return Answer(.record(record)) }
    record.append("first_bad", .sequence(firstBad))
    return Answer(
      .record(record), status: ErrorCode.verificationFailed.exitStatus,
      remarks: ["event \(firstBad) is not what was appended; restore the last verified backup"])
  }
}
