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
struct OfferReserve: OfferVerb {
  static let configuration = CommandConfiguration(
    verb: "reserve",
    abstract: "The programme takes the offer up; no allocation takes it back from then on.",
    discussion: """
      Asks the verdict of this moment and the quota first, and is refused where either says no.

      Example:
        tissuectl route offer reserve 412 --reason "accepted by telephone"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  var target: OfferState { .reserved }
}

/// The command `tissuectl route offer release`.
struct OfferRelease: OfferVerb {
  static let configuration = CommandConfiguration(
    verb: "release",
    abstract: "The tissue of a reserved offer is handed over.",
    discussion: """
      Asks the verdict of this moment first, and is refused where it is not 'eligible' any more.

      Example:
        tissuectl route offer release 412
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  var target: OfferState { .released }
}

/// The command `tissuectl route offer decline`.
struct OfferDecline: OfferVerb {
  static let configuration = CommandConfiguration(
    verb: "decline",
    abstract: "The programme does not want the tissue; it is not offered this donor again.",
    discussion: """
      Example:
        tissuectl route offer decline 412 --reason "too little tumour"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  var target: OfferState { .declined }
}

/// The command `tissuectl route offer cancel`.
struct OfferCancel: OfferVerb {
  static let configuration = CommandConfiguration(
    verb: "cancel",
    abstract: "Take an offer back; the next allocation may propose it anew.",
    discussion: """
      Example:
        tissuectl route offer cancel 412 --reason "freezer down"
      """)

  @OptionGroup var subject: OfferSubject
  @OptionGroup var options: GlobalOptions

  var target: OfferState { .cancelled }
}

/// The offer that moves.
struct OfferSubject: ParsableArguments {
  @Argument(help: "The number of the offer, from 'tissuectl route offers'.")
  var offer: UInt64

  @OptionGroup var change: ChangeOptions
}

/// A command that moves an offer to another state.
protocol OfferVerb: ChangeCommand {
  /// The offer.
  var subject: OfferSubject { get }
  /// Where it is to go.
  var target: OfferState { get }
}

extension OfferVerb {
  var change: ChangeOptions { subject.change }

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    Record(try registry.moveOffer(subject.offer, to: target, request))
  }
}
