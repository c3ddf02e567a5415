internal import Domain
internal import HashedIdentifiers
internal import Storage

/// Whose offers a transaction may have taken the ground from.
struct OfferReview {
  /// Donors from which on all offers are read at once.
  static let bulk = 128

  private(set) var donors: Set<Int64> = []
  private(set) var programmes: Set<String> = []
  private(set) var isForAll = false

  /// Takes notice of an event; events of consent, merges and splits are noted by the projector.
  mutating func note(_ payload: EventPayload, about subject: Int64?) {
    switch payload {
    case .donorExtended:
      if let subject { donors.insert(subject) }
    case .programmePublished(let document): programmes.insert(document.id)
    case .programmeStateChanged(let programme, _, _): programmes.insert(programme)
    case .formPublished: isForAll = true
    default: break
    }
  }

  mutating func add(_ touched: Set<Int64>) { donors.formUnion(touched) }

  var isNeeded: Bool { isForAll || !donors.isEmpty || !programmes.isEmpty }

  /// The offers to look at, each once, oldest first.
  func offers(in snapshot: Snapshot) throws -> [StoredOffer] {
    if isForAll || donors.count > Self.bulk {
      return try snapshot.openOffers().filter { offer in
        isForAll || donors.contains(offer.donor) || donors.contains(offer.person)
          || programmes.contains(offer.programme)
      }
    }
    var found: [UInt64: StoredOffer] = [:]
    for person in Set(try donors.map { try snapshot.survivor(of: $0) }) {
      for offer in try snapshot.openOffers(of: person) { found[offer.sequence] = offer }
    }
    for programme in programmes {
      for offer in try snapshot.openOffers(ofProgramme: programme) {
        found[offer.sequence] = offer
      }
    }
    return found.values.sorted { $0.sequence < $1.sequence }
  }
}

extension Change {
  /// Cancels the offers that what this transaction recorded leaves nothing to stand on.
  func reviewOffers() throws {
    var review = offerReview
    review.add(projector.recallCandidates)
    guard review.isNeeded, try snapshot.hasOpenOffers() else { return }
    let day = recordedAt.day
    let offers = try review.offers(in: snapshot)
    guard !offers.isEmpty else { return }
    var judge = try OfferJudge(snapshot, on: day)
    var kept: [StoredOffer] = []
    for offer in offers {
      let state = offer.state(on: day)
      if state.isLive, let cause = try judge.standing(of: offer).cause {
        try move(offer, to: .cancelled, because: cause)
      } else if state == .released, try judge.isDenied(offer) {
        try move(offer, to: .cancelled, because: .consent)
      } else if state != .expired {
        kept.append(offer)
      }
    }
    try cancelRepeated(kept)
  }

  /// Of several offers of one programme to one person, who had two codes, the furthest one stands.
  private func cancelRepeated(_ offers: [StoredOffer]) throws {
    struct Pair: Hashable {
      var person: Int64
      var programme: String
    }
    let pairs = Dictionary(grouping: offers) { Pair(person: $0.person, programme: $0.programme) }
    let repeated = pairs.values.filter { $0.count > 1 }.flatMap { offers in
      offers.sorted {
        ($1.recordedState.rawValue, $0.sequence) < ($0.recordedState.rawValue, $1.sequence)
      }.dropFirst()
    }
    for offer in repeated.sorted(by: { $0.sequence < $1.sequence })
    where offer.recordedState.isLive {
      try move(offer, to: .cancelled, because: .samePerson)
    }
  }

  /// Moves an offer, under the code that it was made under.
  @discardableResult
  func move(
    _ offer: StoredOffer, to state: OfferState, because cause: OfferCause, reason: String? = nil
  ) throws -> UInt64 {
    guard let code = DonorCode(value: offer.donor) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    return try append(
      .offerChanged(
        OfferChange(
          move: OfferMove(offer: offer.sequence, to: state, because: cause), reason: reason)),
      about: code, key: try dataKey(of: code))
  }
}
