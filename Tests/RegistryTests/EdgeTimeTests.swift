import Domain
import Foundation
import Registry
import Testing

/// Clocks that go back, days that few years have, and years that few people see.
struct EdgeTimeTests {
  private func moved(_ world: World, _ days: Int) {
    world.clock.move(to: World.firstDay.adding(days: days))
  }

  @Test func `a clock put back does not bring a withdrawn consent back`() throws {
    let world = try World()
    let donors = try world.consented(12)
    moved(world, 10)
    try world.withdraw(donors[0], level: "no_further_use")
    moved(world, 3)
    let registry = try world.reopened()
    let states = try registry.consentStates(donors[0], on: nil, knownAt: nil, explain: false)
    #expect(!states.contains { $0.state == "permitted" })
    #expect(
      try world.registry.consentStates(donors[0], on: nil, knownAt: nil, explain: false)
        .allSatisfy { $0.state != "permitted" })
    let count = try registry.cohortCount(CohortSelection(expression: "site in C50"))
    #expect(count.donors == 11)
  }

  @Test(.enabled(if: World.hasShell))
  func `known time never goes back, and says that the clock did`() throws {
    let world = try World()
    let donor = try world.register(1)
    moved(world, 10)
    try world.grant(donor)
    moved(world, 2)
    // A yes of the tenth day is not outlived by a no of today, if today is the second.
    try world.withdraw(donor, level: "no_further_use")
    #expect(try world.state(donor, .tissueSurplus) == "withdrawn")
    #expect(
      try world.query("SELECT count(*) FROM event WHERE kind = 'clock_regressed'") == ["1"])
    #expect(
      try world.query(
        "SELECT count(*) FROM event a JOIN event b ON b.seq = a.seq + 1 "
          + "WHERE b.recorded_at < a.recorded_at") == ["0"])
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
  }

  @Test func `a withdrawal by the command line's own way is dated by the ledger`() throws {
    let world = try World()
    let donor = try world.register(1)
    moved(world, 10)
    try world.grant(donor, on: World.firstDay.adding(days: 10))
    moved(world, 2)
    var request = ConsentRequest(donor: donor, kind: "withdrawal")
    request.level = "no_further_use"
    _ = try Registry.withdraw(
      request, ChangeRequest(), at: world.registry.folder, context: world.context)
    let registry = try world.reopened()
    for day in [10, 11, 400] {
      let states = try registry.consentStates(
        donor, on: World.firstDay.adding(days: day), knownAt: nil, explain: false)
      #expect(!states.contains { $0.state == "permitted" }, "day \(day)")
    }
  }

  @Test func `a form signed on a leap day is valid as long as one of the day before`() throws {
    let world = try World()
    let (leap, before) = (try world.register(1), try world.register(2))
    try world.grant(leap, on: try day("2024-02-29"))
    try world.grant(before, on: try day("2024-02-28"))
    func end(_ donor: String) throws -> CivilDay? {
      try world.registry.consentStates(donor, on: nil, knownAt: nil, explain: false)
        .first { $0.scope == ConsentScope.tissueSurplus.name }?.until
    }
    let (first, second) = (try #require(try end(before)), try #require(try end(leap)))
    #expect(first <= second && second <= first.adding(days: 1))
  }

  @Test(arguments: [
    ("2008-02-29", "2026-02-28", false), ("2008-02-29", "2026-03-01", true),
    ("2008-03-01", "2026-02-28", false), ("2008-02-28", "2026-02-28", true),
  ])
  func `who was born on a leap day comes of age on the first of March`(
    birth: String, today: String, isOfAge: Bool
  ) throws {
    let world = try World()
    world.clock.move(to: try day(today))
    var intake = try World.person(1)
    intake.diagnoses = []
    intake.identifiers.birthDate = birth
    let donor = try world.registry.register(intake, ChangeRequest()).donor
    var request = ConsentRequest(donor: donor, kind: "grant")
    request.scopes = ["all"]
    request.signer = "donor"
    let refusal = failure { _ = try world.registry.consent(request, ChangeRequest()) }
    #expect((refusal == nil) == isOfAge, "\(refusal?.message ?? "granted")")
  }

  @Test func `a clock in the last year that can be written works to its last day`() throws {
    let world = try World()
    let donor = try world.consented(1)[0]
    world.clock.move(to: try day("9999-12-30"))
    #expect(try world.state(donor, .tissueSurplus) != "permitted")
    try world.grant(donor, on: try day("9999-12-30"))
    #expect(try world.state(donor, .tissueSurplus) == "permitted")
    // No permission reaches the end of the calendar: what would end after it ends with it.
    world.clock.move(to: .latest)
    #expect(try world.state(donor, .tissueSurplus) != "permitted")
    try world.withdraw(donor, level: "no_further_use")
    #expect(try world.state(donor, .tissueSurplus) != "permitted")
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    // Beyond it the registry still answers.
    world.clock.move(to: CivilDay(daysSinceEpoch: CivilDay.latest.daysSinceEpoch + 400))
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(try world.state(donor, .tissueSurplus) != "permitted")
  }

  @Test(arguments: ["0001-01-01", "1849-12-31", "9999-12-31", "2026-01-02"])
  func `a day of signature before or after life is refused`(text: String) throws {
    let world = try World()
    let donor = try world.register(1)
    guard let signed = CivilDay(iso: text) else { return }
    #expect(failure { try world.grant(donor, on: signed) }?.code == .consentRefused)
  }

  @Test func `a day begins at midnight UTC, for consent and clock alike`() throws {
    let world = try World()
    let donor = try world.register(1)
    moved(world, 5)
    try world.grant(donor, on: World.firstDay.adding(days: 5))
    for (days, expected) in [(4, false), (5, true)] {
      let state = try world.state(donor, .tissueSurplus, on: World.firstDay.adding(days: days))
      #expect((state == "permitted") == expected)
    }
    let last = Instant(microseconds: Instant(startOf: World.firstDay).microseconds - 1)
    #expect(last.day == World.firstDay.adding(days: -1))
    #expect(Instant(microseconds: last.microseconds + 1).day == World.firstDay)
  }

  private func day(_ iso: String) throws -> CivilDay { try #require(CivilDay(iso: iso)) }
}
