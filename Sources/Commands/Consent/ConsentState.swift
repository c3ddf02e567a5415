internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent state`.
struct ConsentState: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "state",
    abstract: "Show what a donor permits, scope by scope.",
    discussion: """
      Answers for any day and for what was known at any instant. '--explain' tells which events \
      decided and which were overruled.

      Example:
        tissuectl consent state CODE --on 2026-11-01 --explain
      """)

  @Argument(help: "The donor code.")
  var code: String

  @Flag(help: "Tell why, in sentences.")
  var explain = false

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let states = try registry.consentStates(
      code, on: options.on, knownAt: options.knownAt, explain: explain)
    let sentences = states.flatMap { ConsentSentence.lines($0) }.joined(separator: "\n")
    return Answer(
      .list(
        states.map { Record($0, explained: explain) },
        columns: ["scope", "state", "from", "until", "because"],
        prose: explain ? sentences : nil),
      remarks: try session.mergeRemarks(code, registry))
  }
}
