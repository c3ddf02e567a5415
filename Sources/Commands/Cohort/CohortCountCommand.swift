internal import ArgumentParser
internal import Registry

/// The command `tissuectl cohort count`.
struct CohortCountCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count who fits a purpose, and who of them permits it.",
    discussion: """
      Nothing leaves the registry but numbers.

      Example:
        tissuectl cohort count --programme HER2-TARGETED --unit tumours --ignore-biomarkers
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: "What is counted first.")
  var unit: CountingUnit = .donors

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let count = try session.openRegistry().cohortCount(selection.selection(options))
    return Answer(.record(Record(count, unit: unit)))
  }
}

/// What `cohort count` names first.
enum CountingUnit: String, CaseIterable, ExpressibleByArgument {
  case donors
  case tumours
}
