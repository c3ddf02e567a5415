public import Domain

/// An offer of a donor's tissue to a programme.
public struct StoredOffer: Hashable, Sendable {
  /// Ledger sequence of the proposal, by which the offer is known.
  public var sequence: UInt64
  /// The code that the offer was made under.
  public var donor: Int64
  /// The code that stands for the person now.
  public var person: Int64
  /// The site that registered the donor.
  public var facility: String?
  /// Id of the programme.
  public var programme: String
  /// Where it was left; time alone moves it to `OfferState.expired`.
  public var recordedState: OfferState
  /// When it was proposed.
  public var proposedAt: Instant
  /// The first day on which it no longer stands, unless the tissue was handed over.
  public var until: CivilDay
  /// Ledger sequence of the last event about it.
  public var changedSequence: UInt64
  /// When that was recorded.
  public var changedAt: Instant
  /// Why it stands where it stands; nil for a proposal.
  public var cause: OfferCause?
  /// When the tissue was handed over.
  public var releasedAt: Instant?

  /// Where the offer stands on a day.
  /// - Parameter day: the day.
  /// - Returns: the state.
  public func state(on day: CivilDay) -> OfferState {
    recordedState.isLive && day >= until ? .expired : recordedState
  }
}

/// What changes an offer.
public struct OfferMove: Hashable, Sendable {
  /// Ledger sequence of the proposal.
  public var offer: UInt64
  /// Where it goes.
  public var state: OfferState
  /// Why.
  public var cause: OfferCause

  /// Describes a move.
  /// - Parameters:
  ///   - offer: ledger sequence of the proposal.
  ///   - state: where it goes.
  ///   - cause: why.
  public init(offer: UInt64, to state: OfferState, because cause: OfferCause) {
    self.offer = offer
    self.state = state
    self.cause = cause
  }
}

extension ProjectionWriter {
  /// Adds a proposal.
  /// - Parameters:
  ///   - offer: ledger sequence of the proposal.
  ///   - donor: the donor's code.
  ///   - programme: id of the programme.
  ///   - until: the first day on which it no longer stands.
  ///   - recordedAt: when it was proposed.
  /// - Throws: ``StoreError``.
  public func add(
    offer: UInt64, of donor: Int64, to programme: String, until: CivilDay, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO offer (seq, donor, programme, state, proposed_at, until_day, changed_seq,
          changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?1, ?5)
        """)
      insert.bind(1, Int64(offer))
      insert.bind(2, donor)
      insert.bind(3, programme)
      insert.bind(4, Int64(OfferState.proposed.rawValue))
      insert.bind(5, recordedAt.microseconds)
      insert.bind(6, until.stored)
      try insert.run()
    }
  }

  /// Moves an offer.
  /// - Parameters:
  ///   - move: which, where to and why.
  ///   - sequence: ledger sequence of the event.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func apply(
    _ move: OfferMove, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let update = try prepared(
        """
        UPDATE offer SET state = ?2, cause = ?3, changed_seq = ?4, changed_at = ?5,
          released_at = iif(?2 = ?6, ?5, released_at)
        WHERE seq = ?1
        """)
      update.bind(1, Int64(move.offer))
      update.bind(2, Int64(move.state.rawValue))
      update.bind(3, Int64(move.cause.rawValue))
      update.bind(4, Int64(sequence))
      update.bind(5, recordedAt.microseconds)
      update.bind(6, Int64(OfferState.released.rawValue))
      try update.run()
    }
  }
}
