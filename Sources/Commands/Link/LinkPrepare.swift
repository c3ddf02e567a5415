internal import ArgumentParser
internal import Registry

/// The command `tissuectl link prepare`.
struct LinkPrepare: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "prepare",
    abstract: "Write the file that another registry compares with its own.",
    discussion: """
      Holds keyed tokens of the donors who permit data_linkage today, in an order that tells nothing. \
      --bloom adds encodings that find more slips of the pen and protect less: only where both sides \
      ask for them. The list of rows stays here. A secret serves once.

      Example:
        tissuectl link prepare --secret-file shared.txt --out ours.link --rows rows.csv
      """)

  @OptionGroup var shared: SharedSecretOptions

  @Option(help: ArgumentHelp("A new file, for the other registry.", valueName: "file"))
  var out: String

  @Option(help: ArgumentHelp("A new CSV file of rows and donors, to be kept.", valueName: "file"))
  var rows: String

  @Flag(help: "Add Bloom encodings to the tokens.")
  var bloom = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let prepared = try session.openRegistry().prepareLink(
      to: out, rows: rows, secret: try shared.secret(session), hasEncodings: bloom,
      session.request(change))
    return Answer(
      .record(
        session.marked([
          "file": .text(out), "rows": .text(rows), "exchange": .text(prepared.exchange),
          "people": .integer(prepared.people), "left_out": .integer(prepared.leftOut),
          "bloom": .flag(prepared.hasEncodings), "sha256": .text(prepared.sha256),
        ])))
  }
}
