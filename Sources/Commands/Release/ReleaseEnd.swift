internal import ArgumentParser
internal import Registry

/// The command `tissuectl release due`.
struct ReleaseDue: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "due",
    abstract: "List the releases that recipients should have destroyed by now.",
    discussion: """
      The agreement is over, and nobody has confirmed the destruction.

      Example:
        tissuectl release due --within 30
      """)

  @Option(help: ArgumentHelp("Also those that will be due in so many days.", valueName: "days"))
  var within = 0

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if within < 0 { throw ValidationError("--within is 0 or more") }
  }

  func answer(_ session: Session) throws -> Answer {
    let records = try session.openRegistry().releasesDue(within: within).map {
      Record.release($0)
    }
    return Answer(
      .list(
        records, columns: ["release", "recipient", "agreement", "until", "standing", "donors"]))
  }
}

/// The command `tissuectl release destroyed`.
struct ReleaseDestroyed: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "destroyed",
    abstract: "Record a recipient's confirmation that a release was destroyed.",
    discussion: """
      Later releases are still held against it: what was known once stays known.

      Example:
        tissuectl release destroyed RELEASE --evidence confirmation.pdf
      """)

  @Argument(help: "The release id.")
  var id: String

  @OptionGroup var recipient: ConfirmationOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let line = try session.openRegistry().destroyRelease(
      id, evidence: recipient.confirmation, session.request(change))
    return Answer(.record(session.marked(.release(line))))
  }
}
