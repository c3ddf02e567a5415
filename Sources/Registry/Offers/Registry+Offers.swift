public import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// The offers that there are and were.
  /// - Parameters:
  ///   - query: which of them.
  ///   - day: the day that says which have expired; nil is today.
  /// - Returns: the offers, oldest first.
  /// - Throws: ``RegistryError``.
  public func offers(
    _ query: OfferQuery = OfferQuery(), on day: CivilDay? = nil
  ) throws -> [OfferLine] {
    try read { snapshot in
      let day = day ?? today
      let person = try query.donor.map { try known($0, in: snapshot).code }
      let programme = try query.programme.map { try self.programme($0, in: snapshot).id }
      return try snapshot.offers().filter { offer in
        (person == nil || offer.person == person)
          && (programme == nil || offer.programme == programme)
          && (query.facility == nil || offer.facility == query.facility)
          && (query.state == nil || offer.state(on: day) == query.state)
      }.map { OfferLine($0, on: day) }
    }
  }

  /// Moves an offer: the programme takes it up or declines it, the tissue is handed over, or the
  /// offer is taken back.
  ///
  /// Taking up and handing over ask the verdict of that moment, and the quota; neither happens where
  /// the answer is not yes.
  /// - Parameters:
  ///   - id: the number of the offer.
  ///   - state: where it is to go.
  ///   - request: operation id, reason and whether to roll back.
  /// - Returns: the offer as it stands now.
  /// - Throws: ``RegistryError``.
  public func moveOffer(
    _ id: UInt64, to state: OfferState, _ request: ChangeRequest
  ) throws -> OfferLine {
    try commit(request, repeated: repeatedMove) { change in
      guard let offer = try change.snapshot.offer(id) else {
        throw RegistryError(
          .notFound, "no offer has the number \(id)", at: [.init("offer", "\(id)")],
          fix: "see: tissuectl route offers")
      }
      let now = offer.state(on: today)
      let next = now.successors(because: .decision)
      guard next.contains(state) else {
        throw Self.refused(
          offer, "an offer that is \(now) cannot become \(state)",
          fix: next.isEmpty
            ? "the next allocation may propose another: tissuectl route allocate"
            : "from here it can become: \(next.map(\.name).joined(separator: ", "))")
      }
      if state.isAccepted { try permit(offer, change) }
      try change.move(offer, to: state, because: .decision, reason: request.reason)
      return try line(of: id, in: change.snapshot)
    }
  }

  /// Asks the verdict of this moment, and whether there is a place.
  private func permit(_ offer: StoredOffer, _ change: Change) throws {
    var judge = try OfferJudge(change.snapshot, on: today)
    let standing = try judge.standing(of: offer)
    guard standing.cause == nil else {
      throw Self.refused(
        offer, "the donor cannot be offered to the programme now",
        why: standing.unmet.joined(separator: "; "),
        fix: "see: tissuectl route explain \(DonorCode.text(offer.person)) \(offer.programme)")
    }
    guard let quota = judge.quota(of: offer.programme) else { return }
    let others = try change.snapshot.openOffers(ofProgramme: offer.programme).count { other in
      other.sequence != offer.sequence && other.state(on: today).isAccepted
    }
    guard others < quota else {
      throw Self.refused(
        offer, "the programme has the \(quota) donors that it takes",
        fix: "decline the offer, or raise the quota with: tissuectl programme add FILE")
    }
  }

  private func repeatedMove(_ first: StoredEvent, _ snapshot: Snapshot) throws -> OfferLine? {
    guard case .offerChanged(let change) = try keys.open(first, in: snapshot) else { return nil }
    return try line(of: change.move.offer, in: snapshot)
  }

  private func line(of id: UInt64, in snapshot: Snapshot) throws -> OfferLine {
    guard let offer = try snapshot.offer(id) else {
      throw StoreError.corrupt(detail: "an offer is not where it was put")
    }
    return OfferLine(offer, on: today)
  }

  private static func refused(
    _ offer: StoredOffer, _ message: String, why: String? = nil, fix: String
  ) -> RegistryError {
    RegistryError(
      .offerRefused, message,
      at: [
        .init("offer", "\(offer.sequence)"), .init("donor", DonorCode.text(offer.person)),
        .init("programme", offer.programme),
      ], why: why, fix: fix)
  }
}

extension OfferLine {
  init(_ offer: StoredOffer, on day: CivilDay) {
    self.init(
      offer: offer.sequence, donor: DonorCode.text(offer.person), facility: offer.facility,
      programme: offer.programme, state: offer.state(on: day), proposedAt: offer.proposedAt,
      until: offer.until, changedAt: offer.changedAt, because: offer.cause,
      releasedAt: offer.releasedAt)
  }
}
