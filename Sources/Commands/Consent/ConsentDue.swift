internal import ArgumentParser
internal import Registry

/// The command `tissuectl consent due`.
struct ConsentDue: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "due",
    abstract: "List who has to be asked again, and by when, facility by facility.",
    discussion: """
      '--reconsent' lists what a material new version of a form made due. '--expiring' and \
      '--majority' look some days ahead; a majority that is past stays on the list until the \
      donor confirms. Nothing is stored: every list is worked out for the day asked about.

      Example:
        tissuectl consent due --expiring 90 --facility site-1 --format csv
      """)

  @Flag(help: "Donors whose form has a material new version.")
  var reconsent = false

  @Option(help: ArgumentHelp("Permissions that end within so many days.", valueName: "days"))
  var expiring: Int?

  @Option(
    help: ArgumentHelp("Donors of age, or who come of age within so many days.", valueName: "days"))
  var majority: Int?

  @Option(help: ArgumentHelp("Only donors whom this facility registered.", valueName: "name"))
  var facility: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let given = [reconsent, expiring != nil, majority != nil].count { $0 }
    guard given == 1 else {
      throw ValidationError("name one of --reconsent, --expiring and --majority")
    }
    guard let days = expiring ?? majority else { return }
    guard (0...36_525).contains(days), days > 0 || majority != nil else {
      throw ValidationError("write a number of days, 36525 at most")
    }
  }

  private var work: ConsentDueRequest.Work {
    if let expiring { return .expiring(days: expiring) }
    return majority.map { .majority(days: $0) } ?? .reconsent
  }

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    let request = ConsentDueRequest(
      work, facility: facility, on: options.on, knownAt: options.knownAt)
    let document = Document(
      content: .stream { emit in
        try registry.forEachConsentDue(request) { try emit(Record($0)) }
      },
      columns: ["donor", "facility", "scopes", "due", "form", "why"])
    return Answer(document)
  }
}
