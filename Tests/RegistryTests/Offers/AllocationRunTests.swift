import Domain
import Registry
import Testing

/// Allocation that is run again and again.
struct AllocationRunTests {
  @Test func `a second run changes nothing, and a dry run records nothing`() throws {
    let world = try OfferWorld()
    try world.open("P-1", quota: 2)
    try world.open("P-2", quota: 2, priority: 60)
    for number in 0..<5 { try world.donor(number) }
    let before = try world.events().count
    let plan = try world.registry.allocate(AllocationRequest(), ChangeRequest(dryRun: true))
    #expect(try world.events().count == before)
    let first = try world.allocate()
    #expect(first.placements.map(\.donor) == plan.placements.map(\.donor))
    #expect((first.proposed, first.placed) == (4, 4))
    let size = try world.events().count
    let second = try world.allocate()
    #expect((second.proposed, second.kept, second.takenBack) == (0, 4, 0))
    #expect(second.placements.map(\.programmes) == first.placements.map(\.programmes))
    #expect(try world.events().count == size)
  }

  @Test func `what was taken up stays when a better use comes, what was proposed moves`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donors = try (0..<2).map(world.donor)
    try world.allocate()
    try world.move(try world.offer(donors[0]).offer, to: .reserved)
    try world.open("P-9", quota: 2, priority: 99)
    let plan = try world.allocate()
    #expect(plan.isOptimal)
    #expect((plan.proposed, plan.takenBack) == (1, 1))
    #expect(try world.states(donors[0]) == ["reserved decision"])
    #expect(try world.states(donors[1]) == ["cancelled plan", "proposed"])
    #expect(plan.programmes.map(\.accepted) == [1, 0])
    let again = try world.registry.allocationPlan(AllocationRequest(explaining: donors[0]))
    #expect(again.reasons.first?.reason.hasPrefix("has a portion") == true)
    #expect(again.reasons.last?.reason == "no portion left")
  }

  @Test func `one more place is worth nothing to a programme that nobody waits for`() throws {
    let world = try OfferWorld()
    try world.open("P-1", quota: 1)
    try world.open(
      "P-2", scopes: "tissue_surplus, clinical_data, blood_sample", tissue: "matched_blood: true")
    for number in 0..<3 { try world.donor(number) }
    let plan = try world.allocate()
    #expect(plan.programmes.map(\.placed) == [1, 0])
    #expect(plan.programmes[0].price > 0 && plan.programmes[1].price == 0)
  }

  @Test func `a programme that declined a donor is not asked again`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(0)
    try world.allocate()
    try world.move(try world.offer(donor).offer, to: .declined)
    #expect(try world.allocate().placed == 0)
    let plan = try world.registry.allocationPlan(AllocationRequest(explaining: donor))
    #expect(plan.reasons.map(\.reason) == ["declined the donor before"])
  }

  @Test func `a full programme says so in explanation, run and plan`() throws {
    let world = try OfferWorld()
    try world.open("P-1", quota: 1)
    let donors = try (0..<2).map(world.donor)
    try world.allocate()
    let placed = try #require(try world.registry.offers().first)
    try world.move(placed.offer, to: .reserved)
    let left = try #require(donors.first { $0 != placed.donor })
    let verdict = try world.registry.routeExplanation(left, programme: "P-1", on: nil)
    let quota = try #require(verdict.reasons.first { $0.rule == "quota" })
    #expect((quota.outcome, quota.found, quota.needed) == ("not_met", "1 placed", "fewer than 1"))
    #expect(try world.registry.routeRun(on: nil).first { $0.programme == "P-1" }?.eligible == 0)
    let plan = try world.registry.allocationPlan(AllocationRequest(explaining: left))
    #expect(plan.reasons.map(\.reason) == ["no place left"])
  }

  @Test func `tissue is offered by the consent of today alone`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    try world.donor(0)
    let later = AllocationRequest(on: world.today.adding(days: 1))
    #expect(failure { _ = try world.registry.allocate(later, ChangeRequest()) }?.code == .usage)
    #expect(try world.registry.allocate(later, ChangeRequest(dryRun: true)).placed == 1)
  }
}
