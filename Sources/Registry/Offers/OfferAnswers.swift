public import Domain

/// Which offers are asked for.
public struct OfferQuery: Sendable {
  /// Only those of this programme.
  public var programme: String?
  /// Only those of this donor.
  public var donor: String?
  /// Only those that stand so.
  public var state: OfferState?
  /// Only donors of this site.
  public var facility: String?

  /// Describes a question.
  /// - Parameters:
  ///   - programme: only those of this programme.
  ///   - donor: only those of this donor.
  ///   - state: only those that stand so.
  ///   - facility: only donors of this site.
  public init(
    programme: String? = nil, donor: String? = nil, state: OfferState? = nil,
    facility: String? = nil
  ) {
    self.programme = programme
    self.donor = donor
    self.state = state
    self.facility = facility
  }
}

/// One offer in the answer to `route offers`.
public struct OfferLine: Sendable {
  /// The number that the offer is known by: the ledger sequence of its proposal.
  public var offer: UInt64
  /// Code of the person.
  public var donor: String
  /// The site that registered the donor.
  public var facility: String?
  /// Id of the programme.
  public var programme: String
  /// Where it stands on the day asked about.
  public var state: OfferState
  /// When it was proposed.
  public var proposedAt: Instant
  /// The first day on which it no longer stands, unless the tissue was handed over.
  public var until: CivilDay
  /// When it was moved last.
  public var changedAt: Instant
  /// Why it stands where it stands; nil for a proposal.
  public var because: OfferCause?
  /// When the tissue was handed over; where the offer is cancelled, the tissue has to come back.
  public var releasedAt: Instant?
}
