internal import ArgumentParser

/// The command `tissuectl consent`.
struct ConsentCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Record what a donor permits, and ask what is permitted.",
    discussion: """
      Every change is an event that stays; a mistaken one is voided, never deleted.

      Example:
        tissuectl consent state CODE --on 2026-11-01
      """,
    subcommands: [
      ConsentGrant.self, ConsentRefuse.self, ConsentWithdraw.self, ConsentObject.self,
      ConsentRenew.self, ConsentReinstate.self, ConsentSuspend.self, ConsentResume.self,
      ConsentVoid.self, ConsentState.self, ConsentHistory.self, ConsentDue.self,
      ConsentImport.self, ConsentExport.self, ConsentSpool.self,
    ])
}
