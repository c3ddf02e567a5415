internal import ArgumentParser
internal import Registry

/// The command `tissuectl keys forget`.
struct KeysForget: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "forget",
    abstract: "Take a retired master key out of the key ring, for good.",
    discussion: """
      The registry does not need it any more. Backups made before its rotation do: they are then \
      readable only with an older copy of the key ring.

      Example:
        tissuectl keys forget k1a2b3c4d --yes
      """)

  @Argument(help: "Id of the key, as 'keys show' lists it.")
  var key: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    guard options.yes || options.dryRun else {
      throw RegistryError(
        .usage, "a forgotten key never comes back", at: [.init("option", "--yes")],
        fix: "add --yes, or look at it with --dry-run first")
    }
    try session.openRegistry().forgetKey(key, session.request(change))
    return Answer(.record(session.marked(["key": .text(key), "state": .text("forgotten")])))
  }
}
