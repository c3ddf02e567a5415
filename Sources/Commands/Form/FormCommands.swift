internal import ArgumentParser
internal import Registry

/// The command `tissuectl form`.
struct FormCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "Look at consent forms, compare their versions and publish new ones.",
    discussion: """
      A published version never changes; a change is a new version, which says whether it is \
      editorial or material.

      Example:
        tissuectl form list
      """,
    subcommands: [FormList.self, FormShow.self, FormDiff.self, FormPublish.self])
}

/// The command `tissuectl form list`.
struct FormList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List the published forms, every version of them.",
    discussion: """
      Example:
        tissuectl form list --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records: [Record] = try session.openRegistry().forms().map {
      [
        "id": .text($0.id), "version": .integer($0.version), "title": .text($0.title),
        "in_force_from": .day($0.inForceFrom), "change": .text($0.change),
        "scopes": .texts($0.scopes),
      ]
    }
    return Answer(
      .list(records, columns: ["id", "version", "title", "in_force_from", "change", "scopes"]))
  }
}

/// The command `tissuectl form show`.
struct FormShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Print a form as it was published.",
    discussion: """
      Example:
        tissuectl form show tissue-donation@1
      """)

  @Argument(help: "The form, ID or ID@VERSION.")
  var form: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let text = try session.openRegistry().formDocument(form)
    return Answer(.record(["form": .text(form), "document": .text(text)], prose: text))
  }
}
