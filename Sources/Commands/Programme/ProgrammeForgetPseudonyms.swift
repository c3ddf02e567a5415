internal import ArgumentParser
internal import Registry

/// The command `tissuectl programme forget-pseudonyms`.
struct ProgrammeForgetPseudonyms: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "forget-pseudonyms",
    abstract: "Destroy the key of a programme's pseudonyms: nobody can tell whose they were.",
    discussion: """
      Refused while a recipient may hold data of the programme or a recall is open, because nobody \
      could be recalled afterwards. Copies of the keys made before still tell: destroy them too.

      Example:
        tissuectl programme forget-pseudonyms HER2-TARGETED --confirm HER2-TARGETED
      """)

  @Argument(help: "The programme.")
  var id: String

  @Option(help: ArgumentHelp("The programme again.", valueName: "programme"))
  var confirm: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let found = try session.openRegistry().forgetPseudonyms(
      of: id, confirmation: confirm, session.request(change))
    return Answer(
      .record(
        session.marked([
          "programme": .text(found.programme), "releases": .integer(found.releases),
          "pseudonyms": .integer(found.pseudonyms),
        ])))
  }
}
