internal import ArgumentParser
internal import Registry

/// The command `tissuectl link compare`.
struct LinkCompare: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "compare",
    abstract: "Compare the files of two registries: pairs of rows with scores, nothing else.",
    discussion: """
      That the files were compared, and how many pairs came out, goes into the ledger.

      Example:
        tissuectl link compare ours.link theirs.link --secret-file shared.txt --out pairs.csv
      """)

  @Argument(help: ArgumentHelp("The file that this registry prepared.", valueName: "ours"))
  var own: String

  @Argument(help: ArgumentHelp("The file of the other registry.", valueName: "theirs"))
  var other: String

  @OptionGroup var shared: SharedSecretOptions

  @Option(help: ArgumentHelp("A new CSV file for the pairs.", valueName: "file"))
  var out: String?

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let found = try session.openRegistry().compareLink(
      try InputFile.path(own), with: try InputFile.path(other),
      secret: try shared.secret(session), out: out, session.request(change))
    var remarks: [String] = []
    if found.overfull > 0 {
      remarks.append("\(found.overfull) tokens are shared by too many people and were passed over")
    }
    guard let out else {
      return Answer(
        .list(
          found.pairs.map {
            [
              "row": .integer($0.row), "other_row": .integer($0.otherRow),
              "score": .decimal($0.score),
            ]
          }, columns: ["row", "other_row", "score"]), remarks: remarks)
    }
    return Answer(
      .record(
        session.marked([
          "file": .text(out), "people": .integer(found.people), "others": .integer(found.others),
          "pairs": .integer(found.pairs.count), "overfull_tokens": .integer(found.overfull),
        ])), remarks: remarks)
  }
}
