internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor report`.
struct DonorReportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "report",
    abstract:
      "One page for the donor or the ethics board: permitted when, released where, recalled.",
    discussion: """
      Names nobody and holds no pseudonym. --format json gives the same as data. A file is whole or \
      absent and never overwritten.

      Example:
        tissuectl donor report CODE --as html --out report.html
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Option(name: .customLong("as"), help: "The form of the page.")
  var form: ReportForm = .markdown

  @Option(help: ArgumentHelp("A new file, '-' for standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let report = try registry.report(code, on: options.on, knownAt: options.knownAt)
    let text = form == .html ? report.html : report.markdown
    let remarks = try session.mergeRemarks(code, registry)
    guard let out, out != "-" else {
      return Answer(.record(Record(report), prose: text), remarks: remarks)
    }
    if options.dryRun {
      return Answer(.record(session.marked(["file": .text(out)])), remarks: remarks)
    }
    let digest = try registry.write(report: text, to: out)
    return Answer(
      .record(["file": .text(out), "sha256": .text(digest), "bytes": .integer(text.utf8.count)]),
      remarks: remarks)
  }
}

/// The forms that a report can have.
enum ReportForm: String, CaseIterable, ExpressibleByArgument {
  case markdown
  case html
}
