internal import ArgumentParser
internal import Registry

/// The command `tissuectl release`.
struct ReleaseCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Look at what left the registry, and at what has to be recalled.",
    discussion: """
      Example:
        tissuectl release list
      """,
    subcommands: [
      ReleaseList.self, ReleaseShow.self, ReleaseVerify.self, ReleaseRequest.self,
      ReleaseRequests.self, ReleaseApprove.self, ReleaseReject.self, ReleaseDue.self,
      ReleaseDestroyed.self, ReleaseRecord.self,
    ])
}

/// The command `tissuectl release list`.
struct ReleaseList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List the releases, each with the number of donors to recall.",
    discussion: """
      Example:
        tissuectl release list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records = try session.openRegistry().releases().map { Record.release($0) }
    return Answer(
      .list(
        records,
        columns: [
          "release", "sealed_at", "recipient", "purpose", "donors", "to_recall", "until",
          "standing",
        ]))
  }
}

/// The command `tissuectl release show`.
struct ReleaseShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Show a release and the donors whose consent no longer permits its purpose.",
    discussion: """
      Example:
        tissuectl release show RELEASE
      """)

  @Argument(help: "The release id.")
  var id: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    Answer(.record(.release(try session.openRegistry().release(id))))
  }
}
