internal import ArgumentParser
internal import Registry

/// The command `tissuectl release approve`.
struct ReleaseApprove: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "approve",
    abstract: "Approve the release that somebody else asked for.",
    discussion: """
      Refused with status 5 for one's own request, and where the donors are no longer those of the \
      request.

      Example:
        tissuectl release approve REQUEST --actor second
      """)

  @Argument(help: "The request.")
  var id: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.decideRelease(id, approved: true, request))
  }
}

/// The command `tissuectl release reject`.
struct ReleaseReject: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "reject",
    abstract: "Reject or take back a request for a release.",
    discussion: """
      Example:
        tissuectl release reject REQUEST --reason "the agreement is not signed"
      """)

  @Argument(help: "The request.")
  var id: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.decideRelease(id, approved: false, request))
  }
}
