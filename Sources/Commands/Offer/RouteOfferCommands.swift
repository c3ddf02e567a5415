internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl route offer`.
struct RouteOfferCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer",
    abstract: "Take up, hand over, decline or take back an offer of tissue.",
    discussion: """
      Example:
        tissuectl route offer reserve 412
      """,
    subcommands: [OfferReserve.self, OfferRelease.self, OfferDecline.self, OfferCancel.self])
}

/// The command `tissuectl route offer reserve`.
struct OfferReserve: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "reserve",
    abstract: "The programme takes the offer up; no allocation takes it back from then on.",
    discussion: """
      Asks the verdict of this moment and the quota first, and is refused where either says no.

      Example:
        tissuectl route offer reserve 412 --reason "accepted by telephone"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.move(.reserved, session) }
}

/// The command `tissuectl route offer release`.
struct OfferRelease: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "The tissue of a reserved offer is handed over.",
    discussion: """
      Asks the verdict of this moment first, and is refused where it is not 'eligible' any more.

      Example:
        tissuectl route offer release 412
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.move(.released, session) }
}

/// The command `tissuectl route offer decline`.
struct OfferDecline: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "The programme does not want the tissue; it is not offered this donor again.",
    discussion: """
      Example:
        tissuectl route offer decline 412 --reason "too little tumour"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.move(.declined, session) }
}

/// The command `tissuectl route offer cancel`.
struct OfferCancel: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Take an offer back; the next allocation may propose it anew.",
    discussion: """
      Example:
        tissuectl route offer cancel 412 --reason "freezer down"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer { try subject.move(.cancelled, session) }
}

/// The offer that moves.
struct OfferSubject: ParsableArguments {
  @Argument(help: "The number of the offer, from 'tissuectl route offers'.")
  var offer: UInt64

  @OptionGroup var change: ChangeOptions

  /// Moves the offer.
  /// - Parameters:
  ///   - state: where it is to go.
  ///   - session: the run.
  /// - Returns: where it stands now.
  /// - Throws: `RegistryError` where it cannot go there.
  func move(_ state: OfferState, _ session: Session) throws -> Answer {
    let line = try session.openRegistry().moveOffer(offer, to: state, session.request(change))
    return Answer(.record(session.marked(Record(line))))
  }
}
