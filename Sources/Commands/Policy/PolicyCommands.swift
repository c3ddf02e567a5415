internal import ArgumentParser
internal import Registry

/// The command `tissuectl policy`.
struct PolicyCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Look at the policy of releases and counts, and publish another.",
    discussion: """
      Example:
        tissuectl policy show
      """,
    subcommands: [PolicyShow.self, PolicyPublish.self])
}

/// The command `tissuectl policy show`.
struct PolicyShow: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "show",
    abstract: "Print the policy that releases and counts have to keep to.",
    discussion: """
      Example:
        tissuectl policy show > policy.yaml
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let text = try session.openRegistry().policyDocument()
    return Answer(.record(["document": .text(text)], prose: text))
  }
}

/// The command `tissuectl policy publish`.
struct PolicyPublish: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "publish",
    abstract: "Publish a policy of a higher version; it is in force from then on.",
    discussion: """
      What is published never changes. 'four_eyes: true' has a second person approve releases.

      Example:
        tissuectl policy publish policy.yaml
      """)

  @Argument(help: "The YAML file, '-' for standard input.")
  var file: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let changed = try session.openRegistry().publishPolicy(
      try InputFile.path(file), session.request(change))
    return Answer(
      .record(
        session.marked([
          "version": .integer(changed.version), "sequence": .sequence(changed.sequence),
        ])))
  }
}
