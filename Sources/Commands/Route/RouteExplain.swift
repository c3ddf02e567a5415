internal import ArgumentParser
internal import Registry

/// The command `tissuectl route explain`.
struct RouteExplain: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "explain",
    abstract: "Say why a donor can be offered to a programme or not; 1 where not eligible.",
    discussion: """
      Shows every rule with what is recorded and what is needed, and the consent documents relied \
      on. With '--why-not' it counts over all donors which rule loses how many, and which missing \
      value would gain most.

      Example:
        tissuectl route explain CODE NK-RESISTANCE
        tissuectl route explain --why-not NK-RESISTANCE
      """)

  @Argument(help: "The donor code.")
  var code: String?

  @Argument(help: "The programme.")
  var programme: String?

  @Option(help: ArgumentHelp("Where this programme loses its donors.", valueName: "programme"))
  var whyNot: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try RouteDay.validate(options)
    if whyNot != nil ? code != nil : programme == nil {
      throw ValidationError("give a donor code and a programme, or --why-not and a programme")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    guard let code, let programme else {
      let losses = try registry.routeLosses(programme: whyNot ?? "", on: options.on)
      return Answer(.record(Record(losses)))
    }
    let explanation = try registry.routeExplanation(code, programme: programme, on: options.on)
    return Answer(
      .record(Record(explanation)), status: explanation.verdict == "eligible" ? 0 : 1)
  }
}
