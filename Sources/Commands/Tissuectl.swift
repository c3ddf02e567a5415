internal import ArgumentParser

/// The root of all commands.
struct Tissuectl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tissuectl",
    abstract: "A registry of tumour-tissue donation: donors, their consent, research cohorts.",
    discussion: """
      Begin with 'tissuectl init', then 'tissuectl donor register'. Data goes to standard output, \
      words to standard error. Identifiers are read from a prompt, a file or standard input, never \
      from arguments. '--help' after any command shows its options and an example.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, InitCommand.self, DonorCommands.self, ConsentCommands.self,
      FormCommands.self,
      ProgrammeCommands.self, RouteCommands.self, CohortCommands.self, ReleaseCommands.self,
      RecallCommands.self, RecipientCommands.self, PolicyCommands.self,
      AnonymizeCommand.self,
      ImportCommand.self, MatchCommand.self, LinkCommands.self, LedgerCommands.self,
      BackupCommand.self, RestoreCommand.self, KeysCommands.self, OperatorCommands.self,
      DoctorCommand.self, StatsCommand.self, ReportCommand.self, ExplainCommand.self,
      ManCommand.self,
    ])
}
