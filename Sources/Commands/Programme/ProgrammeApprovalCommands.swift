internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl programme submit`.
struct ProgrammeSubmit: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hand a draft in to the ethics committee.",
    discussion: """
      Example:
        tissuectl programme submit MY-PROGRAMME
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.set(.submitted, session) }
}

/// The command `tissuectl programme approve`.
struct ProgrammeApprove: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Record that the ethics committee approved; the document has to state the approval.",
    discussion: """
      Example:
        tissuectl programme approve MY-PROGRAMME --reason "EC 2026-17"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.set(.approved, session) }
}

/// The command `tissuectl programme terminate`.
struct ProgrammeTerminate: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminate",
    abstract: "End a programme before its time: offers are cancelled and releases recalled.",
    discussion: """
      Example:
        tissuectl programme terminate MY-PROGRAMME --reason "approval withdrawn"
      """)

  @OptionGroup var subject: ProgrammeSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.set(.terminated, session) }
}
