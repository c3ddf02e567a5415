internal import ArgumentParser
internal import Registry

/// Which donors are meant.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The research programme.", valueName: "id"))
  var programme: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("An expression over tumours in place of a programme.", valueName: "expr"))
  var expression: String?

  @Flag(help: "Ask for site and morphology alone, for feasibility.")
  var ignoreBiomarkers = false

  func validate() throws {
    guard (programme == nil) != (expression == nil) else {
      throw ValidationError("name --programme or --where, one of them")
    }
  }

  /// The selection for a run.
  /// - Parameter options: the day and the known time.
  /// - Returns: the selection.
  func selection(_ options: GlobalOptions) -> CohortSelection {
    CohortSelection(
      programme: programme, expression: expression, ignoreBiomarkers: ignoreBiomarkers,
      on: options.on, knownAt: options.knownAt)
  }
}
