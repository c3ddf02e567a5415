import Domain
import Registry
import Testing

/// What `route due` says has to be prepared.
struct CollectionTests {
  private func donor(
    _ number: Int, _ kind: ProcedureKind, in days: Int, _ world: OfferWorld,
    facility: String = "site-1"
  ) throws -> String {
    let code = try world.world.register(number) {
      $0.identifiers.facility = facility
      $0.procedures = [PlannedProcedure(kind: kind, plannedOn: world.today.adding(days: days))]
    }.donor
    try world.world.grant(code, on: world.today)
    return code
  }

  @Test func `those who are operated on soon and eligible somewhere are due, by facility and day`()
    throws
  {
    let world = try OfferWorld()
    try world.open("P-1", more: "sponsor: x")
    let late = try donor(1, .resection, in: 20, world)
    let soon = try donor(2, .biopsy, in: 0, world)
    let other = try donor(3, .resection, in: 5, world, facility: "site-0")
    _ = try donor(4, .resection, in: 31, world)
    _ = try donor(5, .bloodDraw, in: 5, world)
    let lines = try world.registry.collectionsDue(within: 30)
    #expect(lines.map(\.donor) == [other, soon, late])
    #expect(lines.map(\.days) == [5, 0, 20])
    #expect(lines.allSatisfy { $0.programmes == ["P-1"] })
    #expect(lines.allSatisfy { $0.prepare == ["viable tissue container"] })
    #expect(try world.registry.collectionsDue(within: 30, facility: "site-0").count == 1)
    try world.world.withdraw(soon, scopes: ["tissue_surplus"])
    #expect(try world.registry.collectionsDue(within: 30).map(\.donor) == [other, late])
    try world.set("P-1", .suspended)
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `consent has to hold on the day of the procedure`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let code = try donor(1, .resection, in: 20, world)
    var request = ConsentRequest(donor: code, kind: "withdrawal")
    request.scopes = ["tissue_surplus"]
    request.effectiveFrom = world.today.adding(days: 15)
    world.world.clock.tick()
    _ = try world.registry.consent(request, ChangeRequest())
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
  }

  @Test func `a plan moves with a later report, through ledger, merge and split`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let code = try donor(1, .resection, in: 20, world)
    let moved = PlannedProcedure(kind: .resection, plannedOn: world.today.adding(days: 3))
    try world.world.register(1) { $0.procedures = [moved] }
    #expect(try world.registry.donor(code, on: nil).facts.procedures == [moved])
    #expect(try world.registry.collectionsDue(within: 30).map(\.days) == [3])
    let other = try donor(9, .biopsy, in: 6, world)
    try world.world.merge(code, other, confirm: code, reason: "one person")
    #expect(try world.registry.collectionsDue(within: 30).map(\.days) == [3, 6])
    #expect(try world.world.faults().isEmpty)
    try world.world.split(other)
    #expect(try world.registry.collectionsDue(within: 30).map(\.donor) == [code, other])
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `a plan is struck out or moved, and the list follows`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let code = try donor(1, .resection, in: 20, world)
    let plan = PlannedProcedure(kind: .resection, plannedOn: world.today.adding(days: 20))
    let moved = PlannedProcedure(kind: .resection, plannedOn: world.today.adding(days: 9))
    world.world.clock.tick()
    let request = ChangeRequest(operation: "0190aaaa-0000-7000-8000-000000000001")
    let change = try world.registry.replan(code, plan, to: moved.plannedOn, request)
    #expect(change.procedures == [moved])
    #expect(
      try world.registry.replan(code, plan, to: moved.plannedOn, request).procedures == [moved])
    #expect(try world.registry.collectionsDue(within: 30).map(\.days) == [9])
    world.world.clock.tick()
    #expect(throws: RegistryError.self) {
      try world.registry.replan(code, plan, to: nil, ChangeRequest())
    }
    #expect(throws: RegistryError.self) {
      try world.registry.replan(code, moved, to: world.today.adding(days: -1), ChangeRequest())
    }
    #expect(try world.registry.replan(code, moved, to: nil, ChangeRequest()).procedures.isEmpty)
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `a plan that two codes of a person brought is struck out of both`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let code = try donor(1, .resection, in: 20, world)
    let other = try donor(9, .resection, in: 20, world)
    try world.world.merge(code, other, confirm: code, reason: "one person")
    let plan = PlannedProcedure(kind: .resection, plannedOn: world.today.adding(days: 20))
    world.world.clock.tick()
    #expect(try world.registry.replan(code, plan, to: nil, ChangeRequest()).procedures.isEmpty)
    #expect(try world.world.faults().isEmpty)
    try world.world.split(other)
    #expect(try world.registry.collectionsDue(within: 30).isEmpty)
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `a report gives a plan up, and sending it again changes nothing`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let code = try donor(1, .resection, in: 20, world)
    let plan = PlannedProcedure(kind: .resection, plannedOn: world.today.adding(days: 20))
    try world.world.register(1) { $0.struckPlans = [plan] }
    #expect(try world.registry.donor(code, on: nil).facts.procedures.isEmpty)
    let size = try world.events().count
    try world.world.register(1) { $0.struckPlans = [plan] }
    #expect(try world.events().count == size)
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `what several programmes need is named once`() throws {
    let world = try OfferWorld()
    for line in try world.registry.programmes() where line.id != "CD20-RITUX" {
      world.world.clock.tick()
      _ = try world.registry.setProgramme(line.id, to: .open, ChangeRequest())
    }
    _ = try donor(1, .resection, in: 2, world)
    let line = try #require(try world.registry.collectionsDue(within: 30).first)
    #expect(line.programmes.contains("NK-RESISTANCE"))
    #expect(line.prepare.first == "viable tissue container")
    #expect(Set(line.prepare).count == line.prepare.count)
  }
}
