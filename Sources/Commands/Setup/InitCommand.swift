internal import ArgumentParser
internal import Registry

/// The command `tissuectl init`.
struct InitCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "init",
    abstract: "Make an empty registry: database, key ring, default form and programmes.",
    discussion: """
      A folder that holds a registry already is refused. In mode 'vault' identifiers are kept, \
      sealed under each donor's own key; in mode 'hash-only' nothing but keyed match tokens is kept.

      Example:
        tissuectl init ./registry --mode vault
      """)

  @Argument(help: "The folder to make; else the one of --registry.")
  var dir: String?

  @Option(help: ArgumentHelp("What is kept of identifiers.", valueName: "mode"))
  var mode: IdentityModeArgument = .vault

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let folder = dir ?? session.folder
    var record: Record = ["registry": .text(folder), "mode": .text(mode.rawValue)]
    if options.dryRun { return Answer(.record(session.marked(record))) }
    let registry = try Registry.create(
      at: folder, mode: mode.mode, context: session.registryContext)
    record.append("forms", .integer(try registry.forms().count))
    record.append("programmes", .integer(try registry.programmes().count))
    return Answer(.record(record))
  }
}

/// The identity modes by name.
enum IdentityModeArgument: String, CaseIterable, ExpressibleByArgument {
  case vault
  case hashOnly = "hash-only"

  /// The mode of the registry.
  var mode: IdentityMode { self == .vault ? .vault : .hashOnly }
}
