internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl donor postpone`.
struct DonorPostpone: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "postpone",
    abstract: "Put the question whether two donors are one person off.",
    discussion: """
      From the day given the pair is back on the list of 'donor duplicates', without any job running.

      Example:
        tissuectl donor postpone CODE CODE --until 2027-01-31
      """)

  @Argument(help: "One donor's code.")
  var code: String

  @Argument(help: "The other donor's code.")
  var other: String

  @Option(
    help: ArgumentHelp("The day from which it is open again, YYYY-MM-DD.", valueName: "date"),
    transform: ArgumentReader.day)
  var until: CivilDay?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.postpone(code, other, until: until, request))
  }
}
