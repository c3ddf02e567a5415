internal import ArgumentParser
internal import Registry

/// The command `tissuectl programme diff`.
struct ProgrammeDiff: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "diff",
    abstract: "Hold a document against the published version; count whom it would gain and lose.",
    discussion: """
      Ends with 1 where they differ. Both versions are judged as if they were open.

      Example:
        tissuectl programme diff her2-2.yaml
      """)

  @Argument(help: "The document, YAML; '-' for standard input.")
  var file: String

  @OptionGroup var options: GlobalOptions

  func validate() throws { try RouteDay.validate(options) }

  func answer(_ session: Session) throws -> Answer {
    let comparison = try session.openRegistry().compareProgramme(
      try InputFile.path(file), on: options.on)
    return Answer(
      .record(Record(comparison)), status: comparison.differences.isEmpty ? 0 : 1)
  }
}
