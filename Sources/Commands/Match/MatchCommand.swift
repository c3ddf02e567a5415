internal import ArgumentParser
internal import Registry

/// The command `tissuectl match`.
struct MatchCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "match",
    abstract: "Tell which patients of a site's own list are donors; nothing of it is stored.",
    discussion: """
      Takes the columns of 'import'. Each row is answered by its line: 'known' by a patient or \
      national number, 'possible' by graded agreement with its score, 'none', or 'rejected' with \
      status 3. That somebody asked, and about how many rows, goes into the ledger; an actor may ask \
      about 50000 rows a day.

      Example:
        tissuectl match patients.csv --facility site-1 --out matched.csv
      """)

  @Argument(help: "The list, '-' for standard input.")
  var file: String

  @Option(name: .customLong("as"), help: "What the file is; else told from its name.")
  var kind: ImportKind?

  @Option(help: ArgumentHelp("The facility, for rows that name none.", valueName: "site"))
  var facility: String?

  @Option(help: ArgumentHelp("A new CSV file for the answers.", valueName: "file"))
  var out: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard let kind = kind ?? ImportKind(fileName: file) else {
      throw ValidationError("the file's name does not tell what it is: add --as")
    }
    if kind == .naaccr || kind == .fhir { throw ValidationError("a list is csv or ndjson") }
  }

  func answer(_ session: Session) throws -> Answer {
    let kind = kind ?? ImportKind(fileName: file) ?? .csv
    let registry = try session.openRegistry()
    let request = DonorImportRequest(
      input: try InputFile.path(file), format: kind == .ndjson ? .ndjson : .csv,
      facility: facility)
    let summary = try registry.match(request, session.request(change))
    var answer: Answer
    if let out {
      try summary.write(to: out)
      answer = Answer(.record(Record(summary, file: out)))
    } else {
      answer = Answer(
        .list(
          summary.rows.map { Record($0) }, columns: ["line", "status", "donor", "score"]))
    }
    if summary.overfull > 0 {
      answer.remarks.append(
        "\(summary.overfull) groups to compare with hold too many donors and were passed over")
    }
    if summary.count(.rejected) > 0 { answer.status = ErrorCode.rowsRejected.exitStatus }
    return answer
  }
}

extension Record {
  /// The answer for one row.
  fileprivate init(_ row: MatchedRow) {
    self = [
      "line": .integer(row.line), "status": .text(row.status.rawValue),
      "donor": .text(row.donor), "score": row.score.map { .decimal($0) } ?? .none,
      "problems": .records(row.problems.map { Record($0) }),
    ]
  }

  /// The counts of a list whose answers went to a file.
  fileprivate init(_ summary: MatchSummary, file: String) {
    self = ["read": .integer(summary.rows.count)]
    for status in MatchedRow.Status.allCases {
      append("\(status.rawValue)", .integer(summary.count(status)))
    }
    append("overfull_groups", .integer(summary.overfull))
    append("file", .text(file))
  }
}
