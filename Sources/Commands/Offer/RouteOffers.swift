internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl route offers`.
struct RouteOffers: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "offers",
    abstract: "List the offers of tissue to programmes, and where each stands.",
    discussion: """
      An offer is proposed, reserved, released, declined, cancelled or expired; 'because' says why. \
      A cancelled offer with a day of release is tissue that has to come back.

      Example:
        tissuectl route offers --programme NK-RESISTANCE --state proposed
      """)

  @Option(help: ArgumentHelp("Only offers to this programme.", valueName: "id"))
  var programme: String?

  @Option(help: ArgumentHelp("Only offers of this donor.", valueName: "code"))
  var donor: String?

  @Option(
    help: ArgumentHelp("Only offers that stand so.", valueName: "state"),
    transform: OfferArgument.state)
  var state: OfferState?

  @Option(help: ArgumentHelp("Only donors of this facility.", valueName: "name"))
  var facility: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws { try RouteDay.validate(options) }

  func answer(_ session: Session) throws -> Answer {
    let lines = try session.openRegistry().offers(
      OfferQuery(programme: programme, donor: donor, state: state, facility: facility),
      on: options.on)
    return Answer(
      .list(
        lines.map { Record($0) },
        columns: ["offer", "donor", "facility", "programme", "state", "until", "because"]),
      remarks: lines.isEmpty
        ? ["no such offer; 'tissuectl route allocate' offers tissue to programmes"] : [])
  }
}

/// Reads arguments about offers.
enum OfferArgument {
  /// Reads a state.
  /// - Parameter text: its name.
  /// - Returns: the state.
  /// - Throws: `ValidationError`.
  @Sendable
  static func state(_ text: String) throws -> OfferState {
    if let state = OfferState(name: text) { return state }
    throw ValidationError("write one of: \(OfferState.names.joined(separator: ", "))")
  }
}
