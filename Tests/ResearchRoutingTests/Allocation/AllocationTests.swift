import TestSupport
import Testing

@testable import ResearchRouting

@Suite struct `Allocation of scarce tissue` {
  /// Every allocation there is, tried.
  private struct Oracle {
    let problem: AllocationProblem

    func best() -> Int {
      var taken = [Int](repeating: 0, count: problem.programmes.count)
      return best(from: 0, &taken)
    }

    private func best(from donor: Int, _ taken: inout [Int]) -> Int {
      guard donor < problem.donors else {
        return zip(problem.programmes, taken).reduce(0) { $0 + $1.0.cost(ofFilling: $1.1) }
      }
      let options = Array(problem.options(of: donor))
      var least = Int.max
      for chosen in 0..<1 << options.count
      where chosen.nonzeroBitCount <= problem.portions[donor] {
        let picked = options.indices.filter { chosen >> $0 & 1 == 1 }.map { options[$0] }
        let isFree = picked.allSatisfy { option in
          taken[option.programme] < problem.programmes[option.programme].places
        }
        guard isFree else { continue }
        for option in picked { taken[option.programme] += 1 }
        let rest = best(from: donor + 1, &taken)
        for option in picked { taken[option.programme] -= 1 }
        least = min(least, rest + picked.reduce(0) { $0 + $1.cost })
      }
      return least
    }
  }

  private func problem(
    donors: Int, programmes: Int, costs: ClosedRange<Int>, maximum: Int,
    using generator: inout SeededGenerator
  ) throws -> AllocationProblem {
    var problem = AllocationProblem(
      programmes: (0..<programmes).map { _ in
        AllocationProblem.Programme(
          tiers: (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            AllocationProblem.Tier(
              places: Int.random(in: 0...maximum, using: &generator),
              cost: Int.random(in: 0...4, using: &generator))
          })
      })
    for _ in 0..<donors {
      var options: [AllocationProblem.Option] = []
      for programme in 0..<programmes where Int.random(in: 0..<3, using: &generator) > 0 {
        options.append(
          AllocationProblem.Option(
            programme: programme, cost: Int.random(in: costs, using: &generator)))
      }
      try problem.addDonor(
        portions: Int.random(in: 0...3, using: &generator),
        options: options.shuffled(using: &generator))
    }
    return problem
  }

  @Test(arguments: 0..<300)
  func `nothing is better than what is found`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let problem = try problem(
      donors: Int.random(in: 0...5, using: &generator),
      programmes: Int.random(in: 0...3, using: &generator),
      costs: generator.pick([-9...3, -2...0, -3 ... -3]), maximum: 2, using: &generator)
    let allocation = problem.solved()
    let certificate = AllocationCertificate(allocation, of: problem)
    #expect(allocation.cost == Oracle(problem: problem).best(), "seed \(seed)")
    #expect(certificate.violations.isEmpty, "seed \(seed)")
    #expect(certificate.isOptimal, "seed \(seed)")
  }

  /// What was taken up is fixed: the rest, solved anew, and the fixed part together are the best of
  /// all allocations that keep the fixed part, and stay it when the optimum is fixed bit by bit.
  @Test(arguments: 0..<200)
  func `what is fixed and what is solved beside it are together the best`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let policy = AllocationPolicy(fairness: generator.pick([0, 3, 40]))
    let quotas = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      Int.random(in: 1...3, using: &generator)
    }
    var taken = quotas.map { _ in 0 }
    var donors: [(portions: Int, options: [AllocationProblem.Option], holding: Set<Int>)] = []
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let options = quotas.indices.filter { _ in !generator.oneIn(3) }.map {
        AllocationProblem.Option(programme: $0, cost: -Int.random(in: 1...90, using: &generator))
      }
      let portions = Int.random(in: 0...2, using: &generator)
      var holding: Set<Int> = []
      for option in options where holding.count < portions && generator.oneIn(3) {
        guard taken[option.programme] < quotas[option.programme] else { continue }
        holding.insert(option.programme)
        taken[option.programme] += 1
      }
      donors.append((portions, options, holding))
    }
    var rest = AllocationProblem(
      programmes: zip(quotas, taken).map { policy.programme(quota: $0, taken: $1) })
    var whole = AllocationProblem(
      programmes: quotas.map { policy.programme(quota: $0, taken: 0) })
    var fixed = 0
    for (portions, options, holding) in donors {
      try rest.addDonor(portions: portions, options: options, holding: holding)
      // Whatever keeps a fixed offer is worth more than whatever does not.
      try whole.addDonor(
        portions: portions,
        options: options.map {
          let isHeld = holding.contains($0.programme)
          if isHeld { fixed += $0.cost }
          return AllocationProblem.Option(
            programme: $0.programme, cost: $0.cost - (isHeld ? 100_000 : 0))
        })
    }
    let solved = rest.solved()
    #expect(AllocationCertificate(solved, of: rest).isOptimal, "seed \(seed)")
    let places = zip(quotas, taken).reduce(0) {
      $0 + policy.programme(quota: $1.0, taken: 0).cost(ofFilling: $1.1)
    }
    let held = taken.reduce(0, +)
    #expect(
      Oracle(problem: whole).best() == solved.cost + fixed + places - 100_000 * held, "seed \(seed)"
    )
  }

  @Test(arguments: 0..<4)
  func `the prices prove larger allocations optimal`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let problem = try problem(
      donors: Int.random(in: 1_100...2_000, using: &generator),
      programmes: Int.random(in: 2...25, using: &generator),
      costs: generator.pick([-1000...10, -5...0]), maximum: 80, using: &generator)
    let allocation = problem.solved()
    let certificate = AllocationCertificate(allocation, of: problem)
    #expect(certificate.violations.isEmpty, "seed \(seed)")
    #expect(certificate.bound == allocation.cost, "seed \(seed)")
    #expect(certificate.cost == allocation.cost, "seed \(seed)")
    #expect(problem.solved() == allocation, "seed \(seed)")
  }

  @Test func `a worse allocation is not taken for the best`() throws {
    var problem = AllocationProblem(programmes: [.init(places: 1)])
    try problem.addDonor(portions: 1, options: [.init(programme: 0, cost: -1)])
    try problem.addDonor(portions: 1, options: [.init(programme: 0, cost: -2)])
    let best = problem.solved()
    #expect(best.placements == [[], [0]])
    for prices in -3...3 {
      let worse = Allocation(placements: [[0], []], prices: [prices], of: problem)
      #expect(!AllocationCertificate(worse, of: problem).isOptimal)
    }
  }

  @Test func `what is not allowed is named`() throws {
    var problem = AllocationProblem(programmes: [.init(places: 1), .init(places: 1)])
    for _ in 0..<2 {
      try problem.addDonor(portions: 1, options: [.init(programme: 0, cost: -1)])
    }
    let allocation = Allocation(placements: [[0, 0], [0, 1]], prices: [0, 0], of: problem)
    let violations = AllocationCertificate(allocation, of: problem).violations
    #expect(violations.contains(.repeated(donor: 0, programme: 0)))
    #expect(violations.contains(.noOption(donor: 1, programme: 1)))
    #expect(violations.contains(.tooManyPortions(donor: 0)))
    #expect(violations.contains(.tooManyPlaces(programme: 0)))
  }

  @Test func `an option for a programme that is not there is refused`() {
    var problem = AllocationProblem(programmes: [])
    #expect(throws: AllocationError.unknownProgramme(0, count: 0)) {
      try problem.addDonor(portions: 1, options: [.init(programme: 0, cost: -1)])
    }
  }
}
