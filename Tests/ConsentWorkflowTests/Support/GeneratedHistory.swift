import TestSupport
import ConsentWorkflow
import Domain

/// A random donor: few days, few scopes and few instants, so that events meet.
struct GeneratedHistory {
  var events: [ConsentEvent]
  var donor: DonorFacts
  var forms: FormCatalogue { didSet { fold = ConsentFold(forms: forms) } }
  /// Made ready once for each catalogue: flattening forms costs more than folding events.
  private var fold: ConsentFold

  static let scopes: [ConsentScope] = [
    .tissueSurplus, .bloodSample, .clinicalData, .recontactStudies, .useAfterDeath,
  ]
  private static let origin = CivilDay(daysSinceEpoch: 16_436)  // 2015-01-01

  /// One of forty days, a fortnight apart.
  static func day(_ random: inout SeededGenerator) -> CivilDay {
    origin.adding(days: 15 * random.below(40))
  }

  /// A day between, on or around those on which something happens.
  static func anyDay(_ random: inout SeededGenerator) -> CivilDay {
    origin.adding(days: 15 * random.below(60) - 30 + random.pick([-1, 0, 0, 1, 7]))
  }

  /// One of twelve instants, fifty days apart.
  static func instant(_ random: inout SeededGenerator) -> Instant {
    Instant(startOf: origin.adding(days: 50 * random.below(12)))
  }

  /// An instant at which something was recorded, or just before or after, or the end of time.
  static func anyInstant(_ random: inout SeededGenerator) -> Instant {
    let instant = instant(&random)
    return random.pick([
      instant, Instant(microseconds: instant.microseconds - 1), .distantFuture, .distantFuture,
    ])
  }

  init(_ random: inout SeededGenerator) {
    (forms, fold) = random.pick(GeneratedForms.pool)
    donor = DonorFacts(
      birthYear: random.pick([nil, 1950, 1997, 1998]),
      majorityDay: random.oneIn(2) ? Self.day(&random) : nil,
      deathDay: random.oneIn(3) ? Self.day(&random) : nil)
    events = []
    var recorded = (0..<random.below(10)).map { _ in Self.instant(&random) }
    recorded.sort()
    for (place, instant) in recorded.enumerated() {
      events.append(
        ConsentEvent(
          sequence: UInt64(place + 1), recordedAt: instant,
          facts: Self.facts(&random, target: UInt64(1 + random.below(recorded.count)))))
    }
  }

  static func scopeSet(_ random: inout SeededGenerator) -> ScopeSet {
    if random.oneIn(4) { return .all }
    var set = ScopeSet()
    for scope in scopes where random.oneIn(2) { set.insert(scope) }
    return set.isEmpty ? [random.pick(scopes)] : set
  }

  static func facts(_ random: inout SeededGenerator, target: UInt64) -> ConsentFacts {
    let kinds: [ConsentEventKind] = [
      .grant, .grant, .grant, .renewal, .withdrawal, .withdrawal, .refusal, .objection,
      .reinstatement, .void, .suspension, .resumption,
    ]
    return facts(random.pick(kinds), &random, target: target)
  }

  static func facts(
    _ kind: ConsentEventKind, _ random: inout SeededGenerator, target: UInt64 = 1
  ) -> ConsentFacts {
    do {
      return try unchecked(kind, &random, target)
    } catch {
      preconditionFailure("a generated fact is none: \(error)")
    }
  }

  private static func unchecked(
    _ kind: ConsentEventKind, _ random: inout SeededGenerator, _ target: UInt64
  ) throws -> ConsentFacts {
    let day = day(&random)
    let signed = random.oneIn(4) ? Self.day(&random) : day
    let signer = random.oneIn(3) ? random.pick(Signer.allCases) : .donor
    switch kind {
    case .grant, .renewal:
      let named = scopeSet(&random)
      let declined = random.oneIn(3) ? scopeSet(&random).intersection(named) : []
      let open = random.oneIn(4) ? scopeSet(&random).intersection(named) : []
      return try ConsentFacts(
        kind: kind, form: random.pick(GeneratedForms.references),
        permitted: named.subtracting(declined).subtracting(open),
        declined: declined.subtracting(open), notChosen: open, signedOn: signed,
        effectiveFrom: day, signer: signer)
    case .withdrawal, .refusal:
      let level = random.pick([WithdrawalLevel.scopes, .scopes] + WithdrawalLevel.allCases)
      return try ConsentFacts(
        kind: kind, scopes: level == .scopes ? scopeSet(&random) : nil, level: level,
        destruction: level == .noFurtherUse ? .sample : nil, signedOn: signed,
        effectiveFrom: day, signer: signer)
    case .void:
      return try ConsentFacts(
        kind: .void, signedOn: signed, effectiveFrom: day, reason: "error", target: target)
    case .objection, .reinstatement, .suspension, .resumption:
      return try ConsentFacts(
        kind: kind, scopes: scopeSet(&random), signedOn: signed, effectiveFrom: day,
        signer: signer)
    }
  }

  func states(on day: CivilDay, knownAt: Instant) -> PackedStates {
    var fold = fold
    return fold.states(of: events, facts: donor, validOn: day, knownAt: knownAt)
  }

  func timeline(knownAt: Instant = .distantFuture) -> ConsentTimeline {
    var fold = fold
    return fold.timeline(of: events, facts: donor, knownAt: knownAt)
  }
}

extension GeneratedHistory: CustomStringConvertible {
  var description: String {
    let lines = events.map { event in
      let facts = event.facts
      let answers = "+[\(facts.permitted)] -[\(facts.declined)] ?[\(facts.notChosen)]"
      return "  \(event.sequence) \(facts.kind) from \(facts.effectiveFrom) by \(facts.signer)"
        + " form \(facts.form?.description ?? "-") \(answers) [\(facts.scopes)]"
        + " level \(facts.level?.name ?? "-") target \(facts.target ?? 0) at \(event.recordedAt)"
    }
    return "\(donor)\n" + lines.joined(separator: "\n")
  }
}
