internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent import`.
struct ConsentImport: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record consent events from a CSV file.",
    discussion: """
      Columns: donor, event, form, scopes, signed_on, effective_from, signer, reason, evidence. \
      Absent columns and empty cells take the defaults; scopes is 'all' or names separated by ';'. \
      Rejected rows end the command with status 3, and all others are stored.

      The file is stored whole or not at all. With '--resume' it is stored in batches of 10000 \
      rows: after an interruption the same command goes on behind the last of them.

      Example:
        tissuectl consent import consents.csv --rejects rejected.csv
      """)

  @Argument(help: "The CSV file, '-' for standard input.")
  var file: String

  @Option(help: ArgumentHelp("A new file for rejected rows.", valueName: "file"))
  var rejects: String?

  @Flag(help: "Store in batches, and go on where the same operation was interrupted.")
  var resume = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if resume, change.operation == nil {
      throw ValidationError("--resume needs --operation: the id by which the import goes on")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let summary = try registry.importConsents(
      input: try InputFile.path(file), rejects: rejects, resumes: resume, session.request(change))
    return Answer(summary, rejects: rejects, session: session)
  }
}
