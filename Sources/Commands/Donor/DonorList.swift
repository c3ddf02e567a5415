internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor list`.
struct DonorList: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "list",
    abstract: "List every donor, one after the other, however many there are.",
    discussion: """
      A table shows the main columns; the other formats hold what 'donor show' holds.

      Example:
        tissuectl donor list --format ndjson
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let document = Document(
      content: .stream { emit in
        try registry.forEachDonor(on: options.on, knownAt: options.knownAt) {
          try emit(Record($0))
        }
      },
      columns: ["donor", "facility", "sex", "birth_year", "diagnoses", "permitted"])
    return Answer(document)
  }
}
