public import Domain

/// A programme with its rules compiled, ready to judge donors.
public struct CompiledProgramme: Sendable {
  /// The programme.
  public let programme: ResearchProgramme
  /// Its eligibility expression.
  public let expression: EligibilityExpression
  /// The expression, compiled.
  public let program: EligibilityProgram

  let conjuncts: [EligibilityConjunct]

  /// Reads and compiles the eligibility of a programme.
  /// - Parameters:
  ///   - programme: the programme.
  ///   - topics: what its eligibility leaves out.
  /// - Throws: ``ExpressionError``.
  public init(
    _ programme: ResearchProgramme, ignoring topics: EligibilityTopics = []
  ) throws(ExpressionError) {
    self.programme = programme
    expression = try EligibilityExpression(programme.eligibility)
    program = expression.compiled(ignoring: topics)
    conjuncts = expression.conjuncts(ignoring: topics)
  }

  /// Judges a donor, with every reason.
  /// - Parameters:
  ///   - donor: what is known of the donor.
  ///   - states: the donor's consent states on the day.
  ///   - day: the day.
  ///   - placed: how many donors the programme has already.
  ///   - purpose: what the donor permits research for; nil leaves the purpose unjudged.
  /// - Returns: the verdict.
  public func verdict(
    donor: DonorRecord, states: PackedStates, on day: CivilDay, placed: Int = 0,
    purpose: PurposeMatch? = nil
  ) -> RoutingVerdict {
    let facts = TumourFacts.all(of: donor)
    let best = bestTumour(facts)
    var reasons = termReasons(on: day, placed: placed)
    reasons += programme.requiredScopes.map { scope in
      VerdictReason(
        rule: "scope", outcome: states[scope].permits ? .met : .notMet,
        found: "\(scope) \(states[scope])", needed: "\(scope) permitted")
    }
    if let purpose { reasons += purpose.reasons(programme) }
    if needsContact {
      reasons.append(
        VerdictReason(
          rule: "contact", outcome: donor.noContact ? .notMet : .met,
          found: donor.noContact ? "may not be contacted" : "may be contacted",
          needed: "may be contacted"))
    }
    if !programme.countries.isEmpty {
      reasons.append(
        VerdictReason(
          rule: "country", outcome: country(of: donor), found: donor.country ?? "not recorded",
          needed: programme.countries.joined(separator: ", ")))
    }
    reasons += eligibilityReasons(best.map { (donor.tumours[$0], facts[$0]) })
    reasons += tissueReasons(donor.tissue, on: day)
    return RoutingVerdict(reasons: reasons, tumour: best)
  }

  /// Judges a donor, without the words: the same verdict, for many donors.
  /// - Parameters:
  ///   - donor: what is known of the donor.
  ///   - facts: the donor's tumours, packed.
  ///   - states: the donor's consent states on the day.
  ///   - day: the day.
  ///   - placed: how many donors the programme has already.
  ///   - purpose: what the donor permits research for; nil leaves the purpose unjudged.
  /// - Returns: the verdict.
  public func quickVerdict(
    donor: DonorRecord, facts: [TumourFacts], states: PackedStates, on day: CivilDay,
    placed: Int = 0, purpose: PurposeMatch? = nil
  ) -> Verdict {
    guard programme.requiredScopes.isSubset(of: states.permitted) else { return .ineligible }
    var verdict = clinicalVerdict(donor: donor, facts: facts, on: day, placed: placed)
    if verdict == .ineligible { return verdict }
    verdict = max(verdict, tissueVerdict(donor.tissue, on: day))
    return purpose.map { max(verdict, $0.verdict(programme)) } ?? verdict
  }

  /// Whether tissue that is still to be taken from a donor could go to the programme: everything is
  /// judged but the tissue.
  /// - Parameters:
  ///   - donor: what is known of the donor.
  ///   - facts: the donor's tumours, packed.
  ///   - states: the donor's consent states on the day.
  ///   - day: the day on which it is taken.
  ///   - placed: how many donors the programme has already.
  ///   - purpose: what the donor permits research for.
  /// - Returns: the verdict.
  public func collectionVerdict(
    donor: DonorRecord, facts: [TumourFacts], states: PackedStates, on day: CivilDay, placed: Int,
    purpose: PurposeMatch
  ) -> Verdict {
    guard programme.requiredScopes.isSubset(of: states.permitted) else { return .ineligible }
    return max(
      clinicalVerdict(donor: donor, facts: facts, on: day, placed: placed),
      purpose.verdict(programme))
  }

  /// Whether a donor belongs to a cohort of the programme, consent aside.
  ///
  /// What leaves in a cohort is data. Tissue of a kind that is known to be unsuitable excludes a donor;
  /// tissue that nobody has listed yet does not, because it can still be asked for, and neither does
  /// tissue that is too little or too old to be sent.
  /// - Parameters:
  ///   - donor: what is known of the donor.
  ///   - facts: the donor's tumours, packed.
  ///   - day: the day.
  /// - Returns: the verdict.
  public func cohortVerdict(
    donor: DonorRecord, facts: [TumourFacts], on day: CivilDay
  ) -> Verdict {
    let verdict = clinicalVerdict(donor: donor, facts: facts, on: day, placed: 0)
    return stateVerdict(donor.tissue, on: day) == .ineligible ? .ineligible : verdict
  }

  /// The same of a donor in codes, one of whose tumours fits.
  /// - Parameters:
  ///   - donor: the donor.
  ///   - day: the day.
  /// - Returns: the verdict.
  public func cohortVerdict(fitting donor: PackedDonor, on day: CivilDay) -> Verdict {
    if stateVerdict(donor.tissue, on: day) == .ineligible { return .ineligible }
    return verdict(
      .isTrue, noContact: donor.noContact, country: donor.country.text, on: day, placed: 0)
  }

  /// Tumours, contact, terms and country.
  private func clinicalVerdict(
    donor: DonorRecord, facts: [TumourFacts], on day: CivilDay, placed: Int
  ) -> Verdict {
    var best = facts.isEmpty ? Truth.unknown : .isFalse
    for tumour in facts where best != .isTrue { best = max(best, program.evaluate(tumour)) }
    return verdict(
      best, noContact: donor.noContact, country: donor.country, on: day, placed: placed)
  }

  private func verdict(
    _ best: Truth, noContact: Bool, country: @autoclosure () -> String?, on day: CivilDay,
    placed: Int
  ) -> Verdict {
    if best == .isFalse || (needsContact && noContact) { return .ineligible }
    let verdict = max(RuleOutcome(best).verdict, termVerdict(on: day, placed: placed))
    guard !programme.countries.isEmpty else { return verdict }
    return max(verdict, outcome(country: country()).verdict)
  }

  /// The first of the tumours that suit best.
  private func bestTumour(_ facts: [TumourFacts]) -> Int? {
    var best: (place: Int, truth: Truth)?
    for (place, tumour) in facts.enumerated() {
      let truth = program.evaluate(tumour)
      if truth > best?.truth ?? .isFalse || best == nil { best = (place, truth) }
    }
    return best?.place
  }

  var needsContact: Bool {
    programme.requiredScopes.contains(.recontactStudies)
      || programme.requiredScopes.contains(.recontactSamples)
  }

  private func country(of donor: DonorRecord) -> RuleOutcome { outcome(country: donor.country) }

  func outcome(country: String?) -> RuleOutcome {
    guard let country else { return .unknown }
    return programme.countries.contains(country) ? .met : .notMet
  }

  private func eligibilityReasons(
    _ tumour: (record: TumourRecord, facts: TumourFacts)?
  ) -> [VerdictReason] {
    conjuncts.map { conjunct in
      VerdictReason(
        rule: "eligibility",
        outcome: tumour.map { RuleOutcome(conjunct.program.evaluate($0.facts)) } ?? .unknown,
        found: tumour.map { tumour in
          conjunct.fields.map { tumour.record.words(for: $0, tumour.facts) }
            .joined(separator: ", ")
        } ?? "no tumour recorded",
        needed: conjunct.source)
    }
  }
}
