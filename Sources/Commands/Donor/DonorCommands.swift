internal import ArgumentParser

/// The command `tissuectl donor`.
struct DonorCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "donor",
    abstract: "Register donors, look them up, and merge those who are one person.",
    discussion: """
      Donors are known by codes; identifiers go in and never come out.

      Example:
        tissuectl donor register --file donor.json
      """,
    subcommands: [
      DonorRegister.self, DonorShow.self, DonorFind.self, DonorList.self, DonorDuplicates.self,
      DonorMerge.self, DonorSplit.self, DonorNotDuplicate.self, DonorPostpone.self,
      DonorReplan.self, DonorErase.self, DonorReportCommand.self,
    ])
}
