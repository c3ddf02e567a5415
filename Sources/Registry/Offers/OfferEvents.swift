internal import Domain
internal import Storage

/// That a donor's tissue is offered to a programme; the event's place in the ledger names the offer.
struct OfferProposal: Hashable {
  var programme: String
  /// The first day on which the offer no longer stands.
  var until: CivilDay
}

/// That an offer moved.
struct OfferChange: Hashable {
  var move: OfferMove
  var reason: String?
}

extension CanonicalWriter {
  mutating func write(_ proposal: OfferProposal) {
    write(proposal.programme)
    write(proposal.until)
  }

  mutating func write(_ change: OfferChange) {
    write(change.move.offer)
    write(change.move.state.rawValue)
    write(change.move.cause.rawValue)
    writeOptional(change.reason) { $0.write($1) }
  }
}

extension CanonicalReader {
  mutating func readOfferProposal() throws(CanonicalReadError) -> OfferProposal {
    OfferProposal(programme: try readString(), until: try readDay())
  }

  mutating func readOfferChange() throws(CanonicalReadError) -> OfferChange {
    let offer: UInt64 = try read()
    let state = try readCoded(OfferState.self)
    guard state != .proposed, state != .expired else { throw invalid("state of an offer") }
    return OfferChange(
      move: OfferMove(offer: offer, to: state, because: try readCoded(OfferCause.self)),
      reason: try readOptional { reader throws(CanonicalReadError) in try reader.readString() })
  }
}
