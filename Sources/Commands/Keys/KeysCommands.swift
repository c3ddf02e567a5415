internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys`.
struct KeysCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Look at the registry's keys, change them, and keep a copy of them.",
    discussion: """
      Example:
        tissuectl keys show
      """,
    subcommands: [
      KeysShow.self, KeysRotate.self, KeysForget.self, KeysPassphrase.self, KeysExport.self,
      KeysImport.self,
    ])
}

/// The command `tissuectl keys show`.
struct KeysShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "List the master keys with what depends on each; never the keys.",
    discussion: """
      Example:
        tissuectl keys show --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let records: [Record] = try session.openRegistry().masterKeys().map {
      [
        "key": .text($0.id), "state": .text($0.state), "created_at": .instant($0.createdAt),
        "purposes": .texts($0.purposes), "donors": .integer($0.donors),
      ]
    }
    return Answer(.list(records, columns: ["key", "state", "created_at", "donors"]))
  }
}
