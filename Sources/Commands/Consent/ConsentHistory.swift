internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent history`.
struct ConsentHistory: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "history",
    abstract: "List every consent event of a donor, voided ones included.",
    discussion: """
      A table shows the main columns; the other formats hold all of them.

      Example:
        tissuectl consent history CODE --known-at 2026-06-30
      """)

  @Argument(help: "The donor code.")
  var code: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let lines = try registry.consentHistory(code, knownAt: options.knownAt)
    return Answer(
      .list(
        lines.map { Record($0) },
        columns: [
          "sequence", "kind", "form", "permitted", "denied", "signed_on", "effective_from",
          "signer", "voided_by",
        ]), remarks: try session.mergeRemarks(code, registry))
  }
}
