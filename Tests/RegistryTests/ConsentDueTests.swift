import TestSupport
import Domain
import Registry
import Testing

struct ConsentDueTests {
  private static func lines(
    _ world: World, _ work: ConsentDueRequest.Work, on day: CivilDay, knownAt: Instant? = nil
  ) throws -> [String] {
    var lines: [String] = []
    try world.registry.forEachConsentDue(
      ConsentDueRequest(work, on: day, knownAt: knownAt)
    ) { line in
      lines.append(
        "\(line.donor) \(line.facility ?? "-") \(line.scopes) \(line.due) \(line.form ?? "-") "
          + line.why)
    }
    return lines
  }

  /// Donors with generated histories: what the index finds is what folding everybody finds.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the stored folds answer as a fold of every donor does`(seed: UInt64) throws {
    let world = try World()
    var generator = SeededGenerator(seed: seed)
    world.clock.move(to: try #require(CivilDay(iso: "2026-06-01")))
    let today = world.clock.now.day
    var donors: [String] = []
    for number in 0..<40 {
      var person = try World.person(number)
      person.identifiers.facility = "site-\(number % 3)"
      if number % 4 == 0 { person.identifiers.birthDate = "2008-0\(1 + number % 9)-11" }
      if number % 7 == 0 {
        person.vitalStatus = .dead
        person.diedOn = today.adding(days: -Int.random(in: 1...40, using: &generator))
      }
      world.clock.tick()
      donors.append(try world.registry.register(person, ChangeRequest()).donor)
    }
    for _ in 0..<160 {
      let donor = donors[Int.random(in: 0..<donors.count, using: &generator)]
      let kinds = ["grant", "grant", "grant", "withdrawal", "suspension", "refusal", "renewal"]
      var request = ConsentRequest(
        donor: donor, kind: kinds[Int.random(in: 0..<kinds.count, using: &generator)])
      request.form = request.kind == "grant" || request.kind == "renewal" ? "form" : nil
      request.form = request.form.map { _ in "broad-tissue-donation@1" }
      request.scopes = Bool.random(using: &generator) ? ["all"] : ["blood_sample", "data_linkage"]
      request.signedOn = today.adding(days: -Int.random(in: 0...2000, using: &generator))
      world.clock.tick()
      // Many of these are refused, which is as good: they leave nothing.
      _ = try? world.registry.consent(request, ChangeRequest())
    }
    let shown = try world.registry.formDocument("broad-tissue-donation")
    let newer = shown.replacing("\nversion: 1", with: "\nversion: 2")
      .replacing("change: initial", with: "change: material\ngrace_period: P30D")
      .replacing("in_force_from: 2000-01-01", with: "in_force_from: 2026-07-01")
    world.clock.tick()
    _ = try world.registry.publishForm(try world.file("form.yaml", newer), ChangeRequest())

    var found = 0
    for offset in [-900, 0, 29, 59, 60, 400, 3000] {
      let day = today.adding(days: offset)
      for work in [
        .reconsent, .expiring(days: 1), .expiring(days: 500), .majority(days: 0),
        .majority(days: 300),
      ] as [ConsentDueRequest.Work] {
        let stored = try Self.lines(world, work, on: day)
        let folded = try Self.lines(world, work, on: day, knownAt: .distantFuture)
        #expect(stored == folded, "seed \(seed), \(work) on \(day)")
        found += stored.count
      }
    }
    #expect(found > 50, "seed \(seed)")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `a later withdrawal takes a donor off the list, and not off the earlier one`() throws {
    let world = try World()
    world.clock.move(to: try #require(CivilDay(iso: "2026-06-01")))
    let donor = try world.register(1)
    try world.grant(donor, on: try #require(CivilDay(iso: "2021-07-01")))
    let (day, then) = (world.clock.now.day, world.clock.now)
    #expect(try Self.lines(world, .expiring(days: 30), on: day).count == 1)
    try world.withdraw(donor, scopes: ["all"])
    #expect(try Self.lines(world, .expiring(days: 30), on: day).isEmpty)
    #expect(try Self.lines(world, .expiring(days: 30), on: day, knownAt: then).count == 1)
  }
}
