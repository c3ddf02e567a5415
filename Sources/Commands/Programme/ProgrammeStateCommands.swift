internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl programme open`.
struct ProgrammeOpen: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Let a programme take donors; it needs an ethics approval.",
    discussion: """
      Example:
        tissuectl programme open HER2-TARGETED --reason "first donors expected"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.set(.open, session) }
}

/// The command `tissuectl programme suspend`.
struct ProgrammeSuspend: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Halt a programme for a time: it takes no donors until it is opened again.",
    discussion: """
      Example:
        tissuectl programme suspend HER2-TARGETED --reason "freezer down"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.set(.suspended, session) }
}

/// The command `tissuectl programme close`.
struct ProgrammeClose: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "End a programme for good, as planned or, with '--early', before its time.",
    discussion: """
      Example:
        tissuectl programme close HER2-TARGETED
      """)

  @Flag(help: "It ended before its time.")
  var early = false

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try subject.set(early ? .terminated : .closed, session)
  }
}

/// The programme that changes its state.
struct ProgrammeSubject: ParsableArguments {
  @Argument(help: "The programme.")
  var id: String

  @OptionGroup var change: ChangeOptions

  /// Makes the change.
  /// - Parameters:
  ///   - state: where the programme is to stand.
  ///   - session: the run.
  /// - Returns: where it stands now.
  /// - Throws: `RegistryError` where it cannot go there.
  func set(_ state: ProgrammeState, _ session: Session) throws -> Answer {
    let changed = try session.openRegistry().setProgramme(id, to: state, session.request(change))
    return Answer(.record(session.marked(Record(changed))))
  }
}
