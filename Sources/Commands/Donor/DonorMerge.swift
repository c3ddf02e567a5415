internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor merge`.
struct DonorMerge: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "merge",
    abstract: "Take two donors for one person; every event of both counts from then on.",
    discussion: """
      The code registered first stands for both, in whichever order they are named; the other keeps \
      answering and leads to it. The merge can be undone with 'donor split'. Different national \
      numbers or years of birth end with status 5, unless --confirm and --reason are given.

      Example:
        tissuectl donor merge CODE CODE --plan
      """)

  @Argument(help: "One donor's code.")
  var code: String

  @Argument(help: "The other donor's code.")
  var other: String

  @Flag(help: "Show what would change and what speaks against it; nothing is stored.")
  var plan = false

  @Option(
    help: ArgumentHelp("One of the two codes again, in place of a question.", valueName: "code"))
  var confirm: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    if plan {
      let plan = try registry.mergePlan(code, other)
      return Answer(.record(Record(plan)), remarks: ["plan: nothing was stored"])
    }
    let confirmation = try confirm ?? asked(registry, session)
    let outcome = try registry.merge(
      code, other, confirmation: confirmation, session.request(change))
    return Answer(.record(session.marked(Record(outcome))))
  }

  /// The code that a person at the terminal types; nil where no question is needed.
  private func asked(_ registry: Registry, _ session: Session) throws -> String? {
    if options.yes || options.dryRun { return nil }
    guard session.context.input.isTerminal else {
      throw RegistryError(
        .usage, "a merge has to be confirmed", at: [.init("option", "--confirm")],
        fix: "look at it with --plan, then type one of the codes: --confirm CODE")
    }
    let plan = try registry.mergePlan(code, other)
    for conflict in plan.conflicts { session.say("\(conflict.field): \(conflict.problem)") }
    session.say("\(plan.merged) will be merged into \(plan.survivor). Type either code to go on:")
    let typed = try LineReader(read: session.context.input.read).next()
    guard !typed.isEmpty else {
      throw RegistryError(.interrupted, "not confirmed; nothing was changed")
    }
    return typed
  }
}
