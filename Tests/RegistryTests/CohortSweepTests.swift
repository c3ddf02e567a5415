import Domain
import HashedIdentifiers
import TestSupport
import Testing

@testable import Registry

/// Who is in a cohort by the fast gate, against what is said of each donor one by one.
struct CohortSweepTests {
  private static let programmes: [(id: String, scopes: [ConsentScope])] = [
    ("P-DATA", [.clinicalData]), ("P-TISSUE", [.tissueSurplus, .somaticGenomics]),
    ("P-BLOOD", [.bloodSample, .dataLinkage, .internationalTransfer]),
  ]

  /// Questions about every part of what is known.
  private static let expressions = [
    "site in C50", "er = positive", "site in C16 and not (er = negative)", "birth_year >= 2012",
    "tissue.kind = frozen or tissue.matched_normal = yes", "stage >= II",
    "facility = site-1 and sex = female", "country = US and diagnosed_on >= 2025-03-05",
  ]

  /// A registration of a person, the same for a number every time.
  private func register(
    _ number: Int, in world: World, _ edit: (inout DonorIntake) throws -> Void
  ) throws -> String {
    try world.register(number) { person in
      person.identifiers.facility = "site-\(number % 3)"
      if number % 4 == 0 {
        person.identifiers.birthDate = "20\(10 + number % 9)-0\(1 + number % 9)-11"
      }
      try edit(&person)
    }.donor
  }

  /// Adults and minors, living and dead, at several facilities; some with two results of one marker,
  /// of whom codes have no room to tell.
  private func people(
    in world: World, _ random: inout SeededGenerator
  ) throws -> [String] {
    let today = world.clock.now.day
    return try (0..<40).map { number in
      try register(number, in: world) { person in
        if number % 7 == 0 {
          person.vitalStatus = .dead
          person.diedOn = random.maybe(today.adding(days: -random.below(400)))
        }
        if number % 5 == 0 {
          person.diagnoses[0].biomarkers = [BiomarkerResult.positive, .negative].compactMap {
            BiomarkerFinding(biomarker: .er, result: $0)
          }
        }
      }
    }
  }

  /// What later reports bring: another tumour, a stage, results, tissue, a death.
  private func report(_ count: Int, in world: World, _ random: inout SeededGenerator) throws {
    let today = world.clock.now.day
    for _ in 0..<count {
      _ = try? register(random.below(40), in: world) { person in
        switch random.below(4) {
        case 0:
          var other = person.diagnoses[0]
          other.site = try Topography.parse("C16.0", field: "site")
          other.morphology = try Morphology.parse("8140/3", field: "morphology")
          person.diagnoses.append(other)
        case 1:
          person.diagnoses[0].stage = StageGroup(random.pick(["IIA", "III", "IV"]))
          person.diagnoses[0].edition = 8
          person.diagnoses[0].biomarkers = [
            BiomarkerFinding(biomarker: .er, result: random.pick([.positive, .negative]))
          ].compactMap { $0 }
        case 2:
          person.tissue = [
            Specimen(
              kind: random.pick([.frozen, .ffpe]), matchedNormal: random.oneIn(2),
              milligrams: random.maybe(250))
          ]
        default:
          person.vitalStatus = .dead
          person.diedOn = random.maybe(today.adding(days: -random.below(100)))
        }
      }
    }
  }

  /// Some events that were recorded in error, and some donors who want to be forgotten.
  private func takeBack(
    _ donors: [String], in world: World, _ random: inout SeededGenerator
  ) throws {
    for _ in 0..<6 {
      let donor = random.pick(donors)
      let history = (try? world.registry.consentHistory(donor, knownAt: nil)) ?? []
      guard !history.isEmpty else { continue }
      var request = ConsentRequest(donor: donor, kind: "void")
      request.target = random.pick(history.map(\.sequence))
      world.clock.tick()
      _ = try? world.registry.consent(request, ChangeRequest(reason: "generated"))
    }
    for donor in [random.pick(donors), random.pick(donors)] {
      world.clock.tick()
      _ = try? world.registry.erase(
        donor, confirmation: donor, ChangeRequest(reason: "generated"))
    }
  }

  private func live(
    _ donors: [String], in world: World, _ random: inout SeededGenerator
  ) throws {
    let kinds = [
      "grant", "grant", "grant", "renewal", "withdrawal", "objection", "refusal", "suspension",
      "resumption", "reinstatement",
    ]
    let today = world.clock.now.day
    for turn in 0..<220 {
      // A first grant for most, of whom many never say anything else.
      var request = ConsentRequest(
        donor: turn < 36 ? donors[turn] : random.pick(donors),
        kind: turn < 36 ? "grant" : random.pick(kinds))
      let some = (0..<3).map { _ in random.pick(ConsentScope.allCases).name }
      request.scopes = random.oneIn(3) ? some : ["all"]
      if request.kind == "withdrawal" { request.level = random.maybe("no_further_use") }
      if request.level != nil { request.scopes = [] }
      request.signedOn = today.adding(days: -random.pick([0, 10, 400, 1820, 1900, 4000]))
      request.effectiveFrom = random.oneIn(4) ? today.adding(days: random.below(60)) : nil
      world.clock.tick()
      // What a guard refuses leaves nothing, which is as good.
      _ = try? world.registry.consent(request, ChangeRequest(reason: "generated"))
    }
    for _ in 0..<4 {
      _ = try? world.merge(random.pick(donors), random.pick(donors), reason: "generated")
    }
    _ = try? world.split(random.pick(donors))
  }

  /// A registry whose programmes are open, and people in it.
  private func opened(_ random: inout SeededGenerator) throws -> (World, [String]) {
    let offers = try OfferWorld()
    let world = offers.world
    world.clock.move(to: try #require(CivilDay(iso: "2026-06-01")))
    for (id, scopes) in Self.programmes {
      try offers.open(id, scopes: scopes.map(\.name).joined(separator: ", "))
    }
    return (world, try people(in: world, &random))
  }

  /// The persons behind codes, each once.
  private func persons(_ donors: [String], in world: World) throws -> [String] {
    var listed: [String] = []
    try world.registry.forEachDonor(on: nil) { listed.append($0.donor) }
    return listed.filter { donors.contains($0) }
  }

  @Test(arguments: 0..<6)
  func `the gate admits whom the consent states admit, for every purpose and day`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let (world, donors) = try opened(&random)
    try live(donors, in: world, &random)
    let today = world.clock.now.day
    var admitted = 0
    var refused = 0
    let persons = try persons(donors, in: world)
    for offset in [-2000, -399, -1, 0, 1, 30, 61, 900, 1826, 3000, 9000] {
      let day = today.adding(days: offset)
      for (id, scopes) in Self.programmes {
        let expected = try persons.filter { donor in
          try scopes.allSatisfy { try world.state(donor, $0, on: day) == "permitted" }
        }.map { try DonorCode(parsing: $0).value }.sorted()
        let found = try world.registry.cohortCodes(CohortSelection(programme: id), on: day)
        #expect(found == expected, "seed \(seed), \(id) on \(day)")
        // Known at the end of time is known now, and is counted from whole records.
        let counts = try [nil, Instant.distantFuture].map { knownAt in
          try world.registry.cohortCount(
            CohortSelection(programme: id, on: day, knownAt: knownAt))
        }
        #expect(counts[0].donors == expected.count, "seed \(seed), \(id) on \(day)")
        #expect(
          "\(counts[0])" == "\(counts[1])", "seed \(seed), \(id) on \(day)")
        admitted += found.count
        refused += persons.count - found.count
        if scopes == [.clinicalData] {
          let same = try world.registry.cohortCodes(
            CohortSelection(expression: "site in C50"), on: day)
          #expect(same == expected, "seed \(seed), expression on \(day)")
        }
      }
    }
    #expect(admitted > 50 && refused > 50, "seed \(seed)")
    #expect(try world.faults().isEmpty, "seed \(seed)")
  }

  @Test(arguments: 0..<4)
  func `codes select whom whole records select, whatever was reported and taken back`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let (world, donors) = try opened(&random)
    try report(15, in: world, &random)
    try live(donors, in: world, &random)
    try report(15, in: world, &random)
    try takeBack(donors, in: world, &random)
    let today = world.clock.now.day
    var selected = 0
    for offset in [0, 61, 1826] {
      let day = today.adding(days: offset)
      for selection in Self.programmes.map({ CohortSelection(programme: $0.id, on: day) })
        + Self.expressions.map({ CohortSelection(expression: $0, on: day) })
      {
        let count = try world.registry.cohortCount(selection)
        var whole = selection
        whole.knownAt = .distantFuture
        #expect(
          "\(count)" == "\(try world.registry.cohortCount(whole))", "seed \(seed), \(selection)")
        let codes = try world.registry.cohortCodes(selection, on: day)
        #expect(codes.count == count.donors, "seed \(seed), \(selection)")
        selected += codes.count
      }
    }
    #expect(selected > 40, "seed \(seed)")
    #expect(try world.faults().isEmpty, "seed \(seed)")
  }

  @Test func `a withdrawal that waits in the spool leaves before the next release`() throws {
    let world = try World()
    let donors = try world.consented(14)
    _ = try world.spooled(donors[3])
    let release = try world.export("out")
    #expect(release.donors == 13)
    let left = try DonorCode(parsing: donors[3]).value
    let codes = try world.registry.cohortCodes(
      CohortSelection(expression: "site in C50"), on: world.clock.now.day)
    #expect(codes.count == 13 && !codes.contains(left))
  }

  @Test func `a size is the number of donors whom a count admits`() throws {
    let world = try World()
    let donors = try world.consented(12)
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    for expression in ["site in C50", "facility = site-1", "facility = site-2", "er = positive"] {
      let selection = CohortSelection(expression: expression)
      let count = try world.registry.cohortCount(selection).donors
      #expect(try world.registry.cohortSize(selection) == count)
    }
  }
}
