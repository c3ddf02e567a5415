import Domain
import Registry
import Testing

struct MergeTests {
  @Test func `the code registered first stands for both, whichever is named first`() throws {
    for isSwapped in [false, true] {
      let world = try World()
      let (first, second) = try world.twoCodes()
      let outcome = try isSwapped ? world.merge(second, first) : world.merge(first, second)
      #expect(outcome.survivor == first)
      #expect(outcome.merged == second)
      #expect(try world.registry.donor(second, on: nil).donor == first)
      #expect(try world.registry.donor(first, on: nil).merged == [second])
      #expect(try world.registry.survivor(of: second)?.survivor == first)
      #expect(try world.registry.survivor(of: first) == nil)
    }
  }

  @Test func `the state of both is the fold of the events of both`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.grant(second)
    try world.withdraw(second, scopes: ["clinical_data"])
    let outcome = try world.merge(first, second)
    let line = try #require(outcome.scopes.first { $0.scope == "clinical_data" })
    #expect(line.survivorBefore == "permitted")
    #expect(line.mergedBefore == "withdrawn")
    #expect(line.after == "withdrawn")
    #expect(try world.state(first, .clinicalData) == "withdrawn")
    #expect(try world.state(second, .clinicalData) == "withdrawn")
    #expect(try world.state(second, .tissueSurplus) == "permitted")
    let history = try world.registry.consentHistory(second, knownAt: nil)
    #expect(history.map(\.recordedUnder) == [first, second, second])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a plan says the same and stores nothing`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.withdraw(second, level: "no_further_use")
    let size = try world.registry.stats().first { $0.name == "ledger_events" }?.value
    let plan = try world.registry.mergePlan(first, second)
    #expect(plan.sequence == nil)
    #expect(plan.scopes.allSatisfy { $0.after == "refused" })
    #expect(try world.registry.stats().first { $0.name == "ledger_events" }?.value == size)
    #expect(try world.state(first, .clinicalData) == "permitted")
    let outcome = try world.merge(first, second)
    #expect(outcome.scopes.map(\.after) == plan.scopes.map(\.after))
  }

  @Test func `one tumour under two codes counts once, with the results of both`() throws {
    let world = try World()
    let first = try world.register(1) { intake in
      intake.diagnoses[0].biomarkers = [try Self.finding("2026-01-01")]
    }
    let second = try world.register(1) { intake in
      intake.identifiers.facility = "site-2"
      intake.diagnoses[0].biomarkers = [try Self.finding("2026-01-01"), try Self.finding(nil)]
      intake.diagnoses.append(
        Diagnosis(
          site: try Topography.parse("C34.1", field: "site"),
          morphology: try Morphology.parse("8140/3", field: "morphology")))
      intake.tissue = [Specimen(kind: .frozen, availableOn: nil, matchedNormal: true)]
    }
    let outcome = try world.merge(first.donor, second.donor)
    #expect(outcome.diagnoses == (1, 2, 2))
    #expect(outcome.tissue == (0, 1, 1))
    let facts = try world.registry.donor(first.donor, on: nil).facts
    #expect(facts.tumours.count == 2)
    #expect(facts.tumours[0].diagnosis.biomarkers.count == 2)
    #expect(facts.tissue.count == 1)
    #expect(try world.faults().isEmpty)
  }

  private static func finding(_ day: String?) throws -> BiomarkerFinding {
    try #require(
      BiomarkerFinding(
        biomarker: .her2IHC, result: .score3, observedOn: day.flatMap { CivilDay(iso: $0) }))
  }

  @Test func `a cohort and the list of donors count the person once`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.grant(second)
    let apart = world.clock.now
    #expect(try world.cohort().donors == 2)
    try world.merge(first, second)
    #expect(try world.cohort().donors == 1)
    #expect(try world.cohort().tumours == 1)
    var listed: [String] = []
    try world.registry.forEachDonor(on: nil) { listed.append($0.donor) }
    #expect(listed == [first])
    // What was known before the merge is answered as it was then.
    #expect(try world.cohort(knownAt: apart).donors == 2)
    #expect(try world.cohort(knownAt: world.clock.now).donors == 1)
    let together = world.clock.now
    try world.split(second)
    #expect(try world.cohort().donors == 2)
    #expect(try world.cohort(knownAt: together).donors == 1)
    #expect(try world.cohort(knownAt: apart).donors == 2)
  }

  @Test func `states of earlier known times are not changed by a merge`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.withdraw(second, level: "no_further_use")
    let before = world.clock.now
    let states = try [world.states(first), world.states(second)]
    try world.merge(first, second)
    #expect(try world.states(first, knownAt: before) == states[0])
    #expect(try world.states(second, knownAt: before) == states[1])
    let merged = world.clock.now
    let union = try world.states(first)
    #expect(union != states[0])
    try world.split(second)
    #expect(try world.states(second, knownAt: merged) == union)
    #expect(try world.registry.consentHistory(second, knownAt: merged).count == 2)
    #expect(try world.registry.consentHistory(second, knownAt: before).count == 1)
  }

  @Test func `identifiers of either code find the survivor, and a repeated row is known`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.merge(first, second)
    let found = try world.registry.find(
      json: Array(#"{"facility":"site-2","mrn":"X9"}"#.utf8), name: "test")
    #expect(found.map(\.donor) == [first])
    #expect(found.first?.merged == [second])
    let again = try world.register(1) {
      $0.identifiers.facility = "site-2"
      $0.identifiers.mrn = "X9"
      $0.identifiers.family = "Other"
    }
    #expect(again.status == .known)
    #expect(again.donor == first)
  }

  @Test func `a row without numbers is known again under the code it came with`() throws {
    let world = try World()
    let unnumbered: (inout DonorIntake) -> Void = {
      $0.identifiers.facility = "site-2"
      $0.identifiers.mrn = nil
      $0.residence.postcode = "90210"
    }
    let first = try world.register(1)
    let second = try world.register(1, unnumbered)
    #expect(second.status == .possibleDuplicate)
    try world.merge(first, second.donor)
    let again = try world.register(1, unnumbered)
    #expect(again.status == .known)
    #expect(again.donor == first)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a release after the merge holds the person once`() throws {
    let world = try World()
    let donors = try world.consented(30)
    let years = Dictionary(grouping: donors) { donor in
      (try? world.registry.donor(donor, on: nil).facts.birthYear) ?? 0
    }
    let pair = years.values.first { $0.count > 1 } ?? Array(donors.prefix(2))
    try world.merge(pair[0], pair[1], confirm: pair[0], reason: "the same")
    let release = try world.export("out")
    #expect(release.donors + release.suppressed == 29)
    #expect(try world.registry.donor(pair[1], on: nil).releases.count <= 1)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a report of either code is taken although their years of birth differ`() throws {
    let world = try World()
    let (first, second) = (try world.register(1), try world.register(2))
    try world.merge(first, second, confirm: first, reason: "typing error")
    for number in 1...2 { #expect(try world.register(number) { _ in }.donor == first) }
    let other = failure {
      try world.register(2) { $0.identifiers.birthDate = "1977-01-02" }
    }
    #expect(other?.code == .identityConflict)
  }

  @Test func `an operation from before the merge still answers`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    var request = ConsentRequest(donor: second, kind: "refusal")
    request.scopes = ["all"]
    let change = ChangeRequest(operation: "018f2f1e-0000-7000-8000-000000000002")
    world.clock.tick()
    let recorded = try world.registry.consent(request, change)
    try world.merge(first, second)
    let again = try world.registry.consent(request, change)
    #expect(again.sequence == recorded.sequence)
    #expect(again.donor == first)
  }

  @Test func `an import by either code is recorded under the survivor`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.merge(first, second)
    world.clock.tick()
    let file = try world.file(
      "consents.csv", "donor,event,scopes,signed_on\n\(second),refusal,all,2026-01-01\n")
    let summary = try world.registry.importConsents(input: file, rejects: nil, ChangeRequest())
    #expect(summary.accepted == 1)
    #expect(try world.state(first, .clinicalData) == "refused")
    #expect(
      try world.registry.consentHistory(first, knownAt: nil).map(\.recordedUnder) == [first])
    #expect(try world.faults().isEmpty)
  }
}
