internal import ConsentWorkflow
public import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Judges a donor for a programme, with every reason and the documents relied on.
  /// - Parameters:
  ///   - code: the donor's code.
  ///   - programme: id of the programme.
  ///   - day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: the verdict.
  /// - Throws: ``RegistryError``.
  public func routeExplanation(
    _ code: String, programme: String, on day: CivilDay?
  ) throws -> RouteExplanation {
    try read { snapshot in
      let donor = try known(code, in: snapshot)
      let day = day ?? today
      let compiled = try CompiledProgramme(try self.programme(programme, in: snapshot))
      let events = try snapshot.consentReader().events(of: donor.code)
      let forms = try formCatalogue(snapshot, of: Set(events.compactMap { $0.facts.form?.id }))
      let states = try snapshot.states(of: donor.code, on: day)
      let placed = try accepted(by: [compiled.programme], on: day, in: snapshot)[0]
      let verdict = compiled.verdict(
        donor: donor.record, states: states, on: day, placed: placed,
        purpose: PurposeMatch(
          match: DataUseMatch(hierarchy: .oncoTree),
          terms: DataUseTerms(
            permitted: states.permitted, signed: SignedScopes.all(in: events), forms: forms)))
      let interest = donor.record.interest
      let reasons =
        [
          RouteExplanation.Reason(
            rule: "interest", outcome: RuleOutcome.met.name,
            found: "\(interest.source), \(interest.expressedOn)",
            needed: "an interest, which alone permits nothing")
        ]
        + verdict.reasons.map {
          RouteExplanation.Reason(
            rule: $0.rule, outcome: $0.outcome.name, found: $0.found, needed: $0.needed)
        }
      return RouteExplanation(
        donor: DonorCode.text(donor.code), programme: compiled.programme.id,
        version: compiled.programme.version, on: day, verdict: verdict.verdict.name,
        tumour: verdict.tumour.map { $0 + 1 }, reasons: reasons,
        documents: documents(
          for: compiled.programme.requiredScopes, events, donor.consentFacts, forms, on: day))
    }
  }

  /// The consent events that decided the state of each needed scope.
  private func documents(
    for scopes: ScopeSet, _ events: [ConsentEvent], _ facts: DonorFacts, _ forms: FormCatalogue,
    on day: CivilDay
  ) -> [RouteExplanation.Document] {
    let explanations = ConsentExplanation.all(
      events: events, facts: facts, forms: forms, validOn: day, knownAt: .distantFuture)
    return explanations.filter { scopes.contains($0.scope) }.flatMap { explanation in
      explanation.because.compactMap { sequence in
        events.first { $0.sequence == sequence }.map { event in
          RouteExplanation.Document(
            scope: explanation.scope.name, state: explanation.state.name,
            form: event.facts.form?.description, event: sequence,
            signedOn: event.facts.signedOn, evidence: event.facts.evidence?.description)
        }
      }
    }
  }
}
