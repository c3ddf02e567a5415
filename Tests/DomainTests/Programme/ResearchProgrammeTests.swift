import Domain
import Testing

@Suite struct `Research programmes` {
  /// A programme that is right, with one thing changed.
  private func programme(
    id: String = "HER2-TARGETED", version: Int = 1, title: String = "A programme",
    state: ProgrammeState = .draft,
    purpose: ResearchPurpose = ResearchPurpose(permission: .biomedical),
    eligibility: String = "site in C50",
    tissue: TissueRequirement = TissueRequirement(accepted: [.ffpe]),
    scopes: ScopeSet = [.tissueSurplus], approval: ApprovalInterval? = nil,
    commercial: Bool = false, countries: [String] = [], quota: Int? = nil, priority: Int = 50,
    note: String? = nil
  ) throws(ProgrammeProblem) -> ResearchProgramme {
    try ResearchProgramme(
      id: id, version: version, title: title, state: state, purpose: purpose,
      eligibility: eligibility, tissue: tissue, requiredScopes: scopes, approval: approval,
      isCommercial: commercial, countries: countries, quota: quota, priority: priority, note: note)
  }

  private func day(_ iso: String) throws -> CivilDay { try #require(CivilDay(iso: iso)) }

  @Test func `a complete programme is kept as it is`() throws {
    let approval = ApprovalInterval(reference: "EC 1", from: try day("2026-01-01"))
    let kept = try programme(state: .open, approval: approval, countries: ["US", "IT"], quota: 20)
    #expect(kept.countries == ["US", "IT"])
    #expect(kept.quota == 20)
    #expect(try kept.with(state: .suspended).state == .suspended)
    #expect(try kept.with(state: .suspended).with(state: .open) == kept)
  }

  @Test(arguments: ["", "-x", "a b", "ä", String(repeating: "a", count: 65)])
  func `an id is an identifier`(id: String) {
    #expect(throws: ProgrammeProblem.identifier) { try programme(id: id) }
  }

  @Test func `versions, quota and priority have a range`() throws {
    #expect(throws: ProgrammeProblem.version) { try programme(version: 0) }
    #expect(throws: ProgrammeProblem.quota) { try programme(quota: 0) }
    #expect(throws: ProgrammeProblem.priority) { try programme(priority: 101) }
    #expect(throws: ProgrammeProblem.priority) { try programme(priority: -1) }
    #expect(try programme(quota: 1, priority: 100).priority == 100)
  }

  @Test func `texts are printable`() {
    #expect(throws: ProgrammeProblem.text("title")) { try programme(title: " ") }
    #expect(throws: ProgrammeProblem.text("eligibility")) { try programme(eligibility: "") }
    #expect(throws: ProgrammeProblem.text("note")) { try programme(note: "\u{1B}[2J") }
  }

  @Test func `disease-specific research names diseases and no other does`() throws {
    #expect(throws: ProgrammeProblem.diseaseMissing) {
      try programme(purpose: ResearchPurpose(permission: .diseaseSpecific))
    }
    #expect(throws: ProgrammeProblem.diseaseUnneeded(.biomedical)) {
      try programme(purpose: ResearchPurpose(permission: .biomedical, diseases: ["BREAST"]))
    }
    #expect(throws: ProgrammeProblem.disease("breast")) {
      try programme(purpose: ResearchPurpose(permission: .diseaseSpecific, diseases: ["breast"]))
    }
    #expect(throws: ProgrammeProblem.repeated("disease")) {
      try programme(
        purpose: ResearchPurpose(permission: .diseaseSpecific, diseases: ["RCC", "RCC"]))
    }
    #expect(throws: ProgrammeProblem.repeated("modifier")) {
      try programme(
        purpose: ResearchPurpose(
          permission: .biomedical, modifiers: [.publicationRequired, .publicationRequired]))
    }
  }

  @Test func `commerce needs its scope and no modifier against it`() throws {
    #expect(throws: ProgrammeProblem.scopeMissing(.commercialUse, for: "a commercial programme")) {
      try programme(commercial: true)
    }
    #expect(throws: ProgrammeProblem.commercialContradiction(.notForProfitOrganisation)) {
      try programme(
        purpose: ResearchPurpose(permission: .biomedical, modifiers: [.notForProfitOrganisation]),
        scopes: [.commercialUse], commercial: true)
    }
    #expect(try programme(scopes: [.commercialUse], commercial: true).isCommercial)
  }

  @Test func `viability is asked of living tissue only`() throws {
    #expect(throws: ProgrammeProblem.notLiving(.ffpe)) {
      try programme(tissue: TissueRequirement(accepted: [.viable, .ffpe], minimumViability: 70))
    }
    #expect(throws: ProgrammeProblem.viability) {
      try programme(tissue: TissueRequirement(accepted: [.viable], minimumViability: 101))
    }
    let living = TissueRequirement(accepted: [.viable, .fresh], minimumViability: 70)
    #expect(try programme(tissue: living).tissue == living)
  }

  @Test func `tissue is accepted, each kind once, the preferred one among them`() {
    #expect(throws: ProgrammeProblem.tissueMissing) {
      try programme(tissue: TissueRequirement(accepted: []))
    }
    #expect(throws: ProgrammeProblem.repeated("tissue kind")) {
      try programme(tissue: TissueRequirement(accepted: [.ffpe, .ffpe]))
    }
    #expect(throws: ProgrammeProblem.preferredNotAccepted(.frozen)) {
      try programme(tissue: TissueRequirement(accepted: [.ffpe], preferred: .frozen))
    }
  }

  @Test func `amounts and time windows are in range`() throws {
    for amount in [0, -1, 10_000_001] {
      #expect(throws: ProgrammeProblem.amount) {
        try programme(tissue: TissueRequirement(accepted: [.ffpe], minimumMilligrams: amount))
      }
    }
    for days in [0, 3651] {
      #expect(throws: ProgrammeProblem.window) {
        try programme(tissue: TissueRequirement(accepted: [.ffpe], windowDays: days))
      }
    }
  }

  @Test func `matched normal needs the germline scope and matched blood the blood scope`() {
    #expect(throws: ProgrammeProblem.scopeMissing(.germlineGenomics, for: "matched normal tissue"))
    {
      try programme(tissue: TissueRequirement(accepted: [.ffpe], needsMatchedNormal: true))
    }
    #expect(throws: ProgrammeProblem.scopeMissing(.bloodSample, for: "matched blood")) {
      try programme(tissue: TissueRequirement(accepted: [.ffpe], needsMatchedBlood: true))
    }
    #expect(throws: ProgrammeProblem.scopesMissing) { try programme(scopes: []) }
  }

  @Test(arguments: ProgrammeState.allCases)
  func `from approved on, a programme has an approval`(state: ProgrammeState) throws {
    guard state.needsApproval else {
      #expect(try programme(state: state).state == state)
      return
    }
    #expect(throws: ProgrammeProblem.approvalMissing(state)) { try programme(state: state) }
  }

  @Test func `an approval holds from its first day to the day before its last`() throws {
    let approval = ApprovalInterval(
      reference: "EC 1", from: try day("2026-01-01"), until: try day("2026-02-01"))
    #expect(!approval.contains(try day("2025-12-31")))
    #expect(approval.contains(try day("2026-01-01")))
    #expect(approval.contains(try day("2026-01-31")))
    #expect(!approval.contains(try day("2026-02-01")))
    let endless = ApprovalInterval(reference: "EC 1", from: try day("2026-01-01"))
    #expect(endless.contains(.latest))
    let empty = ApprovalInterval(
      reference: "EC 1", from: try day("2026-01-01"), until: try day("2026-01-01"))
    #expect(throws: ProgrammeProblem.approvalEmpty) { try programme(approval: empty) }
  }

  @Test func `countries are ISO codes`() {
    #expect(throws: ProgrammeProblem.country("us")) { try programme(countries: ["us"]) }
    #expect(throws: ProgrammeProblem.repeated("country")) {
      try programme(countries: ["US", "US"])
    }
  }

  @Test(arguments: [
    ProgrammeProblem.identifier, .version, .text("title"), .diseaseMissing, .disease("x"),
    .repeated("disease"), .commercialContradiction(.nonCommercial), .tissueMissing, .viability,
    .amount, .window,
    .notLiving(.ffpe), .scopesMissing, .approvalEmpty, .approvalMissing(.open), .country("x"),
    .quota, .priority, .preferredNotAccepted(.ffpe), .diseaseUnneeded(.biomedical),
    .scopeMissing(.bloodSample, for: "matched blood"),
  ])
  func `every problem is a sentence with what to do`(problem: ProgrammeProblem) {
    #expect(problem.description == "\(problem.problem); \(problem.fix)")
    #expect(!problem.description.hasSuffix("."))
    #expect(!problem.field.isEmpty)
  }

  @Test func `only an open programme takes donors`() {
    #expect(ProgrammeState.allCases.filter(\.takesDonors) == [.open])
  }
}
