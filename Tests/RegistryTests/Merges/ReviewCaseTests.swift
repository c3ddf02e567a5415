import Domain
import Registry
import Testing

struct ReviewCaseTests {
  /// Two codes with equal names and birth date.
  private func suspected(_ world: World) throws -> (String, String) {
    let first = try world.register(1)
    let second = try world.register(1) { $0.identifiers.facility = "site-2" }
    #expect(second.status == .possibleDuplicate)
    return (first, second.donor)
  }

  @Test func `a possible duplicate opens a case`() throws {
    let world = try World()
    let (first, second) = try suspected(world)
    let cases = try world.registry.duplicates(on: nil, all: false)
    #expect(cases.count == 1)
    #expect(Set([cases[0].donor, cases[0].other]) == [first, second])
    #expect((cases[0].score ?? 0) > 0.9)
    #expect(cases[0].agreed.contains("birth_date"))
    #expect(cases[0].state == "open")
    #expect(try world.faults().isEmpty)
  }

  @Test func `two persons are asked about no more`() throws {
    let world = try World()
    let (first, second) = try suspected(world)
    world.clock.tick()
    let decided = try world.registry.notDuplicate(first, second, ChangeRequest(reason: "twins"))
    #expect(decided.state == "not_duplicate")
    #expect(try world.registry.duplicates(on: nil, all: false).isEmpty)
    #expect(try world.registry.duplicates(on: nil, all: true).count == 1)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a postponed case is open again on its day`() throws {
    let world = try World()
    let (first, second) = try suspected(world)
    let day = try #require(CivilDay(iso: "2026-03-01"))
    let past = failure {
      _ = try world.registry.postpone(first, second, until: World.firstDay, ChangeRequest())
    }
    #expect(past?.code == .usage)
    _ = try world.registry.postpone(second, first, until: day, ChangeRequest())
    #expect(try world.registry.duplicates(on: nil, all: false).isEmpty)
    #expect(try world.registry.duplicates(on: day.adding(days: -1), all: false).isEmpty)
    #expect(try world.registry.duplicates(on: day, all: false).count == 1)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a merge closes the case and a split opens it again`() throws {
    let world = try World()
    let (first, second) = try suspected(world)
    try world.merge(first, second)
    #expect(try world.registry.duplicates(on: nil, all: false).isEmpty)
    #expect(try world.registry.duplicates(on: nil, all: true).map(\.state) == ["merged"])
    // A third row is suspected of being the person, once.
    let third = try world.register(1) { $0.identifiers.facility = "site-3" }
    #expect(third.duplicates.map(\.donor) == [first])
    #expect(try world.registry.duplicates(on: nil, all: false).count == 1)
    try world.split(second)
    #expect(try world.registry.duplicates(on: nil, all: false).count == 2)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a pair without a case can be decided, and an unknown code is not found`() throws {
    let world = try World()
    let (first, second) = (try world.register(1), try world.register(2))
    _ = try world.registry.notDuplicate(first, second, ChangeRequest())
    #expect(try world.registry.duplicates(on: nil, all: true).first?.score == nil)
    let error = failure {
      _ = try world.registry.notDuplicate(first, "0000-0000-0000-00", ChangeRequest())
    }
    #expect(error?.code == .notFound)
    #expect(try world.faults().isEmpty)
  }
}
