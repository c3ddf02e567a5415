internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor duplicates`.
struct DonorDuplicates: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List the pairs of donors that may be one person, the likeliest first.",
    discussion: """
      An open pair is decided by 'donor merge', 'donor not-duplicate' or 'donor postpone'; a \
      postponed one is open again from its day.

      Example:
        tissuectl donor duplicates --format csv
      """)

  @Flag(help: "Decided and postponed pairs too.")
  var all = false

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let cases = try session.openRegistry().duplicates(on: options.on, all: all)
    return Answer(
      .list(
        cases.map { Record($0) }, columns: ["donor", "other", "score", "agreed", "state"]))
  }
}
