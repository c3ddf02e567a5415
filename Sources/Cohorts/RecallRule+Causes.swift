public import ConsentWorkflow
public import Domain

/// An event that takes back what a release stood on.
public struct RecallCause: Hashable, Sendable {
  /// Ledger sequence of the event.
  public let sequence: UInt64
  /// The scopes of the release that it takes back.
  public let scopes: ScopeSet
  /// The day from which the data may no longer be used.
  public let from: CivilDay
}

extension RecallRule {
  /// The events that recall a released item, each of which opens one obligation.
  ///
  /// A withdrawal, objection or refusal, and a no within a grant, recall an item whose scopes they
  /// deny on the day they take effect, or on the day of the release where they took effect before
  /// it; one that a later grant had overtaken by the day of the release does not. A void recalls
  /// what stood on the grant that it takes out. A grant that runs out recalls nothing.
  /// - Parameters:
  ///   - needed: the scopes that the release needed.
  ///   - day: the day for which the release asked consent.
  ///   - events: every consent event of the person.
  ///   - timeline: the fold of these events.
  /// - Returns: the causes, in the order of the events.
  public static func causes(
    needed: ScopeSet, releasedOn day: CivilDay, events: [ConsentEvent], timeline: ConsentTimeline
  ) -> [RecallCause] {
    let voided = Set(events.compactMap(\.facts.target))
    return events.compactMap { event in
      let from: CivilDay
      let lost: ScopeSet
      if let target = event.facts.target {
        guard let ground = events.first(where: { $0.sequence == target }),
          ground.facts.effectiveFrom <= day
        else { return nil }
        from = day
        lost = ground.granted.intersection(needed)
          .subtracting(timeline.states(on: day).permitted)
      } else {
        guard !voided.contains(event.sequence) else { return nil }
        from = max(day, event.facts.effectiveFrom)
        lost = Self.lost(event.denied.intersection(needed), in: timeline.states(on: from))
          .reduce(into: ScopeSet()) { $0.insert($1.scope) }
      }
      return lost.isEmpty ? nil : RecallCause(sequence: event.sequence, scopes: lost, from: from)
    }
  }
}

extension ConsentEvent {
  /// The scopes that it says no to.
  fileprivate var denied: ScopeSet {
    facts.kind.isDenial ? facts.scopes : facts.kind.carriesAnswers ? facts.declined : []
  }

  /// The scopes that may be permitted because of it.
  fileprivate var granted: ScopeSet {
    switch facts.kind {
    case .grant, .renewal: facts.permitted
    case .reinstatement, .resumption: .all
    case .refusal, .withdrawal, .objection, .void, .suspension: []
    }
  }
}
