import Domain
import Foundation
import Registry
import Testing

struct MatchTests {
  private static let list = """
    facility,mrn,given,family,birth_date,sex,postcode
    site-1,A100,Thaddeus,Oberholtzer,1951-04-17,male,35063
    site-2,Z1,Thaddeus,Oberholzer,1951-04-17,male,35063
    site-2,Z2,Ignatius,Vandermeulen,1963-09-30,male,90210
    site-2,Z3,Ignatius,Vandermeulen,1963-19-30,male,90210

    """

  private func matched(_ world: World, limit: Int = 100) throws -> MatchSummary {
    world.clock.tick()
    return try world.registry.match(
      DonorImportRequest(input: try world.file("list.csv", Self.list), format: .csv),
      ChangeRequest(), limit: limit)
  }

  @Test func `each row is answered by its line and nothing of it is stored`() throws {
    let world = try World()
    let donor = try world.registry.register(try DuplicateCheckTests.person(), ChangeRequest()).donor
    let before = try world.registry.stats().filter { !$0.name.hasPrefix("ledger") }.map(\.value)
    let summary = try matched(world)
    #expect(summary.rows.map(\.line) == [2, 3, 4, 5])
    #expect(summary.rows.map(\.status) == [.known, .possible, .none, .rejected])
    #expect(summary.rows.map(\.donor) == [donor, donor, nil, nil])
    #expect((summary.rows[1].score ?? 0) > 0.9)
    #expect(summary.rows[3].problems.map(\.field) == ["birth_date"])
    #expect(!"\(summary.rows[3].problems)".contains("1963-19-30"))
    let after = try world.registry.stats().filter { !$0.name.hasPrefix("ledger") }.map(\.value)
    #expect(after == before)
    #expect(try world.faults().isEmpty)
  }

  @Test func `an actor asks about so many rows a day`() throws {
    let world = try World()
    #expect(try matched(world, limit: 9).rows.count == 4)
    #expect(try matched(world, limit: 9).rows.count == 4)
    let refused = failure { _ = try matched(world, limit: 9) }
    #expect(refused?.code == .notPermitted)
    #expect(refused?.code.exitStatus == 77)
    world.clock.move(to: World.firstDay.adding(days: 1))
    #expect(try matched(world, limit: 9).rows.count == 4)
  }

  @Test func `nobody asks without a trace`() throws {
    let world = try World()
    let size = { try world.registry.stats().first { $0.name == "ledger_events" }?.value }
    let before = try size()
    let request = DonorImportRequest(input: try world.file("list.csv", Self.list), format: .csv)
    let refused = failure { _ = try world.registry.match(request, ChangeRequest(dryRun: true)) }
    #expect(refused?.code == .usage)
    #expect(try size() == before)
    _ = try matched(world)
    #expect(try size() != before)
  }

  @Test func `a merged code answers with the person`() throws {
    let world = try World()
    let first = try world.registry.register(try DuplicateCheckTests.person(), ChangeRequest()).donor
    let other = try world.registry.register(
      try DuplicateCheckTests.person {
        $0.facility = "site-2"
        $0.mrn = "Z1"
      }, ChangeRequest()
    ).donor
    try world.merge(first, other)
    let rows = try matched(world).rows
    #expect(rows[0].donor == first)
    #expect(rows[1].donor == first)
    #expect(rows[1].status == .known)
  }

  @Test func `hash-only answers with equal names and birth date`() throws {
    let world = try World(mode: .hashOnly)
    _ = try world.registry.register(
      try DuplicateCheckTests.person { $0.family = "Oberholzer" }, ChangeRequest())
    #expect(try matched(world).rows.map(\.status) == [.known, .possible, .none, .rejected])
  }

  @Test func `the answers are written whole and never over another file`() throws {
    let world = try World()
    let summary = try matched(world)
    try summary.write(to: world.path("matched.csv"))
    let text = try String(contentsOfFile: world.path("matched.csv"), encoding: .utf8)
    #expect(text == "line,status,donor,score\n2,none,,\n3,none,,\n4,none,,\n5,rejected,,\n")
    #expect(failure { try summary.write(to: world.path("matched.csv")) }?.code == .outputExists)
  }
}
