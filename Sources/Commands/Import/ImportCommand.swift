internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl import`.
struct ImportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "import",
    abstract: "Register many donors from a file.",
    discussion: """
      Rejected rows end the command with status 3, and all others are stored; '--rejects' keeps them \
      with their line, field, problem and fix.

      In CSV, 'specimen' is the laboratory's number of what a row's markers were tested on, of which a \
      keyed digest is kept, and 'procedure_status' cancelled strikes a planned procedure out.

      FHIR is R4, coded as mCODE does: a Bundle, NDJSON, or a folder of both. One patient is one row; \
      what belongs to a known donor is added to the donor. A ServiceRequest that is active, or a \
      Procedure in preparation, is a planned procedure; revoked, not-done or entered-in-error strikes it \
      out, with the offers that stand on it.

      Example:
        tissuectl import tumours.xml --as naaccr --facility site-1 --rejects rejected.csv
      """)

  @Argument(help: "The file, '-' for standard input; for FHIR also a folder.")
  var file: String

  @Option(
    name: .customLong("as"),
    help: "What the file is; else told from its name.")
  var kind: ImportKind?

  @Option(help: ArgumentHelp("Which column is which, for CSV: a YAML file.", valueName: "file"))
  var mapping: String?

  @Option(help: ArgumentHelp("The second file that the mapping joins.", valueName: "file"))
  var join: String?

  @Option(
    help: ArgumentHelp("The facility, for rows that name none.", valueName: "site"))
  var facility: String?

  @Option(
    help: ArgumentHelp("The day of interest, for rows that name none.", valueName: "date"),
    transform: ArgumentReader.day)
  var interestOn: CivilDay?

  @Option(help: ArgumentHelp("A new file for rejected rows.", valueName: "file"))
  var rejects: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if kind == nil, ImportKind(fileName: file) == nil {
      throw ValidationError("the file's name does not tell what it is: add --as")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let kind = kind ?? ImportKind(fileName: file) ?? .csv
    let registry = try session.openRegistry()
    let documents =
      kind == .fhir ? try InputFile.documents(below: file, endings: [".json", ".ndjson"]) : []
    let request = DonorImportRequest(
      input: try InputFile.path(documents.first ?? file),
      format: kind.format,
      mapping: try mapping.map { try InputFile.path($0) },
      joined: try join.map { try InputFile.path($0) }, facility: facility,
      interestOn: interestOn, rejects: rejects, documents: documents)
    let summary = try registry.importDonors(request, session.request(change))
    return Answer(summary, rejects: rejects, session: session)
  }
}

/// What a file of donors is.
enum ImportKind: String, CaseIterable, ExpressibleByArgument {
  case csv
  case ndjson
  case naaccr
  case fhir

  /// What the registry calls it.
  var format: DonorImportRequest.Format {
    switch self {
    case .csv: .csv
    case .ndjson: .ndjson
    case .naaccr: .naaccr
    case .fhir: .fhir
    }
  }

  /// Tells by the end of a file's name; nil where it does not say.
  /// - Parameter fileName: the name.
  init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "csv", "tsv": self = .csv
    case "ndjson", "jsonl": self = .ndjson
    case "xml": self = .naaccr
    default: return nil
    }
  }
}
