internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl programme submit`.
struct ProgrammeSubmit: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "submit",
    abstract: "Hand a draft in to the ethics committee.",
    discussion: """
      Example:
        tissuectl programme submit MY-PROGRAMME
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { .submitted }
}

/// The command `tissuectl programme approve`.
struct ProgrammeApprove: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "approve",
    abstract: "Record that the ethics committee approved; the document has to state the approval.",
    discussion: """
      Example:
        tissuectl programme approve MY-PROGRAMME --reason "EC 2026-17"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { .approved }
}

/// The command `tissuectl programme terminate`.
struct ProgrammeTerminate: ProgrammeVerb {
  static let configuration = CommandConfiguration(
    verb: "terminate",
    abstract: "End a programme before its time: offers are cancelled and releases recalled.",
    discussion: """
      Example:
        tissuectl programme terminate MY-PROGRAMME --reason "approval withdrawn"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  var target: ProgrammeState { .terminated }
}
