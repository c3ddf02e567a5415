/// A consent fact with its place in the ledger: append-only, never changed, never deleted.
public struct ConsentEvent: Hashable, Sendable {
  /// Its place in the ledger.
  public let sequence: UInt64
  /// When the registry learned of it.
  public let recordedAt: Instant
  /// What it states.
  public let facts: ConsentFacts

  /// Puts a fact in its place.
  /// - Parameters:
  ///   - sequence: its place in the ledger.
  ///   - recordedAt: when the registry learned of it.
  ///   - facts: what it states.
  public init(sequence: UInt64, recordedAt: Instant, facts: ConsentFacts) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.facts = facts
  }

  /// The events of two donors who turn out to be one person: each once, by sequence.
  ///
  /// Nothing is lost, so that a split gives each its own events back.
  /// - Parameters:
  ///   - left: the events of one donor.
  ///   - right: the events of the other.
  /// - Returns: the union.
  public static func union(_ left: [ConsentEvent], _ right: [ConsentEvent]) -> [ConsentEvent] {
    var union: [ConsentEvent] = []
    union.reserveCapacity(left.count + right.count)
    for event in (left + right).sorted(by: { $0.sequence < $1.sequence })
    where union.last?.sequence != event.sequence {
      union.append(event)
    }
    return union
  }
}
