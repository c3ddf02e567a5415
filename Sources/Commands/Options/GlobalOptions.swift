internal import ArgumentParser
internal import Domain

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The registry folder; else TISSUECTL_REGISTRY, else ./registry.", valueName: "dir"))
  var registry: String?

  @Option(help: "How data is written.")
  var format: OutputFormat = .table

  @Option(
    help: ArgumentHelp("Who acts; else the operating system's user.", valueName: "name"))
  var actor: String?

  @Option(
    help: ArgumentHelp(
      "The key of the operator who acts; else TISSUECTL_OPERATOR_KEY.", valueName: "file"))
  var operatorKey: String?

  @Option(
    help: ArgumentHelp(
      "The file of its passphrase; else TISSUECTL_OPERATOR_PASSPHRASE_FILE.", valueName: "file"))
  var operatorPassphraseFile: String?

  @Option(
    name: [.customLong("on"), .customLong("as-of")],
    help: ArgumentHelp("The day asked about, YYYY-MM-DD; else today.", valueName: "date"),
    transform: ArgumentReader.day)
  var on: CivilDay?

  @Option(
    help: ArgumentHelp(
      "Only what was known then: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ.", valueName: "instant"),
    transform: ArgumentReader.instant)
  var knownAt: Instant?

  @Option(
    help: ArgumentHelp(
      "How long to wait while other commands write.", valueName: "seconds"),
    transform: ArgumentReader.seconds)
  var wait: Double = 30

  @Flag(help: "Do everything, then roll it back.")
  var dryRun = false

  @Flag(help: "Answer every question with yes.")
  var yes = false

  @Flag(help: "No words but errors.")
  var quiet = false

  @Flag(help: "No colour; NO_COLOR does the same.")
  var noColor = false
}
