internal import Config
internal import Domain
internal import ResearchRouting
internal import Storage

/// Asks of each donor whether what is permitted covers the purpose of a programme, in the terms of
/// the Data Use Ontology.
///
/// Judges by the consent events alone, so that a release can ask it of the recorded facts in the
/// transaction that seals it. Many donors signed and permitted the same, and the same is judged once.
struct PurposeGate {
  private struct Key: Hashable {
    var permitted: ScopeSet
    var signed: [SignedScopes]
  }

  private let request: DataUseRequest
  private let forms: FormCatalogue
  private let match = DataUseMatch(hierarchy: .oncoTree)
  private var known: [Key: Verdict] = [:]
  private var losses = PatternMemo<String?>()

  /// A gate for a programme.
  /// - Parameters:
  ///   - programme: the programme; an expression names no purpose and gets no gate.
  ///   - forms: every form that donors may have signed.
  init?(_ programme: ResearchProgramme?, forms: FormCatalogue) {
    guard let programme else { return nil }
    request = DataUseRequest(programme)
    self.forms = forms
  }

  /// Whether a donor's permissions cover the purpose; what needs a person to look is no yes.
  /// - Parameters:
  ///   - permitted: the scopes that are permitted.
  ///   - events: the donor's consent events, in the order of the log.
  /// - Returns: the verdict.
  mutating func verdict(permitted: ScopeSet, events: [ConsentEvent]) -> Verdict {
    let key = Key(permitted: permitted, signed: SignedScopes.all(in: events))
    if let verdict = known[key] { return verdict }
    let verdict = match.verdict(
      request, on: DataUseTerms(permitted: permitted, signed: key.signed, forms: forms))
    known[key] = verdict
    return verdict
  }

  /// Why a donor of a walk is lost to the purpose, in words; nil for one who is not.
  /// - Parameters:
  ///   - permitted: the scopes that are permitted.
  ///   - donor: the donor's code, greater than the one asked for before.
  ///   - history: is moved to the donor.
  /// - Returns: the reason.
  /// - Throws: `StoreError`.
  mutating func loss(
    permitted: ScopeSet, of donor: Int64, _ history: inout Snapshot.ConsentCursor
  ) throws -> String? {
    try history.move(to: donor)
    let pattern = history.pattern
    if let pattern, let known = losses.answer(pattern, permitted: permitted) { return known }
    let loss = loss(permitted: permitted, events: try history.read().events)
    if let pattern { losses.keep(loss, pattern, permitted: permitted) }
    return loss
  }

  /// Why a donor is lost to the purpose, in words; nil for one who is not.
  mutating func loss(permitted: ScopeSet, events: [ConsentEvent]) -> String? {
    switch verdict(permitted: permitted, events: events) {
    case .eligible: nil
    case .needsReview: "purpose needs review"
    case .ineligible: "purpose not permitted"
    }
  }
}
