internal import ArgumentParser

/// The command `tissuectl consent void`.
struct ConsentVoid: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "void",
    abstract: "Take a mistaken consent event out of effect; it stays in the history.",
    discussion: """
      Needs a reason. Questions about what was known before the void still see the event.

      Example:
        tissuectl consent void 4711 --reason "entered for the wrong donor"
      """)

  @Argument(help: ArgumentHelp("Ledger sequence of the event.", valueName: "seq"))
  var sequence: UInt64

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try ConsentEntry(kind: "void", target: sequence).record(session, change)
  }
}
