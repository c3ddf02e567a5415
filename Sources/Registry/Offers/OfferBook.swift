internal import Domain
internal import ResearchRouting
internal import Storage

/// What earlier offers leave to be placed: the offers of every person, in the terms of the programmes
/// of one allocation.
struct OfferBook {
  /// The offers of one person.
  struct Entry {
    /// Offers that were taken up, by the programme's place; they are fixed.
    var held: [Int: UInt64] = [:]
    /// Offers taken up by programmes that are not among those of the allocation.
    var heldElsewhere = 0
    /// Proposals that still stand, by the programme's place.
    var standing: [Int: StoredOffer] = [:]
    /// Programmes that declined the donor and are not asked again.
    var declined: Set<Int> = []
  }

  private(set) var entries: [Int64: Entry] = [:]
  /// For each programme the offers that it took up.
  private(set) var accepted: [Int]
  /// Proposals of programmes that are not among those of the allocation.
  private(set) var stray: [StoredOffer] = []

  init(_ offers: [StoredOffer], programmes: [String], on day: CivilDay) {
    accepted = Array(repeating: 0, count: programmes.count)
    let places = Dictionary(uniqueKeysWithValues: zip(programmes, programmes.indices))
    for offer in offers {
      let place = places[offer.programme]
      var entry = entries[offer.person] ?? Entry()
      switch (offer.state(on: day), place) {
      case (.reserved, let place?), (.released, let place?):
        entry.held[place] = offer.sequence
        accepted[place] += 1
      case (.reserved, nil), (.released, nil): entry.heldElsewhere += 1
      case (.proposed, let place?): entry.standing[place] = offer
      case (.proposed, nil): stray.append(offer)
      case (.declined, let place?): entry.declined.insert(place)
      case (.declined, nil), (.cancelled, _), (.expired, _): continue
      }
      entries[offer.person] = entry
    }
  }

  subscript(person: Int64) -> Entry { entries[person] ?? Entry() }
}
