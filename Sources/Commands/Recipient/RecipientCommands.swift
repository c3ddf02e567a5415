internal import ArgumentParser
internal import Registry

/// The command `tissuectl recipient`.
struct RecipientCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipient",
    abstract: "Keep who receives data, and who hands on to whom.",
    discussion: """
      Releases to everybody who may come to hold them together are held against each other, so that \
      nobody stands out by being in one and not in another.

      Example:
        tissuectl recipient list
      """,
    subcommands: [
      RecipientAdd.self, RecipientShare.self, RecipientList.self, RecipientShow.self,
    ])
}

/// The command `tissuectl recipient add`.
struct RecipientAdd: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "add",
    abstract: "Put a recipient on record.",
    discussion: """
      Example:
        tissuectl recipient add lab-7
      """)

  @Argument(help: "Its name.")
  var name: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.addRecipient(name, request))
  }
}

/// The command `tissuectl recipient share`.
struct RecipientShare: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "share",
    abstract: "Record that a recipient may hand on to another; it is never taken back.",
    discussion: """
      Refused with status 5 where the releases that would meet single out fewer donors than the \
      policy's k.

      Example:
        tissuectl recipient share lab-7 clinic-3
      """)

  @Argument(help: "Who hands on.")
  var giver: String

  @Argument(help: "Who is handed it.")
  var taker: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.shareRecipient(giver, with: taker, request))
  }
}

/// The command `tissuectl recipient list`.
struct RecipientList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List the recipients, and who may come to hold what they receive.",
    discussion: """
      Example:
        tissuectl recipient list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records = try session.openRegistry().recipients().map { Record($0) }
    return Answer(
      .list(records, columns: ["recipient", "registered", "shares_with", "held_by", "spent"]))
  }
}

/// The command `tissuectl recipient show`.
struct RecipientShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Show what a recipient received, and whose releases are held against its own.",
    discussion: """
      Example:
        tissuectl recipient show lab-7
      """)

  @Argument(help: "Its name.")
  var name: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    Answer(.record(Record(try session.openRegistry().recipient(name))))
  }
}
