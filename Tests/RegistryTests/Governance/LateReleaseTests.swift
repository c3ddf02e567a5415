import Domain
import HashedIdentifiers
import Registry
import TestSupport
import Testing

/// Releases that left without the registry and are recorded after the fact.
struct LateReleaseTests {
  private static let releasedOn = World.firstDay.adding(days: 3)

  @discardableResult
  private func record(
    _ world: World, _ donors: [String], to recipient: String = "Lab A",
    selection: CohortSelection = CohortSelection(expression: "site in C50")
  ) throws -> ReleaseLine {
    world.clock.tick()
    var table = "donor,pseudonym\n"
    for (place, donor) in donors.enumerated() {
      let pseudonym = try #require(Pseudonym(value: Int64(1000 + place)))
      table += "\(donor),\(pseudonym)\n"
    }
    return try world.registry.recordRelease(
      LateRelease(
        selection: selection, recipient: recipient, releasedOn: Self.releasedOn,
        input: try world.file("late-\(donors.count)-\(recipient).csv", table)), ChangeRequest())
  }

  /// Who is recalled for what: cause and donor of each obligation.
  private func recalled(_ world: World) throws -> [String] {
    try world.registry.recalls(RecallQuery(all: true))
      .map { "\($0.donor) \($0.reason) \($0.from)" }.sorted()
  }

  @Test(arguments: 0..<6)
  func `a release recalls the same whether it or the withdrawals were known first`(
    seed: UInt64
  ) throws {
    var outcomes: [[String]] = []
    for isLate in [true, false] {
      var random = SeededGenerator(seed: seed)
      let world = try World()
      let donors = try world.consented(16)
      world.clock.move(to: Self.releasedOn)
      if !isLate { try record(world, donors) }
      world.clock.move(to: Self.releasedOn.adding(days: 5))
      for _ in 0..<6 {
        let place = random.below(donors.count)
        switch random.below(3) {
        case 0: try world.withdraw(donors[place], scopes: ["clinical_data"])
        case 1: try world.withdraw(donors[place], scopes: ["xenograft"])
        default: _ = try? world.withdraw(donors[place], level: "no_further_use")
        }
      }
      if isLate { try record(world, donors) }
      let found = try recalled(world)
      let ids = try world.registry.recalls(RecallQuery(all: true)).map(\.id)
      #expect(Set(ids).count == found.count, "seed \(seed)")
      // Codes are random: a donor is named by the place among all.
      outcomes.append(
        found.map { line in
          donors.enumerated().reduce(line) { text, entry in
            text.hasPrefix(entry.element)
              ? "\(entry.offset)" + text.dropFirst(entry.element.count) : text
          }
        }.sorted())
      #expect(try world.faults().isEmpty, "seed \(seed)")
    }
    #expect(outcomes[0] == outcomes[1], "seed \(seed)")
  }

  @Test func `a programme that ended recalls what is recorded for it later, and takes no release`()
    throws
  {
    let world = try World()
    let donors = try world.consented(12)
    world.clock.move(to: Self.releasedOn.adding(days: 2))
    _ = try world.registry.setProgramme("HER2-TARGETED", to: .terminated, ChangeRequest())
    try record(world, donors, selection: CohortSelection(programme: "HER2-TARGETED"))
    let recalls = try world.registry.recalls()
    #expect(recalls.count == 12)
    #expect(recalls.allSatisfy { $0.reason == "programme terminated" })
    let refusal = failure {
      _ = try world.registry.exportCohort(
        CohortExportRequest(
          selection: CohortSelection(programme: "HER2-TARGETED"), recipient: "Lab A",
          out: world.path("out")), ChangeRequest())
    }
    #expect(refusal?.code == .programmeRefused)
    #expect(try world.faults().isEmpty)
  }

  @Test func `later releases are held against it`() throws {
    let world = try World()
    let donors = try world.consented(24)
    world.clock.move(to: Self.releasedOn)
    try record(world, Array(donors.prefix(20)))
    // Four donors are new, so they wait.
    #expect(try world.release("one", to: "lab a").donors <= 20)
  }

  @Test func `what cannot be is recorded in no part`() throws {
    let world = try World()
    let donors = try world.consented(3)
    let before = try world.registry.stats().map(\.value)
    func refused(_ table: String, on day: CivilDay = Self.releasedOn) -> ErrorCode? {
      failure {
        _ = try world.registry.recordRelease(
          LateRelease(
            selection: CohortSelection(expression: "site in C50"), recipient: "A",
            releasedOn: day, input: try world.file("table.csv", table)), ChangeRequest())
      }?.code
    }
    #expect(refused("donor,pseudonym\n") == .usage)
    world.clock.move(to: Self.releasedOn)
    let pseudonym = try #require(Pseudonym(value: 77))
    #expect(refused("donor\n\(donors[0])\n") == .inputMalformed)
    #expect(refused("donor,pseudonym\n") == .inputMalformed)
    #expect(
      refused("donor,pseudonym\n\(donors[0]),\(pseudonym)\n\(donors[1]),\(pseudonym)\n")
        == .inputMalformed)
    #expect(refused("donor,pseudonym,class\n\(donors[0]),\(pseudonym),x\n") == .inputMalformed)
    #expect(refused("donor,pseudonym\nnobody,\(pseudonym)\n") == .notFound)
    #expect(try world.registry.stats().map(\.value).dropFirst(3) == before.dropFirst(3))
  }
}
