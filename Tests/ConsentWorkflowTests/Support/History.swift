import ConsentWorkflow
import Domain

/// A donor's events, written down in a few words.
struct History {
  var events: [ConsentEvent] = []
  var donor = DonorFacts(birthYear: 1950)
  var forms: FormCatalogue

  init(forms: FormCatalogue? = nil) throws {
    self.forms = try forms ?? Samples.forms()
  }

  /// Appends a fact; it is recorded on the day of its signature where nothing else is said.
  @discardableResult
  mutating func append(_ facts: ConsentFacts, recorded: String? = nil) -> UInt64 {
    let sequence = UInt64(events.count + 1)
    events.append(
      ConsentEvent(
        sequence: sequence,
        recordedAt: recorded.map(Samples.instant) ?? Instant(startOf: facts.signedOn),
        facts: facts))
    return sequence
  }

  @discardableResult
  mutating func grant(
    _ day: String, _ permitted: ScopeSet = Samples.allScopes, decline: ScopeSet = [],
    open: ScopeSet = [], form: String = "broad@1", kind: ConsentEventKind = .grant,
    signer: Signer = .donor, signed: String? = nil, recorded: String? = nil
  ) throws -> UInt64 {
    append(
      try ConsentFacts(
        kind: kind, form: Samples.reference(form), permitted: permitted, declined: decline,
        notChosen: open, signedOn: Samples.day(signed ?? day), effectiveFrom: Samples.day(day),
        signer: signer),
      recorded: recorded)
  }

  @discardableResult
  mutating func add(
    _ kind: ConsentEventKind, _ day: String, _ scopes: ScopeSet = .all, signer: Signer = .donor,
    signed: String? = nil, recorded: String? = nil
  ) throws -> UInt64 {
    append(
      try ConsentFacts(
        kind: kind, scopes: scopes, level: kind == .withdrawal ? .scopes : nil,
        signedOn: Samples.day(signed ?? day), effectiveFrom: Samples.day(day), signer: signer),
      recorded: recorded)
  }

  @discardableResult
  mutating func withdraw(
    _ day: String, _ level: WithdrawalLevel, kind: ConsentEventKind = .withdrawal,
    recorded: String? = nil
  ) throws -> UInt64 {
    append(
      try ConsentFacts(
        kind: kind, level: level, destruction: level == .noFurtherUse ? .sample : nil,
        signedOn: Samples.day(day)),
      recorded: recorded)
  }

  @discardableResult
  mutating func void(_ target: UInt64, _ day: String) throws -> UInt64 {
    append(
      try ConsentFacts(
        kind: .void, signedOn: Samples.day(day), reason: "recorded in error", target: target))
  }

  func state(
    _ scope: ConsentScope, _ day: String, knownAt: String? = nil
  ) -> ConsentState {
    consentState(
      events: events, facts: donor, forms: forms, validOn: Samples.day(day),
      knownAt: knownAt.map(Samples.instant) ?? .distantFuture)[scope]
  }

  func timeline(knownAt: String? = nil) -> ConsentTimeline {
    ConsentTimeline(
      events: events, facts: donor, forms: forms,
      knownAt: knownAt.map(Samples.instant) ?? .distantFuture)
  }

  func explain(
    _ scope: ConsentScope, _ day: String, knownAt: String? = nil
  ) -> ConsentExplanation {
    ConsentExplanation.all(
      events: events, facts: donor, forms: forms, validOn: Samples.day(day),
      knownAt: knownAt.map(Samples.instant) ?? .distantFuture)[Int(scope.rawValue)]
  }

  func why(_ sequence: UInt64, _ scope: ConsentScope, _ day: String) -> Overruling? {
    explain(scope, day).overruled.first { $0.sequence == sequence }?.why
  }
}
