internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent import`.
struct ConsentImport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "import",
    abstract: "Record consent events from a CSV or FHIR file.",
    discussion: """
      Columns of CSV: donor, event, form, scopes, signed_on, effective_from, signer, reason, \
      evidence, decline, level, destruction, mandate, witness, assent. Absent columns and empty \
      cells take the defaults; scopes and decline are 'all' or names separated by ';'. FHIR is a \
      Consent of R4 or R5, a Bundle, or NDJSON, as 'consent export' writes it or by the profile of \
      the German broad consent; a donor is named by code. Rejected rows end the command with status \
      3, and all others are stored.

      The file is stored whole or not at all. With '--resume' it is stored in batches of 10000 \
      rows: after an interruption the same command goes on behind the last of them.

      Example:
        tissuectl consent import consents.csv --rejects rejected.csv
      """)

  @Argument(help: "The file, '-' for standard input.")
  var file: String

  @Option(name: .customLong("as"), help: "What the file is; else told from its name, or csv.")
  var kind: ConsentImportKind?

  @Option(
    help: ArgumentHelp("The form of rows that name none, ID or ID@VERSION.", valueName: "form"))
  var form: String?

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
      input: try InputFile.path(file), as: (kind ?? ConsentImportKind(fileName: file)).format,
      form: form, rejects: rejects, resumes: resume, session.request(change))
    return Answer(summary, rejects: rejects, session: session)
  }
}

/// What a file of consent events is.
enum ConsentImportKind: String, CaseIterable, ExpressibleByArgument {
  case csv
  case fhir

  /// Tells by the end of a file's name.
  /// - Parameter fileName: the name.
  init(fileName: String) {
    let end = fileName.split(separator: ".").last?.lowercased() ?? ""
    self = ["json", "ndjson", "jsonl"].contains(end) ? .fhir : .csv
  }

  /// The registry's word for it.
  var format: ConsentFileFormat { self == .fhir ? .fhir : .csv }
}
