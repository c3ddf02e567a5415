internal import ArgumentParser
internal import Registry

/// The command `tissuectl form publish`.
struct FormPublish: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "publish",
    abstract: "Publish a version of a consent form; from then on it never changes.",
    discussion: """
      '--dry-run' checks it and says who would have to sign again. Publishing the same content \
      again changes nothing; another content needs another version.

      Example:
        tissuectl form publish broad-2.yaml --dry-run
      """)

  @Argument(help: "The YAML file, '-' for standard input.")
  var file: String

  @Flag(help: "Name the donors who have to sign again.")
  var list = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let publication = try session.openRegistry().publishForm(
      try InputFile.path(file), session.request(change))
    return Answer(.record(session.marked(Record(publication, listed: list))))
  }
}
