internal import Registry

extension Record {
  /// A recipient.
  init(_ line: RecipientLine) {
    self = [
      "recipient": .text(line.name), "registered": .flag(line.isRegistered),
      "shares_with": .texts(line.sharesWith), "held_by": .texts(line.heldBy),
      "held_against": .texts(line.heldAgainst), "releases": .texts(line.releases),
      "spent": .decimal(line.spent),
    ]
  }

  /// A request for a release.
  init(_ line: RequestLine) {
    self = [
      "request": .text(line.id), "state": .text(line.state.rawValue),
      "requester": .text(line.requester), "requested_at": .instant(line.requestedAt),
      "recipient": .text(line.recipient), "purpose": .text(line.purpose),
      "terms": .text(line.terms), "donors": .integer(line.donors),
      "donor_hash": .text(line.donorHash), "ledger_size": .sequence(line.ledgerSize),
      "decider": .text(line.decider), "release": .text(line.release),
    ]
  }

  /// The answer to `cohort count --outside`.
  init(_ told: OutsideCount) {
    self = [
      "donors": .integer(told.donors), "suppressed": .flag(told.isSuppressed),
      "smallest": .integer(told.smallest), "typical_error": .integer(told.typicalError),
      "recipient": .text(told.recipient), "question": .text(told.question),
      "repeated": .flag(told.isRepeated), "cost": .decimal(told.cost),
      "budget_left": .decimal(told.left),
    ]
  }
}
