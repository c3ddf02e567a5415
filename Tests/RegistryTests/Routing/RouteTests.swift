import Domain
import Registry
import Testing

/// Programmes, their life, and the verdicts on donors, through the façade.
struct RouteTests {
  private static func document(
    version: Int = 1, eligibility: String = "site in C50", permission: String = "permission: hmb",
    more: String = ""
  ) -> String {
    """
    id: P-1
    version: \(version)
    title: a programme
    state: approved
    purpose:
      \(permission)
    eligibility: "\(eligibility)"
    tissue:
      accept: [viable, fresh]
      minimum_viability: 70
    consent_scopes: [tissue_surplus, clinical_data]
    approval:
      reference: "EC 1"
      from: 2020-01-01
    commercial: false
    \(more)
    """
  }

  @discardableResult
  private func add(_ document: String, to world: World) throws -> ProgrammeChange {
    world.clock.tick()
    return try world.registry.addProgramme(
      try world.file("programme.yaml", document), ChangeRequest())
  }

  private func set(_ state: ProgrammeState, in world: World) throws -> ProgrammeChange {
    world.clock.tick()
    return try world.registry.setProgramme("P-1", to: state, ChangeRequest())
  }

  private func donor(_ number: Int, _ specimen: Specimen?, in world: World) throws -> String {
    var intake = try World.person(number)
    if let specimen { intake.tissue = [specimen] }
    world.clock.tick()
    return try world.registry.register(intake, ChangeRequest()).donor
  }

  private func outcome(_ rule: String, _ explanation: RouteExplanation) -> [String] {
    explanation.reasons.filter { $0.rule == rule }.map(\.outcome)
  }

  @Test func `a programme lives from approval to its end and the rebuild agrees`() throws {
    let world = try World()
    #expect(try add(Self.document(), to: world).state == "approved")
    #expect(try set(.open, in: world).state == "open")
    #expect(try set(.suspended, in: world).state == "suspended")
    #expect(failure { _ = try set(.suspended, in: world) }?.code == .programmeRefused)
    #expect(try set(.open, in: world).state == "open")
    #expect(try world.registry.programmes().first { $0.id == "P-1" }?.state == "open")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
    #expect(try set(.closed, in: world).state == "closed")
    #expect(failure { _ = try set(.open, in: world) }?.code == .programmeRefused)
    // A new version begins with what its document says.
    #expect(try add(Self.document(version: 2), to: world).state == "approved")
    #expect(try world.registry.programmes().first { $0.id == "P-1" }?.state == "approved")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `what is no programme is refused with its place`() throws {
    let world = try World()
    try add(Self.document(), to: world)
    #expect(failure { try add(Self.document(), to: world) }?.code == .versionConflict)
    let bad = failure { try add(Self.document(version: 2, eligibility: "sit in C50"), to: world) }
    #expect(bad?.code == .inputMalformed)
    let disease = failure {
      try add(
        Self.document(version: 2, permission: "permission: ds\n  diseases: [BRAEST]"), to: world)
    }
    #expect(disease?.code == .inputMalformed)
    #expect(disease?.location.contains { $0.value == "purpose.diseases" } == true)
    #expect(try world.registry.programmes().first { $0.id == "P-1" }?.version == 1)
  }

  @Test func `the same operation publishes once`() throws {
    let world = try World()
    let request = ChangeRequest(operation: "0190a0b0-0000-7000-8000-000000000001")
    let first = try world.registry.addProgramme(
      try world.file("p.yaml", Self.document()), request)
    let second = try world.registry.addProgramme(
      try world.file("p.yaml", Self.document()), request)
    #expect(first.sequence == second.sequence)
  }

  @Test func `an explanation names every rule and the document relied on`() throws {
    let world = try World()
    try add(Self.document(), to: world)
    _ = try set(.open, in: world)
    let living = try donor(1, Specimen(kind: .viable, viability: .cryopreservedViable), in: world)
    let before = try world.registry.routeExplanation(living, programme: "P-1", on: nil)
    #expect(before.verdict == "ineligible")
    #expect(outcome("scope", before) == ["not_met", "not_met"])
    #expect(outcome("purpose", before).contains("not_met"))
    #expect(before.documents.isEmpty)
    let sequence = try world.grant(living).sequence
    let after = try world.registry.routeExplanation(living, programme: "p-1", on: nil)
    #expect(after.verdict == "eligible")
    #expect(after.reasons.allSatisfy { $0.outcome == "met" })
    for rule in [
      "interest", "programme", "approval", "scope", "purpose", "eligibility", "tissue", "viability",
    ] { #expect(!outcome(rule, after).isEmpty, "\(rule)") }
    #expect(after.documents.map(\.scope) == ["tissue_surplus", "clinical_data"])
    #expect(after.documents.allSatisfy { $0.event == sequence && $0.form != nil })
    try world.withdraw(living, scopes: ["tissue_surplus"])
    let withdrawn = try world.registry.routeExplanation(living, programme: "P-1", on: nil)
    #expect(withdrawn.verdict == "ineligible")
    _ = try set(.suspended, in: world)
    let halted = try world.registry.routeExplanation(living, programme: "P-1", on: nil)
    #expect(outcome("programme", halted) == ["not_met"])
  }

  @Test func `viability is kept through ledger and rebuild`() throws {
    let world = try World()
    let specimen = Specimen(kind: .fresh, viability: .viable)
    let code = try donor(1, specimen, in: world)
    #expect(try world.registry.donor(code, on: nil).facts.tissue == [specimen])
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `the run, the candidates and the losses agree with the explanations`() throws {
    let world = try World()
    try add(Self.document(), to: world)
    _ = try set(.open, in: world)
    let specimens: [Specimen?] = [
      Specimen(kind: .viable, viability: .viable), Specimen(kind: .viable),
      Specimen(kind: .ffpe), Specimen(kind: .fresh, viability: .nonViable), nil,
    ]
    var verdicts: [String: String] = [:]
    for (number, specimen) in specimens.enumerated() {
      let code = try donor(number, specimen, in: world)
      if number != 4 { try world.grant(code) }
      verdicts[code] =
        try world.registry.routeExplanation(code, programme: "P-1", on: nil).verdict
    }
    let line = try #require(try world.registry.routeRun(on: nil).first { $0.programme == "P-1" })
    #expect((line.eligible, line.needsReview, line.ineligible) == (1, 1, 3))
    let candidates = try world.registry.routeCandidates(programme: "P-1", on: nil)
    #expect(candidates.map(\.verdict) == ["eligible", "needs_review"])
    for candidate in candidates { #expect(verdicts[candidate.donor] == candidate.verdict) }
    let losses = try world.registry.routeLosses(programme: "P-1", on: nil)
    #expect((losses.donors, losses.eligible, losses.needsReview, losses.ineligible) == (5, 1, 1, 3))
    let viability = try #require(losses.rules.first { $0.rule == "viability" })
    #expect((viability.lost, viability.lostOnlyHere) == (2, 1))
    #expect((viability.unknown, viability.wouldGain) == (2, 1))
    #expect(losses.bestGain?.hasPrefix("viability") == true)
  }

  @Test func `a narrower version says beforehand whom it would lose`() throws {
    let world = try World()
    try add(Self.document(), to: world)
    for number in 1...3 {
      var intake = try World.person(number)
      intake.tissue = [
        Specimen(kind: .viable, viability: .viable, milligrams: number == 3 ? 80 : 20)
      ]
      world.clock.tick()
      try world.grant(try world.registry.register(intake, ChangeRequest()).donor)
    }
    let next = Self.document(version: 2).replacing(
      "minimum_viability: 70", with: "minimum_viability: 70\n  minimum_mg: 50")
    let size = try world.registry.stats()
    let comparison = try world.registry.compareProgramme(
      try world.file("next.yaml", next), on: nil)
    #expect(comparison.old == .init(version: 1, eligible: 3, needsReview: 0, ineligible: 0))
    #expect(comparison.new == .init(version: 2, eligible: 1, needsReview: 0, ineligible: 2))
    #expect((comparison.lost, comparison.gained) == (2, 0))
    #expect(
      comparison.differences == [.init(field: "tissue.minimum_mg", old: nil, new: "50")])
    #expect(try world.registry.stats().map(\.value) == size.map(\.value))
  }

  @Test func `a plan fills the places and says why a donor is left`() throws {
    let world = try World()
    for line in try world.registry.programmes() {
      world.clock.tick()
      _ = try world.registry.setProgramme(line.id, to: .suspended, ChangeRequest())
    }
    try add(Self.document(more: "quota: 2"), to: world)
    _ = try set(.open, in: world)
    let donors = try (0..<3).map { number in
      let code = try donor(number, Specimen(kind: .fresh, viability: .viable), in: world)
      try world.grant(code)
      return code
    }
    let plan = try world.registry.allocationPlan(AllocationRequest())
    #expect((plan.donors, plan.placed) == (3, 2))
    #expect(plan.isOptimal)
    #expect(plan.programmes.map(\.programme) == ["P-1"])
    let placed = Set(plan.placements.map(\.donor))
    let left = try #require(donors.first { !placed.contains($0) })
    let reasons = try world.registry.allocationPlan(AllocationRequest(explaining: left)).reasons
    #expect(reasons.first?.reason.hasPrefix("full") == true)
    #expect(plan.placements.allSatisfy { $0.programmes == ["P-1"] })
    let withdrawn = try #require(placed.first)
    try world.withdraw(withdrawn, level: "no_further_use")
    let after = try world.registry.allocationPlan(AllocationRequest())
    #expect(after.placements.map(\.donor).contains(left))
    #expect(!after.placements.map(\.donor).contains(withdrawn))
  }

  @Test(arguments: ProgrammeState.allCases)
  func `every other way is refused and told which ones are open`(from: ProgrammeState) throws {
    let world = try World()
    let text = Self.document().replacing("state: approved", with: "state: \(from)")
    try add(text, to: world)
    for target in ProgrammeState.allCases where !from.successors.contains(target) {
      let error = try #require(failure { _ = try set(target, in: world) })
      #expect(error.code == .programmeRefused && error.location.last?.value == from.name)
      let next = from.successors.map(\.name).joined(separator: ", ")
      #expect(next.isEmpty || error.fix?.hasSuffix(next) == true, "\(from) to \(target)")
    }
    for target in from.successors {
      world.clock.tick()
      let change = try world.registry.setProgramme(
        "P-1", to: target, ChangeRequest(dryRun: true))
      #expect(change.state == target.name)
    }
  }

  @Test func `a rule that cannot be read names its file and the character`() throws {
    let world = try World()
    let error = try #require(
      failure { try add(Self.document(eligibility: "site in C50 and stagee = II"), to: world) })
    #expect(error.code == .inputMalformed)
    #expect(error.location.map(\.name) == ["file", "field", "character"])
    #expect(error.location.last?.value == "17")
    #expect(error.fix?.contains("stage") == true)
  }

  @Test func `contradicting results are listed`() throws {
    let world = try World()
    var intake = try World.person(1)
    intake.diagnoses[0].biomarkers = [
      BiomarkerFinding(biomarker: .er, result: .positive),
      BiomarkerFinding(biomarker: .er, result: .negative),
      BiomarkerFinding(biomarker: .pr, result: .negative),
    ].compactMap(\.self)
    let code = try world.registry.register(intake, ChangeRequest()).donor
    let lines = try world.registry.qualityReport()
    #expect(lines.map(\.donor) == [code])
    #expect(lines.map(\.field) == ["er"])
    #expect(lines.first?.found == "er positive, er negative")
    #expect(lines.first?.specimens == "not recorded")
  }

  @Test(arguments: [("S-1", "S-1", "one"), ("S-1", "S-2", "different")])
  func `results on one specimen are told from results on two`(
    _ first: String, _ second: String, _ expected: String
  ) throws {
    let world = try World()
    func imported() throws -> ImportSummary {
      let file = try world.file(
        "markers.csv",
        """
        facility,mrn,interest_source,interest_on,site,morphology,er,specimen
        s,1,donor,2025-12-20,C50.4,8500/3,positive,\(first)
        s,1,donor,2025-12-20,C50.4,8500/3,negative,\(second)

        """)
      return try world.registry.importDonors(
        DonorImportRequest(input: file, format: .csv), ChangeRequest())
    }
    #expect(try imported().accepted == 2)
    #expect(try world.registry.qualityReport().map(\.specimens) == [expected])
    #expect(try world.faults().isEmpty)
    world.clock.tick()
    let size = try world.registry.stats()
    #expect(try imported().duplicates == 2)
    let again = try world.registry.stats()
    #expect(
      size.first { $0.name == "biomarker_results" }?.value
        == again.first { $0.name == "biomarker_results" }?.value)
  }

  @Test func `a later report completes the staging, and one that contradicts it is listed`() throws
  {
    let world = try World()
    let code = try world.register(1)
    func report(_ stage: String, t: String? = nil) throws {
      world.clock.tick()
      var intake = try World.person(1)
      intake.diagnoses[0].stage = StageGroup(stage)
      intake.diagnoses[0].edition = 8
      intake.diagnoses[0].t = t.flatMap { TNMCategory($0, axis: .tumour) }
      _ = try world.registry.register(intake, ChangeRequest())
    }
    try report("IIA")
    try report("IIA", t: "T2")
    let tumour = try world.registry.donor(code, on: nil).facts.tumours[0].diagnosis
    #expect(tumour.stage?.description == "IIA" && tumour.t?.description == "T2")
    #expect(try world.registry.qualityReport().isEmpty)
    try report("IV", t: "T2")
    try report("IV", t: "T2")
    let facts = try world.registry.donor(code, on: nil).facts.tumours[0]
    #expect(facts.diagnosis.stage?.description == "IIA")
    #expect(facts.contradictions.count == 1)
    let lines = try world.registry.qualityReport()
    #expect(lines.map(\.field) == ["stage"])
    #expect(lines.first?.found == "IIA, IV")
    #expect(try world.faults().isEmpty)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
  }
}
