internal import ArgumentParser
internal import Registry

/// The command `tissuectl route allocate`.
struct RouteAllocate: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Plan where scarce tissue would go best; nothing is recorded.",
    discussion: """
      Fills the open programmes with eligible donors by priority, within their quotas, and alike \
      where they are equal. The prices of the programmes prove that no plan is better; 'optimal' \
      says that the proof was checked.

      Example:
        tissuectl route allocate --portions 2
      """)

  @Option(help: ArgumentHelp("Programmes that one donor's tissue is enough for.", valueName: "n"))
  var portions = 1

  @Option(help: ArgumentHelp("Why this donor is placed or not.", valueName: "code"))
  var explain: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try RouteDay.validate(options)
    if !(1...100).contains(portions) { throw ValidationError("--portions is 1 to 100") }
  }

  func answer(_ session: Session) throws -> Answer {
    let plan = try session.openRegistry().allocationPlan(
      portions: portions, explaining: explain, on: options.on)
    return Answer(.record(Record(plan)))
  }
}
