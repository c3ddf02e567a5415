internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor not-duplicate`.
struct DonorNotDuplicate: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "not-duplicate",
    abstract: "Note that two donors are two persons, so that nobody is asked again.",
    discussion: """
      Both stay as they are; the pair leaves the list of 'donor duplicates'.

      Example:
        tissuectl donor not-duplicate CODE CODE --reason "twins"
      """)

  @Argument(help: "One donor's code.")
  var code: String

  @Argument(help: "The other donor's code.")
  var other: String

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.notDuplicate(code, other, request))
  }
}
