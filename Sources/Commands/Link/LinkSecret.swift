internal import ArgumentParser
internal import Registry

/// The command `tissuectl link secret`.
struct LinkSecret: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "secret",
    abstract: "Write a new secret for one exchange to a file that only its owner can read.",
    discussion: """
      Carry it to the other registry by another way than the files, and destroy it afterwards.

      Example:
        tissuectl link secret shared.txt
      """)

  @Argument(help: ArgumentHelp("A new file.", valueName: "file"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    try Registry.writeLinkSecret(to: file)
    return Answer(.record(["file": .text(file)]))
  }
}
