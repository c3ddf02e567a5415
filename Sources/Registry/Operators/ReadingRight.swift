internal import Domain

/// What somebody asks to read, by who may: as with changes, what no role of an operator's permits is
/// denied.
enum ReadingRight {
  /// What anybody may check: checkpoints, proofs, witnesses.
  case evidence
  /// What is published: forms, programmes, policy.
  case catalogue
  /// How the registry stands: operators, keys, counts of rows.
  case upkeep
  /// Headers of the ledger: who did what when, to which donor code.
  case ledger
  /// What left, for whom, what has to come back, and what a release would look like.
  case releases
  /// Donors by code with their tumours, tissue and consents.
  case donors
  /// How many donors there are, as outsiders are told.
  case counts
  /// Whether a person is a donor, asked with what identifies the person.
  case identities

  /// The roles that may read it.
  var permittedRoles: OperatorRoles {
    switch self {
    case .evidence, .catalogue: .every
    case .upkeep, .ledger:
      OperatorRoles([.coordinator, .dataManager, .auditor, .administrator, .approver])
    case .releases: OperatorRoles([.coordinator, .dataManager, .auditor, .approver])
    case .donors: OperatorRoles([.coordinator, .dataManager, .auditor])
    case .counts: OperatorRoles([.coordinator, .dataManager, .researcher])
    case .identities: OperatorRoles([.coordinator, .dataManager])
    }
  }

  /// What a message calls it.
  var words: String {
    switch self {
    case .evidence: "evidence of the ledger"
    case .catalogue: "what is published"
    case .upkeep: "how the registry stands"
    case .ledger: "the ledger"
    case .releases: "releases"
    case .donors: "donors"
    case .counts: "counts for outsiders"
    case .identities: "who is a donor"
    }
  }
}
