public import Domain

/// Folds consent events into timelines; keeps its buffers between donors.
///
/// One value serves one task. It holds the published forms in a flat shape, so that a donor costs
/// no allocation beyond what the caller keeps. The rule is written at ``ConsentTimeline``.
public struct ConsentFold: Sendable {
  /// One effect of one event.
  struct Fact {
    /// Effective day and strictness in one integer: the order of the fold.
    var key: Int64
    var scopes: UInt16
    var isSignedForMinor: Bool
    var form: Int32

    var day: Int32 { Int32(truncatingIfNeeded: key >> 8) }
  }

  /// Scopes that one signature permits up to the same days.
  ///
  /// The days are worked out when they are first needed: most permissions are renewed before.
  struct Permission {
    var scopes: UInt16
    var isSignedForMinor: Bool
    var hasDays = false
    var form: Int32
    /// The group of the form; -1 for scopes that no known form asks for.
    var group: Int32
    var start: Int32
    var lapses: Int32 = CompiledForms.never
    var majority: Int32 = CompiledForms.never
    var outdated: Int32 = CompiledForms.never
  }

  let forms: CompiledForms
  var facts: [Fact] = []
  var voided: [UInt64] = []
  var permissions: [Permission] = []
  var segments: [ConsentTimeline.Segment] = []
  var masks = FoldMasks()
  /// Scopes with a permission that has run out and left ``permissions``.
  var lapsed: UInt16 = 0
  var lastForm = 0

  /// A fold for the published forms.
  /// - Parameter forms: the published forms.
  public init(forms: FormCatalogue) {
    self.forms = CompiledForms(forms)
  }

  /// Folds the events of a donor.
  /// - Parameters:
  ///   - events: the donor's events in any order.
  ///   - facts: what else is known of the donor.
  ///   - knownAt: what was recorded later does not exist.
  /// - Returns: the timeline.
  public mutating func timeline(
    of events: [ConsentEvent], facts: DonorFacts, knownAt: Instant
  ) -> ConsentTimeline {
    segments.removeAll(keepingCapacity: true)
    sweep(events, events.indices, facts, knownAt)
    return ConsentTimeline(folded: Array(segments))
  }

  /// Folds the events of a donor that stand together in a longer list, and appends the segments
  /// to a buffer of the caller.
  /// - Parameters:
  ///   - events: events of many donors.
  ///   - range: where the events of this donor stand, in any order.
  ///   - facts: what else is known of the donor.
  ///   - knownAt: what was recorded later does not exist.
  ///   - output: where the segments are appended.
  public mutating func fold(
    _ events: [ConsentEvent], in range: Range<Int>, facts: DonorFacts, knownAt: Instant,
    into output: inout [ConsentTimeline.Segment]
  ) {
    segments.removeAll(keepingCapacity: true)
    sweep(events, range, facts, knownAt)
    output.append(contentsOf: segments)
  }

  /// Folds the events of a donor and hands the segments over, without an allocation.
  /// - Parameters:
  ///   - events: the donor's events in any order.
  ///   - facts: what else is known of the donor.
  ///   - knownAt: what was recorded later does not exist.
  ///   - body: receives each segment, by first day.
  public mutating func forEachSegment(
    of events: [ConsentEvent], facts: DonorFacts, knownAt: Instant,
    _ body: (ConsentTimeline.Segment) -> Void
  ) {
    segments.removeAll(keepingCapacity: true)
    sweep(events, events.indices, facts, knownAt)
    for segment in segments { body(segment) }
  }

  /// The states of all scopes on one day.
  /// - Parameters:
  ///   - events: the donor's events in any order.
  ///   - facts: what else is known of the donor.
  ///   - validOn: the day.
  ///   - knownAt: what was recorded later does not exist.
  /// - Returns: the states.
  public mutating func states(
    of events: [ConsentEvent], facts: DonorFacts, validOn: CivilDay, knownAt: Instant
  ) -> PackedStates {
    settle(events, facts, on: validOn.daysSinceEpoch, knownAt)
  }

  /// What is denied or suspended on one day, for the guards.
  mutating func masks(of events: [ConsentEvent], validOn: CivilDay) -> FoldMasks {
    _ = settle(events, DonorFacts(), on: validOn.daysSinceEpoch, .distantFuture)
    return masks
  }
}
