internal import ArgumentParser
internal import Registry

/// The command `tissuectl route run`.
struct RouteRun: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "run",
    abstract: "Judge every donor for every programme, or list the donors of one.",
    discussion: """
      Without '--programme' it counts; with it, it lists who is eligible and who needs a person to \
      look.

      Example:
        tissuectl route run --programme NK-RESISTANCE
      """)

  @Option(help: ArgumentHelp("List the donors of this programme.", valueName: "id"))
  var programme: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws { try RouteDay.validate(options) }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    guard let programme else {
      return Answer(
        .list(
          try registry.routeRun(on: options.on).map { Record($0) },
          columns: ["programme", "state", "eligible", "needs_review", "ineligible"]))
    }
    return Answer(
      .list(
        try registry.routeCandidates(programme: programme, on: options.on).map {
          ["donor": .text($0.donor), "verdict": .text($0.verdict)]
        }, columns: ["donor", "verdict"]))
  }
}

/// The day that a routing command asks about.
enum RouteDay {
  /// Refuses the question what was known earlier, which routing does not answer.
  /// - Parameter options: the options of the command.
  /// - Throws: `ValidationError`.
  static func validate(_ options: GlobalOptions) throws {
    if options.knownAt != nil {
      throw ValidationError("routing judges by what is known now: leave --known-at out")
    }
  }
}
