internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor split`.
struct DonorSplit: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "split",
    abstract: "Undo a merge: both codes are donors of their own again.",
    discussion: """
      Names the merged code, or the surviving one where only one code is merged into it. Everything \
      recorded before the merge goes back to the code it was recorded under; what was recorded since \
      was recorded under the survivor and stays with it. The answer lists those events.

      Example:
        tissuectl donor split CODE --reason "two sisters"
      """)

  @Argument(help: "The donor code.")
  var code: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let outcome = try session.openRegistry().split(code, session.request(change))
    return Answer(.record(session.marked(Record(outcome))))
  }
}
