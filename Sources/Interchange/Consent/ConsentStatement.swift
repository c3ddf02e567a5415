public import Domain

/// One consent event on its way out of a registry.
public struct ConsentStatement: Hashable, Sendable {
  /// The donor's code.
  public var donor: String
  /// The event's number in the ledger.
  public var sequence: UInt64
  /// What it states.
  public var facts: ConsentFacts
  /// Whether a void names it.
  public var isVoided: Bool
  /// The days on which what it permits is permitted, all that came later considered.
  public var days: [ConsentDays]

  /// Describes an event.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - sequence: the event's number in the ledger.
  ///   - facts: what it states.
  ///   - isVoided: whether a void names it.
  ///   - days: the days on which what it permits is permitted.
  public init(
    donor: String, sequence: UInt64, facts: ConsentFacts, isVoided: Bool = false,
    days: [ConsentDays] = []
  ) {
    self.donor = donor
    self.sequence = sequence
    self.facts = facts
    self.isVoided = isVoided
    self.days = days
  }

  /// The kind of event that records it again.
  ///
  /// A withdrawal that found nothing to withdraw stands as a refusal of the same reach.
  public var event: ConsentEventKind {
    facts.kind == .refusal && facts.level != nil ? .withdrawal : facts.kind
  }
}
