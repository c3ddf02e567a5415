public import Domain

extension Snapshot {
  private static let offerColumns = """
    o.seq, o.donor, coalesce(d.merged_into, d.code), d.facility, o.programme, o.state,
    o.proposed_at, o.until_day, o.changed_seq, o.changed_at, o.cause, o.released_at
    FROM offer o JOIN donor d ON d.code = o.donor
    """

  /// Every offer there was, oldest first.
  /// - Returns: the offers.
  /// - Throws: ``StoreError``.
  public func offers() throws(StoreError) -> [StoredOffer] {
    try offers("ORDER BY o.seq")
  }

  /// The offers that are proposed, reserved or released, oldest first.
  /// - Returns: the offers; whether one has expired is for the day asked to say.
  /// - Throws: ``StoreError``.
  public func openOffers() throws(StoreError) -> [StoredOffer] {
    try offers("WHERE o.state <= 3 ORDER BY o.seq")
  }

  /// The same of one person.
  /// - Parameter person: the code that stands for the person.
  /// - Returns: the offers under each of the person's codes.
  /// - Throws: ``StoreError``.
  public func openOffers(of person: Int64) throws(StoreError) -> [StoredOffer] {
    try offers(
      """
      WHERE o.state <= 3 AND o.donor IN (SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1)
      ORDER BY o.seq
      """, person)
  }

  /// The same of one programme.
  /// - Parameter programme: id of the programme.
  /// - Returns: the offers.
  /// - Throws: ``StoreError``.
  public func openOffers(ofProgramme programme: String) throws(StoreError) -> [StoredOffer] {
    try offers("WHERE o.state <= 3 AND o.programme = ?1 ORDER BY o.seq", programme)
  }

  /// An offer.
  /// - Parameter sequence: ledger sequence of its proposal.
  /// - Returns: the offer, or nil.
  /// - Throws: ``StoreError``.
  public func offer(_ sequence: UInt64) throws(StoreError) -> StoredOffer? {
    guard let stored = Int64(exactly: sequence) else { return nil }
    return try offers("WHERE o.seq = ?1 ORDER BY o.seq", stored).first
  }

  /// Whether an offer is proposed, reserved or released.
  /// - Returns: whether one is.
  /// - Throws: ``StoreError``.
  public func hasOpenOffers() throws(StoreError) -> Bool {
    try translating {
      try preparedBesidePending("SELECT seq FROM offer WHERE state <= 3 ORDER BY programme LIMIT 1")
        .firstInteger() != nil
    }
  }

  /// The first day on which a donor no longer permits all of some scopes, as recorded now.
  /// - Parameters:
  ///   - scopes: the scopes.
  ///   - person: the code that stands for the person.
  ///   - day: the day from which on they have to be permitted.
  /// - Returns: the day; `day` itself where they are not permitted on it.
  /// - Throws: ``StoreError``.
  public func lastPermission(
    of scopes: ScopeSet, by person: Int64, from day: CivilDay
  ) throws(StoreError) -> CivilDay {
    try translating {
      let segments = try timeline(of: person)
      guard let now = segments.lastIndex(where: { $0.from <= day }) else { return day }
      let ending = segments[now...].firstIndex { !scopes.isSubset(of: $0.states.permitted) }
      return ending == now ? day : ending.map { segments[$0].from } ?? .latest
    }
  }

  private func offers(_ condition: String) throws(StoreError) -> [StoredOffer] {
    try offers(condition) { _ in }
  }

  private func offers(_ condition: String, _ key: Int64) throws(StoreError) -> [StoredOffer] {
    try offers(condition) { $0.bind(1, key) }
  }

  private func offers(_ condition: String, _ key: String) throws(StoreError) -> [StoredOffer] {
    try offers(condition) { $0.bind(1, key) }
  }

  private func offers(
    _ condition: String, bind: (PreparedStatement) -> Void
  ) throws(StoreError) -> [StoredOffer] {
    try translating {
      let select = try prepared(text: "SELECT \(Self.offerColumns) \(condition)")
      bind(select)
      defer { select.reset() }
      var found: [StoredOffer] = []
      while try select.next() { found.append(try StoredOffer(select)) }
      return found
    }
  }
}

extension StoredOffer {
  fileprivate init(_ row: PreparedStatement) throws {
    guard let state = OfferState(rawValue: UInt8(clamping: row.integer(5))) else {
      throw StoreError.corrupt(detail: "unknown state of offer \(row.integer(0))")
    }
    self.init(
      sequence: row.sequence(0), donor: row.integer(1), person: row.integer(2),
      facility: row.optionalText(3), programme: row.text(4), recordedState: state,
      proposedAt: Instant(microseconds: row.integer(6)), until: CivilDay(stored: row.integer(7)),
      changedSequence: row.sequence(8), changedAt: Instant(microseconds: row.integer(9)),
      cause: row.optionalInteger(10).flatMap { OfferCause(rawValue: UInt8(clamping: $0)) },
      releasedAt: row.optionalInteger(11).map { Instant(microseconds: $0) })
  }
}
