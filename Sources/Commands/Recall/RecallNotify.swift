internal import ArgumentParser
internal import Registry

/// The command `tissuectl recall notify`.
struct RecallNotify: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "notify",
    abstract: "Write what a recipient has to delete, and record that the recipient is told.",
    discussion: """
      The text names releases and pseudonyms and nothing else of a person. With '--recipient' it \
      holds everything that the recipient has still to confirm.

      Example:
        tissuectl recall notify --recipient lab-7 --out lab-7.txt
      """)

  @Argument(help: "The recall.")
  var id: String?

  @Option(help: ArgumentHelp("Everything this recipient has to delete.", valueName: "name"))
  var recipient: String?

  @Option(help: ArgumentHelp("A new file for the text.", valueName: "file"))
  var out: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (id == nil) != (recipient == nil) else {
      throw ValidationError("name a recall or --recipient, one of them")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let address = id.map { RecallAddress.recall($0) } ?? .recipient(recipient ?? "")
    let notice = try session.openRegistry().notifyRecalls(
      address, to: out, session.request(change))
    return Answer(.record(session.marked(Record(notice))))
  }
}
