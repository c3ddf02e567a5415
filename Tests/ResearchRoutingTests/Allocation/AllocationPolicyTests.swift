import Domain
import Testing

@testable import ResearchRouting

@Suite struct `Worth of placements` {
  private let policy = AllocationPolicy()

  private func programme(priority: Int = 50, prefers: TissueKind? = .fresh) throws
    -> ResearchProgramme
  {
    try ResearchProgramme(
      id: "P", version: 1, title: "T", purpose: ResearchPurpose(permission: .biomedical),
      eligibility: "site in C50",
      tissue: TissueRequirement(accepted: [.fresh, .viable], preferred: prefers),
      requiredScopes: [.tissueSurplus], priority: priority)
  }

  @Test func `priority outweighs what lies below it`() throws {
    let day = Sample.day("2026-01-01")
    let tissue = [Specimen(kind: .fresh)]
    let high = policy.cost(try programme(priority: 51), tissue: [], on: day)
    let low = policy.cost(try programme(), tissue: tissue, on: day, isStanding: true)
    #expect(high + 9 * policy.fairness < low)
  }

  @Test func `preferred tissue counts from its day, and a standing proposal a little`() throws {
    let day = Sample.day("2026-01-01")
    let later = [Specimen(kind: .fresh, availableOn: day.adding(days: 1))]
    let plain = policy.cost(try programme(), tissue: later, on: day)
    #expect(policy.cost(try programme(), tissue: later, on: day.adding(days: 1)) < plain)
    #expect(policy.cost(try programme(), tissue: later, on: day, isStanding: true) < plain)
    #expect(plain == policy.cost(try programme(prefers: nil), tissue: later, on: day))
  }

  @Test(arguments: [(0, 0), (3, 0), (10, 4), (25, 25), (7, 9), (1_000, 1)])
  func `taken places are gone, and what is left grows dearer`(quota: Int, taken: Int) {
    let programme = policy.programme(quota: quota, taken: taken)
    #expect(programme.places == max(0, quota - taken))
    #expect(programme.tiers.map(\.cost) == programme.tiers.map(\.cost).sorted())
  }

  @Test func `programmes of equal worth fill up alike`() throws {
    var problem = AllocationProblem(
      programmes: [policy.programme(quota: 100, taken: 0), policy.programme(quota: 100, taken: 0)])
    let cost = policy.cost(try programme(), tissue: [], on: Sample.day("2026-01-01"))
    for _ in 0..<80 {
      try problem.addDonor(
        portions: 1,
        options: [.init(programme: 0, cost: cost), .init(programme: 1, cost: cost)])
    }
    let plan = problem.solved()
    let first = plan.placements.count { $0 == [0] }
    #expect(plan.placed == 80)
    #expect((30...50).contains(first))
  }

  @Test func `a donor who is not placed is told why, programme by programme`() throws {
    var problem = AllocationProblem(
      programmes: [.init(places: 1), .init(places: 5), .init(places: 0), .init(places: 5)])
    try problem.addDonor(portions: 1, options: [.init(programme: 0, cost: -10)])
    try problem.addDonor(
      portions: 1,
      options: [
        .init(programme: 0, cost: -4), .init(programme: 2, cost: -9), .init(programme: 3, cost: 2),
      ])
    try problem.addDonor(
      portions: 1, options: [.init(programme: 1, cost: -3), .init(programme: 3, cost: -1)])
    try problem.addDonor(portions: 0, options: [.init(programme: 1, cost: -3)])
    let plan = problem.solved()
    #expect(plan.placements == [[0], [], [1], []])
    let unplaced = plan.reasons(for: 1, in: problem)
    #expect(unplaced[0] == .full(short: plan.prices[0] - 4))
    #expect(plan.prices[0] >= 4 && plan.prices[0] <= 10)
    #expect(unplaced[1...] == [.noOption, .noPlaces, .notWorthwhile(by: 2)])
    #expect(
      plan.reasons(for: 2, in: problem) == [.noOption, .placed, .noOption, .betterElsewhere(by: 2)])
    #expect(plan.reasons(for: 3, in: problem)[1] == .noPortion)
    for reason in unplaced { #expect(!reason.words.isEmpty) }
  }
}
