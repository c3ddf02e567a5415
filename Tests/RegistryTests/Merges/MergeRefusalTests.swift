import Domain
import Registry
import Testing

struct MergeRefusalTests {
  private func national(_ world: World, _ number: Int, _ value: String) throws -> String {
    try world.register(1) {
      $0.identifiers.facility = "site-\(number)"
      $0.identifiers.family = "Family\(number)"
      $0.identifiers.nationalSystem = "nhs"
      $0.identifiers.nationalValue = value
    }.donor
  }

  @Test func `two valid national numbers that differ need a confirmation and a reason`() throws {
    let world = try World()
    let first = try national(world, 1, "9434765919")
    let second = try national(world, 2, "9434765870")
    let plan = try world.registry.mergePlan(first, second)
    #expect(plan.conflicts.first { $0.isBlocking }?.field == "identifiers.national")
    for (confirm, reason) in [(nil, nil), (second, nil), (nil, "same person"), (second, "")] {
      let error = failure { try world.merge(first, second, confirm: confirm, reason: reason) }
      #expect(error?.code == .mergeRefused)
      #expect(error?.code.exitStatus == 5)
      #expect(error?.description.contains("9434765") == false)
    }
    #expect(try world.registry.survivor(of: second) == nil)
    try world.merge(first, second, confirm: second, reason: "number corrected by the issuer")
    #expect(try world.registry.survivor(of: second)?.survivor == first)
    #expect(try world.faults().isEmpty)
  }

  @Test func `different years of birth need them too`() throws {
    let world = try World()
    let (first, second) = (try world.register(1), try world.register(2))
    #expect(failure { try world.merge(first, second) }?.code == .mergeRefused)
    try world.merge(first, second, confirm: first, reason: "typing error")
    #expect(try world.registry.survivor(of: second)?.survivor == first)
  }

  @Test func `a confirmation has to name one of the two`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    let third = try world.register(2)
    let error = failure { try world.merge(first, second, confirm: third, reason: "x") }
    #expect(error?.code == .usage)
    #expect(try world.registry.survivor(of: second) == nil)
  }

  @Test func `one person cannot be merged with itself, under whichever code`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    #expect(failure { try world.merge(first, first) }?.code == .mergeRefused)
    try world.merge(first, second)
    #expect(failure { try world.merge(second, first) }?.code == .mergeRefused)
    #expect(failure { _ = try world.registry.mergePlan(first, second) }?.code == .mergeRefused)
    #expect(failure { try world.split(try world.register(2)) }?.code == .mergeRefused)
  }

  @Test func `an operation id is done once`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    let request = ChangeRequest(operation: "018f2f1e-0000-7000-8000-000000000001")
    let outcome = try world.registry.merge(first, second, confirmation: nil, request)
    let again = try world.registry.merge(first, second, confirmation: nil, request)
    #expect(again.sequence == outcome.sequence)
    #expect(again.scopes.map(\.after) == outcome.scopes.map(\.after))
  }

  @Test func `hash-only registries say that numbers could not be compared`() throws {
    let world = try World(mode: .hashOnly)
    let (first, second) = try world.twoCodes()
    let outcome = try world.merge(first, second)
    #expect(outcome.conflicts.map(\.field) == ["identifiers"])
    #expect(try world.faults().isEmpty)
  }
}
