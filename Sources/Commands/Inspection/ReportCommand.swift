internal import ArgumentParser
internal import Registry

/// The command `tissuectl report`.
struct ReportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "report",
    abstract: "Write the state of the registry as one page with pictures.",
    discussion: """
      It names nobody: what donors permit, what has left, what has to come back, where the ledger \
      stands. The file is whole or absent and never overwritten.

      Example:
        tissuectl report --out report.html
      """)

  @Option(help: ArgumentHelp("A new file.", valueName: "file"))
  var out: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let page = try registry.report()
    if options.dryRun { return Answer(.record(session.marked(["file": .text(out)]))) }
    return Answer(.record(try Record(page: page, at: out, writtenBy: registry)))
  }
}

extension Record {
  /// Writes a page to a new file and says what was written.
  init(page: String, at path: String, writtenBy registry: Registry) throws {
    let digest = try registry.write(report: page, to: path)
    self = [
      "file": .text(path), "sha256": .text(digest), "bytes": .integer(page.utf8.count),
    ]
  }
}
