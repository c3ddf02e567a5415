internal import ArgumentParser
internal import Registry

/// The command `tissuectl programme add`.
struct ProgrammeAdd: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "add",
    abstract: "Publish a programme, or a newer version of one.",
    discussion: """
      What was published never changes: a change is a higher version. 'tissuectl programme show' \
      prints a document to begin with.

      Example:
        tissuectl programme add my-programme.yaml
      """)

  @Argument(help: "The document, YAML; '-' for standard input.")
  var file: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let change = try registry.addProgramme(try InputFile.path(file), session.request(change))
    return Answer(.record(session.marked(Record(change))))
  }
}
