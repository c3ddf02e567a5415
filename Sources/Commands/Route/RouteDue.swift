internal import ArgumentParser
internal import Registry

/// The command `tissuectl route due`.
struct RouteDue: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "due",
    abstract: "List the planned procedures whose tissue a programme could use.",
    discussion: """
      Living tissue cannot be asked for afterwards: for each facility the donors who are operated \
      on soon, the open programmes that they are eligible for, and what has to be ready. Consent and \
      approval have to hold on the day of the procedure.

      Example:
        tissuectl route due --within 14 --facility site-1 --format csv
      """)

  @Option(help: ArgumentHelp("How far to look ahead.", valueName: "days"))
  var within = 30

  @Option(help: ArgumentHelp("Only donors of this facility.", valueName: "name"))
  var facility: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try RouteDay.validate(options)
    if !(0...3650).contains(within) { throw ValidationError("--within is 0 to 3650 days") }
  }

  func answer(_ session: Session) throws -> Answer {
    let lines = try session.openRegistry().collectionsDue(
      within: within, facility: facility, on: options.on)
    return Answer(
      .list(
        lines.map { Record($0) },
        columns: [
          "facility", "planned_on", "days", "procedure", "donor", "programmes", "prepare",
          "window_days",
        ]),
      remarks: lines.isEmpty
        ? ["no operation of the next \(within) days whose tissue an open programme could use"] : [])
  }
}
