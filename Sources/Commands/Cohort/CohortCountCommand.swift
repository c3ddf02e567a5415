internal import ArgumentParser
internal import Registry

/// The command `tissuectl cohort count`.
struct CohortCountCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "count",
    abstract: "Count who fits a purpose, and who of them permits it.",
    discussion: """
      Nothing leaves the registry but numbers. With '--outside' the number is for somebody outside: \
      small ones are suppressed, the others carry noise, and every new question is paid from the \
      budget of the recipient. The same question gets the same answer.

      Example:
        tissuectl cohort count --programme HER2-TARGETED --unit tumours --ignore-biomarkers
        tissuectl cohort count --programme HER2-TARGETED --outside --recipient lab-7
      """)

  @OptionGroup var selection: SelectionOptions

  @Option(help: "What is counted first.")
  var unit: CountingUnit = .donors

  @Flag(help: "Answer for somebody outside, with noise and from a budget.")
  var outside = false

  @Option(help: ArgumentHelp("Who asks from outside.", valueName: "name"))
  var recipient: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard outside == (recipient != nil) else {
      throw ValidationError("--outside and --recipient go together")
    }
    if outside, unit == .tumours { throw ValidationError("outsiders are told donors alone") }
  }

  func answer(_ session: Session) throws -> Answer {
    if let recipient {
      let told = try session.openRegistry().outsideCount(
        selection.selection(options), recipient: recipient, session.request(change))
      return Answer(.record(session.marked(Record(told))))
    }
    let count = try session.openRegistry().cohortCount(selection.selection(options))
    return Answer(.record(Record(count, unit: unit)))
  }
}

/// What `cohort count` names first.
enum CountingUnit: String, CaseIterable, ExpressibleByArgument {
  case donors
  case tumours
}
