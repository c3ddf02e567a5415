internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor find`.
struct DonorFind: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "find",
    abstract: "Find a donor's code by identifiers; nothing is stored.",
    discussion: """
      Takes a JSON object with the identifiers from a file, from standard input or from a prompt. \
      Ends with status 4 where nobody is found.

      Example:
        tissuectl donor find --file person.json
      """)

  @Option(
    help: ArgumentHelp(
      "JSON file, '-' for standard input; else a prompt at a terminal, standard input elsewhere.",
      valueName: "file"))
  var file: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let input = try DonorInput(file: file, asksInterest: false, session: session)
    let found = try registry.find(json: input.json, name: input.name)
    guard !found.isEmpty else {
      throw RegistryError(
        .notFound, "no donor has these identifiers", at: [.init("file", input.name)],
        fix: "check them, or register the donor with 'tissuectl donor register'")
    }
    let records: [Record] = found.map {
      [
        "donor": .text($0.donor), "matched_by": .texts($0.matchedBy),
        "merged": .texts($0.merged),
      ]
    }
    return Answer(.list(records, columns: ["donor", "matched_by"]))
  }
}
