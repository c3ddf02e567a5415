public import Domain

/// The terms under which a release left.
public struct ReleaseTerms: Hashable, Sendable {
  /// Reference of the agreement.
  public var agreement: String?
  /// The last day on which the recipient may hold the data.
  public var until: CivilDay?
  /// Id of the approved request behind it.
  public var request: String?
  /// The level of each quasi-identifier, `column=level` separated by commas.
  public var levels: String

  /// Describes terms.
  /// - Parameters:
  ///   - agreement: reference of the agreement.
  ///   - until: the last day on which the recipient may hold the data.
  ///   - request: id of the approved request behind it.
  ///   - levels: the level of each quasi-identifier.
  public init(
    agreement: String? = nil, until: CivilDay? = nil, request: String? = nil, levels: String
  ) {
    self.agreement = agreement
    self.until = until
    self.request = request
    self.levels = levels
  }
}

/// What the ledger keeps of a release beside its items.
public struct GovernedRelease: Hashable, Sendable {
  /// What the release said of a donor in its sensitive columns.
  public struct Sensitive: Hashable, Sendable {
    /// The donor's code.
    public var donor: Int64
    /// The values, as they left.
    public var value: String

    /// Describes what was said.
    /// - Parameters:
    ///   - donor: the donor's code.
    ///   - value: the values, as they left.
    public init(donor: Int64, value: String) {
      self.donor = donor
      self.value = value
    }
  }

  /// Release id.
  public var release: String
  /// The terms.
  public var terms: ReleaseTerms
  /// Empty where no diversity was asked for.
  public var sensitive: [Sensitive]

  /// Describes a release.
  /// - Parameters:
  ///   - release: release id.
  ///   - terms: the terms.
  ///   - sensitive: empty where no diversity was asked for.
  public init(release: String, terms: ReleaseTerms, sensitive: [Sensitive]) {
    self.release = release
    self.terms = terms
    self.sensitive = sensitive
  }
}

/// The terms of a release, and whether the recipient destroyed it.
public struct StoredTerms: Hashable, Sendable {
  /// The terms.
  public var terms: ReleaseTerms
  /// When the confirmation of the destruction was recorded.
  public var destroyedAt: Instant?
  /// SHA-256 of the confirmation.
  public var evidence: DocumentHash?
}

/// A recipient on record.
public struct StoredRecipient: Hashable, Sendable {
  /// The name by which recipients are compared.
  public var key: String
  /// The name as it was written.
  public var name: String
  /// Ledger sequence of the record.
  public var sequence: UInt64
}

/// That what one recipient gets another may come to hold.
public struct StoredShare: Hashable, Sendable {
  /// Key of the one who hands on.
  public var giver: String
  /// Key of the one who is handed it.
  public var taker: String

  /// Describes that one hands on to another.
  /// - Parameters:
  ///   - giver: key of the one who hands on.
  ///   - taker: key of the one who is handed it.
  public init(giver: String, taker: String) {
    self.giver = giver
    self.taker = taker
  }
}

/// A release that somebody asks for, and whom it was bound to.
public struct ReleaseDemand: Hashable, Sendable {
  /// Id of the request.
  public var id: String
  /// Who asks.
  public var requester: String
  /// Who would receive it.
  public var recipient: String
  /// For which programme or expression.
  public var purpose: String
  /// Everything else that was asked for, in one line.
  public var terms: String
  /// Donors selected.
  public var donors: Int
  /// Hash of their codes.
  public var donorHash: DocumentHash
  /// Ledger size that they were read from.
  public var ledgerSize: UInt64

  /// Describes a request.
  /// - Parameters:
  ///   - id: id of the request.
  ///   - requester: who asks.
  ///   - recipient: who would receive it.
  ///   - purpose: for which programme or expression.
  ///   - terms: everything else that was asked for, in one line.
  ///   - donors: donors selected.
  ///   - donorHash: hash of their codes.
  ///   - ledgerSize: ledger size that they were read from.
  public init(
    id: String, requester: String, recipient: String, purpose: String, terms: String, donors: Int,
    donorHash: DocumentHash, ledgerSize: UInt64
  ) {
    self.id = id
    self.requester = requester
    self.recipient = recipient
    self.purpose = purpose
    self.terms = terms
    self.donors = donors
    self.donorHash = donorHash
    self.ledgerSize = ledgerSize
  }
}

/// A request with what was decided about it.
public struct StoredDemand: Hashable, Sendable {
  /// A decision.
  public struct Decision: Hashable, Sendable {
    /// Whether the release may be made.
    public var isApproved: Bool
    /// Who decided.
    public var decider: String
    /// When.
    public var at: Instant
    /// Ledger sequence of the decision.
    public var sequence: UInt64
  }

  /// The request.
  public var demand: ReleaseDemand
  /// When it was made.
  public var requestedAt: Instant
  /// Ledger sequence of the request.
  public var sequence: UInt64
  /// The decision, nil while it waits for one.
  public var decision: Decision?
  /// Id of the release that was made of it.
  public var release: String?
}

/// A count that an outsider was told.
public struct CountAnswer: Hashable, Sendable {
  /// Key of the recipient.
  public var recipient: String
  /// The question in its canonical words.
  public var question: String
  /// What it took from the recipient's budget, in millionths of epsilon.
  public var cost: Int64
  /// What was answered, nil where it was suppressed.
  public var answer: Int?
  /// Keyed sums over the donors counted.
  public var sketch: [UInt8]

  /// Describes an answer.
  /// - Parameters:
  ///   - recipient: key of the recipient.
  ///   - question: the question in its canonical words.
  ///   - cost: what it took from the budget, in millionths of epsilon.
  ///   - answer: what was answered, nil where it was suppressed.
  ///   - sketch: keyed sums over the donors counted.
  public init(recipient: String, question: String, cost: Int64, answer: Int?, sketch: [UInt8]) {
    self.recipient = recipient
    self.question = question
    self.cost = cost
    self.answer = answer
    self.sketch = sketch
  }
}
