internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl programme open`.
struct ProgrammeOpen: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "open",
    abstract: "Let a programme take donors; it needs an ethics approval.",
    discussion: """
      Example:
        tissuectl programme open HER2-TARGETED --reason "first donors expected"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { .open }
}

/// The command `tissuectl programme suspend`.
struct ProgrammeSuspend: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "suspend",
    abstract: "Halt a programme for a time: it takes no donors until it is opened again.",
    discussion: """
      Example:
        tissuectl programme suspend HER2-TARGETED --reason "freezer down"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { .suspended }
}

/// The command `tissuectl programme close`.
struct ProgrammeClose: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "close",
    abstract: "End a programme for good, as planned or, with '--early', before its time.",
    discussion: """
      Example:
        tissuectl programme close HER2-TARGETED
      """)

  @Flag(help: "It ended before its time.")
  var early = false

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { early ? .terminated : .closed }
}

/// The programme that changes its state.
struct ProgrammeSubject: ParsableArguments {
  @Argument(help: "The programme.")
  var id: String

  @OptionGroup var change: ChangeOptions
}

/// A command that moves a programme to another state.
protocol ProgrammeVerb: ChangeCommand {
  /// The programme.
  var subject: ProgrammeSubject { get }
  /// Where it is to stand.
  var target: ProgrammeState { get }
}

extension ProgrammeVerb {
  var change: ChangeOptions { subject.change }

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.setProgramme(subject.id, to: target, request))
  }
}
