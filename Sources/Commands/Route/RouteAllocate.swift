internal import ArgumentParser
internal import Registry

/// The command `tissuectl route allocate`.
struct RouteAllocate: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "allocate",
    abstract: "Offer scarce tissue where it goes best; '--dry-run' shows the plan.",
    discussion: """
      Fills the open programmes with eligible donors by priority, within their quotas, and alike \
      where they are equal. The prices of the programmes prove that no plan is better; 'optimal' \
      says that the proof was checked. Offers that were reserved or released stand whatever the \
      plan; proposals of an earlier run stay unless there is a better use.

      Example:
        tissuectl route allocate --portions 2 --dry-run
      """)

  @Option(help: ArgumentHelp("Programmes that one donor's tissue is enough for.", valueName: "n"))
  var portions = 1

  @Option(help: ArgumentHelp("Why this donor is placed or not.", valueName: "code"))
  var explain: String?

  @Option(
    help: ArgumentHelp("Days in which an offer has to be taken up and fetched.", valueName: "days"))
  var within = 28

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try RouteDay.validate(options)
    if !(1...100).contains(portions) { throw ValidationError("--portions is 1 to 100") }
    if !(1...3650).contains(within) { throw ValidationError("--within is 1 to 3650 days") }
  }

  func answer(_ session: Session) throws -> Answer {
    let plan = try session.openRegistry().allocate(
      AllocationRequest(portions: portions, explaining: explain, days: within, on: options.on),
      session.request(change))
    guard let donor = plan.explained else { return Answer(.record(session.marked(Record(plan)))) }
    return Answer(
      .record(session.marked(Record(plan, explaining: donor))),
      remarks: ["why, rule by rule: tissuectl route explain \(donor) PROGRAMME"])
  }
}
