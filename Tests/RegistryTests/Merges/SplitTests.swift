import Domain
import Registry
import Testing

struct SplitTests {
  @Test func `a split restores both as if never merged`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.grant(second, scopes: ["clinical_data"])
    try world.withdraw(second, scopes: ["clinical_data"])
    let before = try [first, second].map { code in
      (try world.states(code), try world.registry.donor(code, on: nil).facts)
    }
    let merge = try world.merge(first, second)
    let split = try world.split(second)
    #expect(split.merge == merge.sequence)
    #expect(split.restored == second)
    #expect(split.stayed.isEmpty)
    for (code, (states, facts)) in zip([first, second], before) {
      #expect(try world.states(code) == states)
      let donor = try world.registry.donor(code, on: nil)
      #expect(donor.donor == code)
      #expect(donor.facts == facts)
      #expect(donor.merged.isEmpty)
    }
    #expect(try world.faults().isEmpty)
  }

  @Test func `what was recorded since stays with the survivor`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.merge(first, second)
    let grant = try world.grant(second)
    #expect(grant.donor == first)
    try world.register(1) {
      $0.identifiers.facility = "site-2"
      $0.identifiers.mrn = "X9"
      $0.identifiers.family = "Other"
      $0.diagnoses[0].diagnosedOn = CivilDay(iso: "2025-09-09")
    }
    #expect(try world.registry.donor(first, on: nil).facts.tumours.count == 2)
    let split = try world.split(first)
    #expect(split.stayed.count == 2)
    #expect(split.stayed.first == grant.sequence)
    #expect(try world.state(first, .clinicalData) == "permitted")
    #expect(try world.state(second, .clinicalData) == "not_asked")
    #expect(try world.registry.donor(first, on: nil).facts.tumours.count == 2)
    #expect(try world.registry.donor(second, on: nil).facts.tumours.count == 1)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a result for a tumour of the other code stands by itself after the split`() throws {
    let world = try World()
    let first = try world.register(1) { $0.diagnoses = [] }.donor
    let report: (inout DonorIntake) -> Void = { $0.identifiers.facility = "site-2" }
    let second = try world.register(1, report).donor
    try world.merge(first, second)
    try world.register(1) { intake in
      report(&intake)
      intake.diagnoses[0].biomarkers = [
        try #require(BiomarkerFinding(biomarker: .her2IHC, result: .score3))
      ]
    }
    #expect(try world.registry.donor(first, on: nil).facts.tumours.count == 1)
    try world.split(second)
    #expect(
      try world.registry.donor(first, on: nil).facts.tumours.first?.diagnosis.biomarkers.count == 1)
    #expect(
      try world.registry.donor(second, on: nil).facts.tumours.first?.diagnosis.biomarkers.isEmpty
        == true)
    #expect(try world.faults().isEmpty)
  }

  @Test func `merges chain, and each is undone by itself`() throws {
    let world = try World()
    let codes = try (1...4).map { number in
      try world.register(1) {
        $0.identifiers.facility = "site-\(number)"
        $0.identifiers.family = "Family\(number)"
      }.donor
    }
    try world.grant(codes[3])
    try world.withdraw(codes[1], scopes: ["clinical_data"])
    try world.merge(codes[1], codes[2])
    try world.merge(codes[2], codes[3])
    try world.merge(codes[0], codes[3])
    for code in codes {
      #expect(try world.registry.donor(code, on: nil).donor == codes[0])
      #expect(try world.state(code, .clinicalData) == "refused")
    }
    try world.split(codes[1])
    // codes[1] left with what was merged into it.
    #expect(try world.registry.donor(codes[3], on: nil).donor == codes[1])
    #expect(try world.state(codes[0], .clinicalData) == "not_asked")
    #expect(failure { try world.split(codes[1]) }?.fix?.contains(codes[2]) == true)
    try world.split(codes[3])
    #expect(try world.state(codes[3], .clinicalData) == "permitted")
    #expect(try world.state(codes[2], .clinicalData) == "refused")
    #expect(try world.faults().isEmpty)
    try world.merge(codes[3], codes[0])
    #expect(try world.registry.donor(codes[3], on: nil).donor == codes[0])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a withdrawal after the merge reaches the releases of both codes`() throws {
    let world = try World()
    let donors = try world.consented(30)
    _ = try world.export("out")
    let held = try donors.filter { try !world.registry.donor($0, on: nil).releases.isEmpty }
    let years = Dictionary(grouping: held) { donor in
      (try? world.registry.donor(donor, on: nil).facts.birthYear) ?? 0
    }
    let pair = years.values.first { $0.count > 1 } ?? Array(held.prefix(2))
    let outcome = try world.merge(pair[0], pair[1], confirm: pair[0], reason: "the same")
    #expect(outcome.releases.count == 2)
    #expect(outcome.releases.map(\.recall) == ["", ""])
    #expect(try world.withdraw(pair[1], level: "no_further_use").recalls.count == 1)
    let recall = try world.registry.releases().flatMap(\.recall)
    #expect(Set(recall.map(\.donor)) == Set(pair.prefix(2)))
    try world.split(pair[1])
    // The withdrawal was recorded for the person as known then, and stays with the survivor.
    #expect(try world.registry.releases().flatMap(\.recall).count == 1)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a denial under one code recalls what was released under the other`() throws {
    let world = try World()
    _ = try world.consented(24)
    let release = try world.export("out")
    let held = try #require(
      try (0..<24).first { number in
        let donor = try world.register(number) { _ in }.donor
        return try !world.registry.donor(donor, on: nil).releases.isEmpty
      })
    let first = try world.register(held) { _ in }.donor
    let second = try world.register(held) { $0.identifiers.facility = "site-2" }.donor
    try world.withdraw(second, level: "no_further_use")
    #expect(try world.registry.releases().flatMap(\.recall).isEmpty)
    let plan = try world.registry.mergePlan(second, first)
    #expect(plan.releases.map(\.release) == [release.release])
    #expect(plan.releases.map(\.recall) == ["clinical_data refused"])
    try world.merge(second, first)
    #expect(try world.registry.releases().flatMap(\.recall).map(\.donor) == [first])
    let report = try world.registry.report(second, on: nil, knownAt: nil)
    #expect(report.releases.first?.recall?.lost == ["use of medical data"])
    try world.split(second)
    #expect(try world.registry.releases().flatMap(\.recall).isEmpty)
  }
}
