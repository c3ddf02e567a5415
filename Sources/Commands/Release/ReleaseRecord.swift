internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl release record`.
struct ReleaseRecord: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "record",
    abstract: "Record a release that left without the registry, after the fact.",
    discussion: """
      The file has the columns donor and pseudonym, and class where donors could be told apart. \
      Recalls are opened for whatever was taken back, also before this was known.

      Example:
        tissuectl release record sent.csv --programme HER2-TARGETED --recipient lab-7 \\
          --released-on 2026-03-01
      """)

  @Argument(help: "The CSV file, '-' for standard input.")
  var file: String

  @OptionGroup var selection: SelectionOptions

  @Option(help: ArgumentHelp("Who received it.", valueName: "name"))
  var recipient: String

  @Option(
    help: ArgumentHelp("The day on which it left.", valueName: "date"),
    transform: ArgumentReader.day)
  var releasedOn: CivilDay

  @Option(help: ArgumentHelp("The agreement with the recipient.", valueName: "ref"))
  var agreement: String?

  @Option(
    help: ArgumentHelp(
      "The last day on which the recipient may hold the data.", valueName: "date"),
    transform: ArgumentReader.day)
  var until: CivilDay?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    var release = LateRelease(
      selection: selection.selection(options), recipient: recipient, releasedOn: releasedOn,
      input: try InputFile.path(file))
    release.conditions.agreement = agreement
    release.conditions.until = until
    let line = try session.openRegistry().recordRelease(release, session.request(change))
    return Answer(.record(session.marked(.release(line))))
  }
}
