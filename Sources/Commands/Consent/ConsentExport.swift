internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl consent export`.
struct ConsentExport: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "export",
    abstract: "Write consent events as FHIR or CSV, for another system or registry.",
    discussion: """
      FHIR holds one Consent for each event: the root denies, and each scope is permitted for the \
      days on which it is, all later events considered. Donors are named by code; reasons, mandates \
      and witnesses stay here. '--on' is the day on which its status is right. CSV is the registry's \
      own copy with all of these, as 'consent import' reads it; voided events have no row in it.

      Example:
        tissuectl consent export all --as fhir-r4 --out consents.json
      """)

  @Argument(help: ArgumentHelp("Donor codes, or 'all'.", valueName: "code"))
  var codes: [String] = ["all"]

  @Option(name: .customLong("as"), help: "What the file is to be.")
  var kind: ConsentExportKind

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String

  @Flag(help: "For FHIR, one Consent a line instead of a Bundle.")
  var lines = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if codes.contains("all"), codes.count > 1 {
      throw ValidationError("write 'all' or donor codes, not both")
    }
    if lines, kind == .csv { throw ValidationError("--lines is for FHIR") }
  }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let request = ConsentExportRequest(
      donors: codes == ["all"] ? [] : codes, format: kind.format, asLines: lines, day: options.on,
      knownAt: options.knownAt)
    if out == "-" {
      _ = try registry.exportConsents(request, session.context.output.write)
      return Answer(Document(content: .nothing))
    }
    let summary = try registry.exportConsents(request, to: out)
    return Answer(.record(Record(summary, file: out)))
  }
}

/// What consent events are written as.
enum ConsentExportKind: String, CaseIterable, ExpressibleByArgument {
  case fhirR4 = "fhir-r4"
  case fhirR5 = "fhir-r5"
  case csv

  /// The registry's word for it.
  var format: ConsentExportRequest.Format {
    switch self {
    case .fhirR4: .fhirR4
    case .fhirR5: .fhirR5
    case .csv: .csv
    }
  }
}

extension Record {
  /// The answer to an export of consent events.
  fileprivate init(_ summary: ConsentExportSummary, file: String) {
    self = [
      "donors": .integer(summary.donors), "events": .integer(summary.events),
      "file": .text(file), "sha256": .text(summary.sha256 ?? ""),
    ]
  }
}
