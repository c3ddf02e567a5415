internal import ArgumentParser

/// The command `tissuectl cohort`.
struct CohortCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Count and export the donors who fit a purpose and permit it.",
    discussion: """
      Example:
        tissuectl cohort count --programme HER2-TARGETED
      """,
    subcommands: [CohortCountCommand.self, CohortPreviewCommand.self, CohortExport.self])
}
