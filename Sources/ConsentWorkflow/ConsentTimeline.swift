public import Domain

/// The states of all scopes of one donor over all of valid time, as known at one instant.
///
/// It is the result of the one rule of this registry, a total and pure function of the donor's
/// consent events, the donor's facts and the published forms. It never reads a clock: expiry,
/// majority and re-consent are days in the timeline, not flags.
///
/// ## The rule
///
/// Events recorded after the known instant do not exist, nor do events that a void recorded by
/// then names, nor forms published later. The others are ordered by effective day, strictness,
/// recording and sequence, and folded. All intervals are closed-open.
///
/// 1. A grant or renewal permits from its effective day until its validity ends: the smallest that
///    form, module and item state. Overlapping permissions add up. When the last has ended, the
///    scope is `ConsentState.lapsed`. A scope left open (`not_chosen`) keeps its earlier state.
/// 2. A withdrawal, objection or refusal, and a no within a grant or renewal (`declined`), hold
///    from their effective day for ever. Of several, the latest is shown.
/// 3. A later grant re-opens a scope-level denial and starts afresh: permissions from before the
///    denial stay ended. A renewal goes on with a permission and re-opens nothing. A reinstatement
///    signed by the donor takes withdrawals and objections back: what was permitted before them
///    holds again for as long as it is still valid, and an earlier no stays a no. After
///    `no_further_use` only a reinstatement helps; grants under it wait for one.
/// 4. On the same effective day the stricter event wins: withdrawal of all use, withdrawal,
///    objection, refusal, declined answer, suspension, renewal, grant, reinstatement, resumption.
/// 5. A void takes out what it names. Naming a void has no effect.
/// 6. What a parent or legal guardian permitted ends on the majority day and is then
///    `ConsentState.majorityDue`. Where the day is not kept it is the first on which a person
///    born in that year can come of age; where the year is not known either, it is past.
/// 7. From the day on which a material version came into force, and its grace period after that,
///    grants on older versions are `ConsentState.reconsentDue`. So is a yes on a form, or to a
///    scope of it, that was never published.
/// 8. A suspension masks what is permitted until the resumption, and erases nothing.
/// 9. From the day of death nothing is permitted unless `use_after_death` is; a form may also say
///    that its grants end there. Either way the scope is lapsed. While `use_after_death` is
///    suspended, everything else is.
/// 10. Merging donors is folding the union of their events.
///
/// Of several permissions that no longer permit, the one nearest to permitting is shown:
/// `reconsent_due`, then `majority_due`, then `lapsed`. A permission whose validity has run out is
/// lapsed, whatever else would have ended it.
public struct ConsentTimeline: Hashable, Sendable {
  /// A stretch of days with the same states, up to the next segment.
  public typealias Segment = ConsentSegment

  /// The segments by first day; neighbours differ, and before the first nothing was asked.
  public let segments: [Segment]

  /// Folds the events of a donor.
  ///
  /// For many donors keep one ``ConsentFold`` instead.
  /// - Parameters:
  ///   - events: the donor's events in any order.
  ///   - facts: what else is known of the donor.
  ///   - forms: the published forms.
  ///   - knownAt: what was recorded later does not exist.
  public init(
    events: [ConsentEvent], facts: DonorFacts, forms: FormCatalogue,
    knownAt: Instant = .distantFuture
  ) {
    var fold = ConsentFold(forms: forms)
    self = fold.timeline(of: events, facts: facts, knownAt: knownAt)
  }

  /// Takes up segments that were stored; nil unless their days ascend and neighbours differ.
  /// - Parameter segments: the segments by first day.
  public init?(segments: [Segment]) {
    var last: Segment?
    for segment in segments {
      if let last, last.from >= segment.from || last.states == segment.states { return nil }
      last = segment
    }
    if segments.first?.states == PackedStates() { return nil }
    self.segments = segments
  }

  init(folded segments: [Segment]) {
    self.segments = segments
  }

  /// The states of all scopes on a day.
  /// - Parameter day: the day.
  /// - Returns: the states.
  public func states(on day: CivilDay) -> PackedStates {
    guard let place = place(of: day) else { return PackedStates() }
    return segments[place].states
  }

  /// The state of one scope on a day.
  /// - Parameters:
  ///   - scope: the scope.
  ///   - day: the day.
  /// - Returns: the state.
  public func state(_ scope: ConsentScope, on day: CivilDay) -> ConsentState {
    states(on: day)[scope]
  }

  /// The segment that holds a day; nil before the first.
  func place(of day: CivilDay) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].from <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

/// The states of all scopes of a donor: the rule as one function that reads no clock.
///
/// See ``ConsentTimeline`` for the rule.
/// - Parameters:
///   - events: the donor's events in any order.
///   - facts: what else is known of the donor.
///   - forms: the published forms.
///   - validOn: the day that is asked for.
///   - knownAt: what was recorded later does not exist.
/// - Returns: the states.
public func consentState(
  events: [ConsentEvent], facts: DonorFacts, forms: FormCatalogue, validOn: CivilDay,
  knownAt: Instant
) -> PackedStates {
  var fold = ConsentFold(forms: forms)
  return fold.states(of: events, facts: facts, validOn: validOn, knownAt: knownAt)
}
