import TestSupport
import Domain
import ResearchRouting
import Testing

@Suite struct `Verdicts` {
  static let today = Sample.day("2026-11-23")

  private func programme(
    eligibility: String = "site in C50 and er = positive",
    tissue: TissueRequirement = TissueRequirement(accepted: [.ffpe, .frozen]),
    scopes: ScopeSet = [.tissueSurplus, .clinicalData], countries: [String] = [],
    quota: Int? = nil, state: ProgrammeState = .open, until: CivilDay? = nil
  ) throws -> CompiledProgramme {
    try CompiledProgramme(
      ResearchProgramme(
        id: "P", version: 1, title: "A programme", state: state,
        purpose: ResearchPurpose(permission: .biomedical), eligibility: eligibility, tissue: tissue,
        requiredScopes: scopes,
        approval: ApprovalInterval(
          reference: "EC 1", from: Sample.day("2020-01-01"), until: until),
        countries: countries, quota: quota))
  }

  private var donor: DonorRecord {
    var diagnosis = Sample.diagnosis()
    diagnosis.biomarkers = [
      BiomarkerFinding(biomarker: .er, result: .positive)
    ].compactMap { $0 }
    return DonorRecord(
      interest: Sample.interest, country: "US", tumours: [TumourRecord(diagnosis: diagnosis)],
      tissue: [Specimen(kind: .ffpe)])
  }

  private func states(_ permitted: ScopeSet) -> PackedStates {
    var states = PackedStates()
    for scope in permitted { states[scope] = .permitted }
    return states
  }

  private func outcome(_ rule: String, _ verdict: RoutingVerdict) -> RuleOutcome? {
    verdict.reasons.filter { $0.rule == rule }.map(\.outcome)
      .max { $0.rawValue < $1.rawValue }
  }

  @Test func `every rule met is eligible, with every reason`() throws {
    let verdict = try programme().verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.verdict == .eligible)
    #expect(verdict.tumour == 0)
    #expect(
      verdict.reasons.map(\.rule) == [
        "programme", "approval", "scope", "scope", "eligibility", "eligibility", "tissue",
      ])
    let marker = verdict.reasons[5]
    #expect(marker.found == "er positive")
    #expect(marker.needed == "er = positive")
    #expect(verdict.reasons[2].found == "tissue_surplus permitted")
  }

  @Test func `a missing biomarker needs review, never silently eligible`() throws {
    var donor = donor
    donor.tumours[0].diagnosis.biomarkers = []
    let verdict = try programme().verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.verdict == .needsReview)
    #expect(verdict.reasons[5].outcome == .unknown)
    #expect(verdict.reasons[5].found == "er not recorded")
  }

  @Test func `a donor without tumours needs review`() throws {
    var donor = donor
    donor.tumours = []
    let verdict = try programme().verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.verdict == .needsReview)
    #expect(verdict.tumour == nil)
    #expect(outcome("eligibility", verdict) == .unknown)
  }

  @Test(arguments: ConsentState.allCases)
  func `only a permitted scope permits`(state: ConsentState) throws {
    var states = states(.all)
    states[.clinicalData] = state
    let verdict = try programme().verdict(donor: donor, states: states, on: Self.today)
    #expect(verdict.verdict == (state == .permitted ? .eligible : .ineligible))
  }

  @Test func `the tumour that suits best is judged`() throws {
    var donor = donor
    donor.tumours.insert(TumourRecord(diagnosis: Sample.diagnosis("C16.0", "8140/3")), at: 0)
    donor.tumours.insert(TumourRecord(diagnosis: Sample.diagnosis()), at: 1)
    let verdict = try programme().verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.tumour == 2)
    #expect(verdict.verdict == .eligible)
  }

  @Test func `the programme has to be open, approved and not full`() throws {
    func judge(_ programme: CompiledProgramme, placed: Int = 0) -> Verdict {
      programme.verdict(donor: donor, states: states(.all), on: Self.today, placed: placed).verdict
    }
    #expect(judge(try programme(state: .suspended)) == .ineligible)
    #expect(judge(try programme(until: Self.today)) == .ineligible)
    #expect(judge(try programme(until: Self.today.adding(days: 1))) == .eligible)
    #expect(judge(try programme(quota: 2), placed: 1) == .eligible)
    #expect(judge(try programme(quota: 2), placed: 2) == .ineligible)
  }

  @Test func `countries and contact`() throws {
    var donor = donor
    let bound = try programme(countries: ["US"])
    #expect(bound.verdict(donor: donor, states: states(.all), on: Self.today).verdict == .eligible)
    donor.country = "DE"
    #expect(
      bound.verdict(donor: donor, states: states(.all), on: Self.today).verdict == .ineligible)
    donor.country = nil
    #expect(
      bound.verdict(donor: donor, states: states(.all), on: Self.today).verdict == .needsReview)
    donor.noContact = true
    let calling = try programme(scopes: [.recontactStudies])
    let verdict = calling.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("contact", verdict) == .notMet)
  }

  @Test func `killing assays need living cells`() throws {
    let living = try programme(
      tissue: TissueRequirement(accepted: [.viable, .fresh], minimumViability: 70))
    var donor = donor
    var verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("tissue", verdict) == .notMet)
    donor.tissue = [Specimen(kind: .frozen)]
    verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.verdict == .ineligible)
    donor.tissue.append(Specimen(kind: .viable))
    verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("tissue", verdict) == .met)
    #expect(outcome("viability", verdict) == .unknown)
    let outcomes: [(Specimen, RuleOutcome)] = [
      (Specimen(kind: .viable, viability: .cryopreservedViable), .met),
      (Specimen(kind: .fresh, viability: .viable), .met),
      (Specimen(kind: .fresh, viability: .nonViable), .notMet),
      (Specimen(kind: .ffpe, viability: .viable), .notMet),
      (Specimen(kind: .blood, viability: .viable), .unknown),
      (
        Specimen(
          kind: .fresh, availableOn: Self.today.adding(days: 3), viability: .viable), .unknown
      ),
    ]
    for (specimen, expected) in outcomes {
      donor.tissue = [specimen]
      verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
      #expect(outcome("viability", verdict) == expected, "\(specimen)")
    }
    // Living cells in one piece and readiness of another are not one usable piece.
    donor.tissue = [
      Specimen(kind: .fresh, viability: .nonViable),
      Specimen(kind: .viable, availableOn: Self.today.adding(days: 3), viability: .viable),
    ]
    verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("viability", verdict) == .unknown)
    donor.tissue = []
    verdict = living.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("tissue", verdict) == .unknown)
  }

  @Test func `amounts add up over accepted tissue, and an unknown one needs review`() throws {
    let heavy = try programme(
      tissue: TissueRequirement(accepted: [.frozen], minimumMilligrams: 100))
    var donor = donor
    let outcomes: [([Specimen], RuleOutcome)] = [
      ([Specimen(kind: .frozen, milligrams: 60), Specimen(kind: .frozen, milligrams: 40)], .met),
      ([Specimen(kind: .frozen, milligrams: 99)], .notMet),
      ([Specimen(kind: .frozen, milligrams: 99), Specimen(kind: .frozen)], .unknown),
      ([Specimen(kind: .frozen, milligrams: 1), Specimen(kind: .ffpe, milligrams: 500)], .notMet),
      ([], .unknown),
    ]
    for (tissue, expected) in outcomes {
      donor.tissue = tissue
      let verdict = heavy.verdict(donor: donor, states: states(.all), on: Self.today)
      #expect(outcome("amount", verdict) == expected, "\(tissue)")
    }
  }

  @Test func `pairs from before and after treatment`() throws {
    let paired = try programme(
      tissue: TissueRequirement(accepted: [.ffpe], needsPrePostPair: true))
    var donor = donor
    let outcomes: [([TreatmentTiming], RuleOutcome)] = [
      ([.before, .after], .met), ([.before], .notMet), ([.after, .after], .notMet),
      ([.before, .unknown], .unknown), ([], .unknown),
    ]
    for (timings, expected) in outcomes {
      donor.tissue = timings.map { Specimen(kind: .ffpe, treatment: $0) }
      let verdict = paired.verdict(donor: donor, states: states(.all), on: Self.today)
      #expect(outcome("pre_post_pair", verdict) == expected, "\(timings)")
    }
  }

  @Test func `tissue is used within its time, and a piece whose time is over is not there`() throws
  {
    let fresh = try programme(
      tissue: TissueRequirement(
        accepted: [.fresh, .viable], minimumViability: 70, windowDays: 2))
    var donor = donor
    func judge(_ tissue: [Specimen]) -> RoutingVerdict {
      donor.tissue = tissue
      return fresh.verdict(donor: donor, states: states(.all), on: Self.today)
    }
    func specimen(_ days: Int?, _ viability: Viability = .viable) -> Specimen {
      Specimen(
        kind: .fresh, availableOn: days.map { Self.today.adding(days: $0) }, viability: viability)
    }
    #expect(judge([specimen(0)]).verdict == .eligible)
    #expect(judge([specimen(-1)]).verdict == .eligible)
    #expect(judge([specimen(-2)]).verdict == .ineligible)
    #expect(judge([specimen(nil)]).verdict == .needsReview)
    #expect(judge([specimen(1)]).verdict == .needsReview)
    // Living cells in one piece and time left for another are not one usable piece.
    #expect(judge([specimen(-5), specimen(0, .nonViable)]).verdict == .ineligible)
    #expect(fresh.lastUse(of: [specimen(-1)], on: Self.today) == Self.today.adding(days: 1))
  }

  @Test func `cells that are kept alive have no last day, once they are there`() throws {
    let fresh = try programme(
      tissue: TissueRequirement(
        accepted: [.fresh, .viable], minimumViability: 70, windowDays: 2))
    var donor = donor
    func judge(_ specimen: Specimen) -> Verdict {
      donor.tissue = [specimen]
      return fresh.verdict(donor: donor, states: states(.all), on: Self.today).verdict
    }
    let old = Self.today.adding(days: -400)
    let kept = [
      Specimen(kind: .fresh, availableOn: old, viability: .cryopreservedViable),
      Specimen(kind: .viable, availableOn: old, viability: .viable),
      Specimen(kind: .viable, viability: .viable),
    ]
    for specimen in kept {
      #expect(judge(specimen) == .eligible, "\(specimen)")
      #expect(fresh.lastUse(of: [specimen], on: Self.today) == nil)
    }
    #expect(
      judge(Specimen(kind: .viable, availableOn: Self.today.adding(days: 1), viability: .viable))
        == .needsReview)
  }

  @Test func `a cohort is data: neither amount nor time of the tissue keeps a donor out`() throws {
    let demanding = try programme(
      tissue: TissueRequirement(
        accepted: [.fresh], minimumMilligrams: 100, needsPrePostPair: true, windowDays: 2))
    var donor = donor
    donor.tissue = [
      Specimen(kind: .fresh, availableOn: Self.today.adding(days: -90), milligrams: 5)
    ]
    let facts = TumourFacts.all(of: donor)
    #expect(
      demanding.verdict(donor: donor, states: states(.all), on: Self.today).verdict == .ineligible)
    #expect(demanding.cohortVerdict(donor: donor, facts: facts, on: Self.today) == .eligible)
    donor.tissue = [Specimen(kind: .ffpe)]
    #expect(demanding.cohortVerdict(donor: donor, facts: facts, on: Self.today) == .ineligible)
  }

  @Test func `a contradicted stage is not known, and an explanation says so`() throws {
    var staged = donor
    staged.tumours[0].diagnosis.stage = StageGroup("IIA")
    staged.tumours[0].diagnosis.edition = 8
    var later = Staging()
    (later.stage, later.edition) = (StageGroup("IV"), 8)
    staged.tumours[0].take(later)
    let programme = try programme(eligibility: "stage < III")
    let verdict = programme.verdict(donor: staged, states: states(.all), on: Self.today)
    let reason = try #require(verdict.reasons.first { $0.rule == "eligibility" })
    #expect(reason.outcome == .unknown)
    #expect(reason.found == "stage conflicting")
    for text in ["stage >= III", "not stage = IIA", "stage = IV", "t = T1 or stage = IIA"] {
      let truth = try EligibilityExpression(text).compiled()
        .evaluate(TumourFacts(donor: staged, tumour: staged.tumours[0]))
      #expect(truth != .isTrue, "\(text)")
    }
  }

  @Test func `an explanation names the specimens that results rest on`() throws {
    var tested = donor
    tested.tumours[0].diagnosis.biomarkers = [
      BiomarkerFinding(
        biomarker: .er, result: .positive, specimen: SpecimenReference(value: 0xA1)),
      BiomarkerFinding(
        biomarker: .er, result: .negative, observedOn: Self.today,
        specimen: SpecimenReference(value: 0xB2)),
    ].compactMap(\.self)
    let verdict = try programme(eligibility: "er = positive")
      .verdict(donor: tested, states: states(.all), on: Self.today)
    let reason = try #require(verdict.reasons.first { $0.rule == "eligibility" })
    #expect(
      reason.found == "er conflicting (er positive, specimen 000000a1;"
        + " er negative on \(Self.today), specimen 000000b2)")
  }

  @Test func `tissue of another day needs review`() throws {
    var donor = donor
    donor.tissue = [Specimen(kind: .ffpe, availableOn: Self.today.adding(days: 1))]
    let programme = try programme()
    #expect(
      programme.verdict(donor: donor, states: states(.all), on: Self.today).verdict == .needsReview)
    #expect(
      programme.verdict(donor: donor, states: states(.all), on: Self.today.adding(days: 1)).verdict
        == .eligible)
  }

  @Test func `matched normal tissue and matched blood`() throws {
    let paired = try programme(
      tissue: TissueRequirement(
        accepted: [.ffpe], needsMatchedNormal: true, needsMatchedBlood: true),
      scopes: [.tissueSurplus, .germlineGenomics, .bloodSample])
    var donor = donor
    var verdict = paired.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("matched_normal", verdict) == .notMet)
    #expect(outcome("matched_blood", verdict) == .unknown)
    donor.tissue = [Specimen(kind: .ffpe, matchedNormal: true), Specimen(kind: .blood)]
    verdict = paired.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(verdict.verdict == .eligible)
    donor.tissue = [Specimen(kind: .blood)]
    verdict = paired.verdict(donor: donor, states: states(.all), on: Self.today)
    #expect(outcome("matched_normal", verdict) == .unknown)
  }

  @Test func `verdicts combine by the maximum, and nothing is ineligible`() {
    #expect(Verdict.combined([.eligible, .needsReview]) == .needsReview)
    #expect(Verdict.combined([.ineligible, .needsReview]) == .ineligible)
    #expect(Verdict.combined([]) == .ineligible)
    #expect(RoutingVerdict(reasons: [], tumour: nil).verdict == .ineligible)
    #expect(Verdict.names == ["eligible", "needs_review", "ineligible"])
  }

  @Test(arguments: 0..<500)
  func `the quick verdict is the explained one, and no scope less raises it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let programme = try programme(
      eligibility: Generate.expression(depth: 2, from: Generate.predicates, using: &generator),
      tissue: TissueRequirement(
        accepted: [generator.pick([.viable, .fresh, .blood]), .boneMarrow],
        needsMatchedNormal: Bool.random(using: &generator),
        needsMatchedBlood: Bool.random(using: &generator),
        minimumViability: generator.maybe(70), minimumMilligrams: generator.maybe(60),
        needsPrePostPair: generator.oneIn(3), windowDays: generator.maybe(900)),
      scopes: [.tissueSurplus, .germlineGenomics, .bloodSample, .recontactStudies],
      countries: generator.pick([[], ["US"]]), quota: generator.maybe(3),
      state: generator.pick([.open, .open, .closed]))
    let donor = Generate.donor(using: &generator)
    let placed = Int.random(in: 0...4, using: &generator)
    let denied = generator.pick(ConsentScope.allCases)
    var states = states(.all)
    let whole = programme.verdict(donor: donor, states: states, on: Self.today, placed: placed)
    #expect(
      programme.quickVerdict(
        donor: donor, facts: TumourFacts.all(of: donor), states: states, on: Self.today,
        placed: placed) == whole.verdict, "seed \(seed)")
    states[denied] = .withdrawn
    let less = programme.verdict(donor: donor, states: states, on: Self.today, placed: placed)
    #expect(less.verdict >= whole.verdict, "seed \(seed)")
    #expect(
      programme.quickVerdict(
        donor: donor, facts: TumourFacts.all(of: donor), states: states, on: Self.today,
        placed: placed) == less.verdict, "seed \(seed)")
  }
}
