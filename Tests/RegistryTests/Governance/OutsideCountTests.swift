import Domain
import Registry
import TestSupport
import Testing

struct OutsideCountTests {
  private func count(
    _ world: World, _ recipient: String = "Lab A", where expression: String = "site in C50",
    _ change: ChangeRequest = ChangeRequest()
  ) throws -> OutsideCount {
    world.clock.tick()
    return try world.registry.outsideCount(
      CohortSelection(expression: expression), recipient: recipient, change)
  }

  @Test func `small counts are suppressed, others are near the truth`() throws {
    let world = try World()
    _ = try world.consented(9)
    let small = try count(world)
    #expect(small.isSuppressed)
    #expect(small.donors == nil)
    for number in 100..<180 { try world.grant(try world.register(number)) }
    let told = try count(world)
    #expect(abs(try #require(told.donors) - 89) <= 30)
    #expect(!told.isRepeated)
    #expect(try world.faults().isEmpty)
  }

  @Test func `asking again, in other words or through friends gains nothing`() throws {
    let world = try World()
    _ = try world.consented(40)
    let first = try count(world)
    let again = try count(world)
    #expect(again.isRepeated)
    #expect(again.cost == 0)
    #expect(again.left == first.left)
    // All the answers are one number: their average is no closer to the truth than each is.
    var answers: Set<Int?> = [first.donors, again.donors]
    for words in ["site in  C50 ", "site in C50, C61", "site in C50 and site in C50.4"] {
      answers.insert(try count(world, where: words).donors)
    }
    for friend in ["Lab B", "Lab C", "Lab D"] {
      answers.insert(try count(world, friend).donors)
    }
    #expect(answers.count == 1)
  }

  @Test(arguments: 0..<4)
  func `groups that differ by fewer than k donors get one answer`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let world = try World()
    var donors = try world.consented(30)
    let first = try count(world)
    var changed = 0
    while changed < 10 {
      let place = Int.random(in: 0..<donors.count, using: &random)
      try world.withdraw(donors.remove(at: place), level: "no_further_use")
      changed += 1
      #expect(try count(world).donors == first.donors, "seed \(seed), \(changed)")
      #expect(try count(world, "Lab B").donors == first.donors, "seed \(seed), \(changed)")
    }
  }

  @Test func `a recipient's budget is spent by new questions alone`() throws {
    let world = try World()
    _ = try world.consented(20)
    try world.policy(["count_budget: 10": "count_budget: 1"])
    #expect(try count(world, where: "site in C50").left == 0.5)
    #expect(try count(world, where: "site in C50").left == 0.5)
    #expect(try count(world, where: "site in C50, C61").left == 0)
    let refusal = failure { _ = try count(world, where: "site in C50, C62") }
    #expect(refusal?.code == .budgetSpent)
    #expect(refusal?.code.exitStatus == 5)
    #expect(try count(world, where: "site in C50").isRepeated)
    #expect(try count(world, "Lab B", where: "site in C50, C62").left == 0.5)
    #expect(try world.registry.recipient("lab a").spent == 1)
  }

  @Test func `a dry run says what it costs and tells nothing`() throws {
    let world = try World()
    _ = try world.consented(20)
    let dry = try count(world, ChangeRequest(dryRun: true))
    #expect(dry.donors == nil && !dry.isSuppressed)
    #expect(dry.cost == 0.5)
    #expect(failure { _ = try world.registry.recipient("lab a") }?.code == .notFound)
  }

  private func count(_ world: World, _ change: ChangeRequest) throws -> OutsideCount {
    try count(world, "Lab A", where: "site in C50", change)
  }

  @Test func `the past is not counted for outsiders`() throws {
    let world = try World()
    let selection = CohortSelection(expression: "site in C50", on: World.firstDay)
    #expect(
      failure { _ = try world.registry.outsideCount(selection, recipient: "A", ChangeRequest()) }?
        .code == .usage)
  }
}
