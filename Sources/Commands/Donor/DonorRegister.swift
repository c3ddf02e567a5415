internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor register`.
struct DonorRegister: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "register",
    abstract: "Register one donor and print the donor code.",
    discussion: """
      Takes one JSON object from a file, from standard input or from a prompt. The same person \
      again gives the same code, with status 'known'.

      Example:
        tissuectl donor register --file donor.json --format json
      """)

  @Option(
    help: ArgumentHelp(
      "JSON file, '-' for standard input; else a prompt at a terminal, standard input elsewhere.",
      valueName: "file"))
  var file: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let input = try DonorInput(file: file, asksInterest: true, session: session)
    let registration = try registry.register(
      json: input.json, name: input.name, session.request(change))
    return Answer(
      .record(session.marked(Record(registration))),
      remarks: registration.warnings.map { "warning: \($0)" })
  }
}
