public import Domain

/// Why a scope is in a state: the events that decided and those that did not.
public struct ConsentExplanation: Hashable, Sendable {
  /// The scope.
  public let scope: ConsentScope
  /// Its state.
  public let state: ConsentState
  /// The first day in this state without a break; nil where it has none.
  public let from: CivilDay?
  /// The first day after it; nil where it does not end.
  public let until: CivilDay?
  /// The events that decided, by sequence; none where nothing was asked.
  public let because: [UInt64]
  /// Every other event about the scope that was known, by sequence.
  public let overruled: [OverruledEvent]

  /// Explains the state of every scope on a day, as known at an instant.
  /// - Parameters:
  ///   - events: the donor's events in any order.
  ///   - facts: what else is known of the donor.
  ///   - forms: the published forms.
  ///   - validOn: the day.
  ///   - knownAt: what was recorded later does not exist.
  /// - Returns: sixteen explanations in the order of the scopes.
  public static func all(
    events: [ConsentEvent], facts: DonorFacts, forms: FormCatalogue, validOn: CivilDay,
    knownAt: Instant
  ) -> [ConsentExplanation] {
    let timeline = ConsentTimeline(events: events, facts: facts, forms: forms, knownAt: knownAt)
    let known = events.filter { $0.recordedAt <= knownAt }
    let world = ScopeReplay.World(donor: facts, forms: forms, validOn: validOn, knownAt: knownAt)
    let replays = ConsentScope.allCases.map { ScopeReplay(of: $0, known, in: world) }
    let afterDeath = replays[Int(ConsentScope.useAfterDeath.rawValue)]
    return replays.map { replay in
      let interval = timeline.interval(of: replay.scope, on: validOn)
      let verdict = replay.verdict(afterDeath: afterDeath)
      return ConsentExplanation(
        scope: replay.scope, state: verdict.state, from: interval.from, until: interval.until,
        because: verdict.because.sorted(),
        overruled: verdict.overruled.map { OverruledEvent(sequence: $0.key, why: $0.value) }
          .sorted { $0.sequence < $1.sequence })
    }
  }
}
