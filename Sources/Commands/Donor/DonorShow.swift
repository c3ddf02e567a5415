internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor show`.
struct DonorShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Show what is known of a donor: nothing identifying.",
    discussion: """
      Lists facts, tissue, the scopes permitted on the day asked for, and the releases that hold \
      the donor.

      Example:
        tissuectl donor show CODE --on 2026-11-01
      """)

  @Argument(help: "The donor code.")
  var code: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    return Answer(
      .record(Record(try registry.donor(code, on: options.on, knownAt: options.knownAt))),
      remarks: try session.mergeRemarks(code, registry))
  }
}
