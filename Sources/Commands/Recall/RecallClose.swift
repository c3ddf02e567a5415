internal import ArgumentParser
internal import Registry

/// The command `tissuectl recall close`.
struct RecallClose: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "close",
    abstract: "Close a recall about which nothing is left to do; it takes a reason.",
    discussion: """
      Example:
        tissuectl recall close RECALL --reason "tissue came back on 3 May"
      """)

  @Argument(help: "The recall.")
  var id: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().closeRecall(id, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}
