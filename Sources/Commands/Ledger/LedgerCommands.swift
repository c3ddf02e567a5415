internal import ArgumentParser

/// The command `tissuectl ledger`.
struct LedgerCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Look at the ledger, verify it, and hand out proofs of it.",
    discussion: """
      A checkpoint that is kept elsewhere shows later that nothing before it was changed.

      Example:
        tissuectl ledger verify
      """,
    subcommands: [
      LedgerLog.self, LedgerVerify.self, LedgerCheckpoint.self, LedgerProve.self,
      LedgerConsistency.self, LedgerAuditCheckpoint.self, LedgerCosign.self, LedgerWitness.self,
    ])
}
