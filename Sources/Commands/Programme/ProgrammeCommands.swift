internal import ArgumentParser
internal import Registry

/// The command `tissuectl programme`.
struct ProgrammeCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme",
    abstract: "Publish, open and close the research programmes that tissue can go to.",
    discussion: """
      Example:
        tissuectl programme list
      """,
    subcommands: [
      ProgrammeList.self, ProgrammeShow.self, ProgrammeDiff.self, ProgrammeAdd.self,
      ProgrammeSubmit.self, ProgrammeApprove.self, ProgrammeOpen.self, ProgrammeSuspend.self,
      ProgrammeClose.self,
      ProgrammeTerminate.self, ProgrammeForgetPseudonyms.self,
    ])
}

/// The command `tissuectl programme list`.
struct ProgrammeList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List the research programmes.",
    discussion: """
      Example:
        tissuectl programme list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records: [Record] = try session.openRegistry().programmes().map {
      [
        "id": .text($0.id), "version": .integer($0.version), "title": .text($0.title),
        "state": .text($0.state), "eligibility": .text($0.eligibility),
        "required_scopes": .texts($0.requiredScopes),
      ]
    }
    return Answer(
      .list(records, columns: ["id", "version", "title", "state", "required_scopes"]))
  }
}

/// The command `tissuectl programme show`.
struct ProgrammeShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Print a programme as it was published.",
    discussion: """
      Example:
        tissuectl programme show HER2-TARGETED
      """)

  @Argument(help: "The programme.")
  var id: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let text = try session.openRegistry().programmeDocument(id)
    return Answer(.record(["programme": .text(id), "document": .text(text)], prose: text))
  }
}
