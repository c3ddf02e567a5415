internal import ArgumentParser

/// The command `tissuectl link`.
struct LinkCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Find the people whom another registry knows too, without telling who they are.",
    discussion: """
      Both sides prepare a file under one secret that serves once, exchange the files, and compare. \
      What comes out are pairs of rows with scores; whose rows they are, each side knows alone.

      Example:
        tissuectl link secret shared.txt
      """,
    subcommands: [LinkSecret.self, LinkPrepare.self, LinkCompare.self])
}
