internal import ArgumentParser

/// The command `tissuectl recall`.
struct RecallCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract: "See to it that a withdrawal reaches what was already released.",
    discussion: """
      Example:
        tissuectl recall list --overdue
      """,
    subcommands: [RecallList.self, RecallNotify.self, RecallAcknowledge.self, RecallClose.self])
}
