/// Tissue placed as well as it can be, with the proof.
public struct Allocation: Hashable, Sendable {
  /// For each donor the programmes that a portion goes to, in ascending order.
  public let placements: [[Int]]
  /// For each programme what one more place would be worth: the dual prices.
  public let prices: [Int]
  /// The sum of all costs.
  public let cost: Int

  /// Keeps a plan.
  /// - Parameters:
  ///   - placements: for each donor the programmes that a portion goes to.
  ///   - prices: for each programme what one more place would be worth.
  ///   - problem: what was to be placed; gives the cost.
  public init(placements: [[Int]], prices: [Int], of problem: borrowing AllocationProblem) {
    self.placements = placements
    self.prices = prices
    var cost = 0
    var taken = [Int](repeating: 0, count: problem.programmes.count)
    for (donor, programmes) in placements.enumerated() {
      for option in problem.options(of: donor) where programmes.contains(option.programme) {
        cost += option.cost
        taken[option.programme] += 1
      }
    }
    for (programme, taken) in zip(problem.programmes, taken) {
      cost += programme.cost(ofFilling: taken)
    }
    self.cost = cost
  }

  /// The number of portions placed.
  public var placed: Int { placements.reduce(0) { $0 + $1.count } }
}

extension AllocationProblem.Programme {
  /// What the cheapest places cost when so many are filled.
  func cost(ofFilling count: Int) -> Int {
    var left = count
    var cost = 0
    for tier in tiers where left > 0 {
      cost += min(left, tier.places) * tier.cost
      left -= tier.places
    }
    return cost
  }
}
