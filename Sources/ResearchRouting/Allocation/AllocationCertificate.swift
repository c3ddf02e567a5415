/// The proof that an allocation is the best there is, checked without the way it was found.
///
/// Prices of the programmes bound every allocation from below: whatever the prices, no allocation
/// costs less than ``bound`` (weak duality of the linear programme; Ahuja, Magnanti, Orlin, Network
/// Flows, 1993, section 9.4). An allowed allocation that costs exactly the bound is optimal.
public struct AllocationCertificate: Hashable, Sendable {
  /// No allocation of the problem costs less.
  public let bound: Int
  /// What the allocation costs.
  public let cost: Int
  /// Every rule that the allocation breaks; empty where it is allowed.
  public let violations: [Violation]

  /// Whether the allocation is allowed and nothing is better.
  public var isOptimal: Bool { violations.isEmpty && bound == cost }

  /// A rule that an allocation breaks.
  public enum Violation: Hashable, Sendable {
    /// A donor's tissue goes to a programme that was no option.
    case noOption(donor: Int, programme: Int)
    /// A donor's tissue goes to one programme twice.
    case repeated(donor: Int, programme: Int)
    /// More portions are placed than a donor has.
    case tooManyPortions(donor: Int)
    /// More places are filled than a programme has.
    case tooManyPlaces(programme: Int)
    /// Complementary slackness: at these prices the donor's tissue would go elsewhere.
    case donorWouldMove(donor: Int)
    /// Complementary slackness: at its price the programme would fill more or fewer places.
    case programmeWouldChange(programme: Int)
  }

  /// Checks an allocation.
  /// - Parameters:
  ///   - allocation: the allocation with its prices.
  ///   - problem: the problem.
  public init(_ allocation: Allocation, of problem: borrowing AllocationProblem) {
    var bound = 0
    var cost = 0
    var violations: [Violation] = []
    var taken = [Int](repeating: 0, count: problem.programmes.count)
    for donor in 0..<problem.donors {
      let placed = donor < allocation.placements.count ? allocation.placements[donor] : []
      var spent = 0
      for (place, programme) in placed.enumerated() {
        guard let option = problem.options(of: donor).first(where: { $0.programme == programme })
        else {
          violations.append(.noOption(donor: donor, programme: programme))
          continue
        }
        if placed[..<place].contains(programme) {
          violations.append(.repeated(donor: donor, programme: programme))
        }
        taken[programme] += 1
        cost += option.cost
        spent += option.cost + allocation.prices[programme]
      }
      if placed.count > problem.portions[donor] {
        violations.append(.tooManyPortions(donor: donor))
      }
      let best = problem.leastCost(of: donor, at: allocation.prices)
      if best != spent { violations.append(.donorWouldMove(donor: donor)) }
      bound += best
    }
    for (place, programme) in problem.programmes.enumerated() {
      let price = allocation.prices[place]
      let best = programme.tiers.reduce(0) { $0 + $1.places * min(0, $1.cost - price) }
      let filling = programme.cost(ofFilling: taken[place])
      if taken[place] > programme.places { violations.append(.tooManyPlaces(programme: place)) }
      if best != filling - price * taken[place] {
        violations.append(.programmeWouldChange(programme: place))
      }
      bound += best
      cost += filling
    }
    self.bound = bound
    self.cost = cost
    self.violations = violations
  }
}

extension AllocationProblem {
  /// The least that a donor's portions can cost where every place has its price.
  func leastCost(of donor: Int, at prices: [Int]) -> Int {
    let worth = options(of: donor).lazy.map { $0.cost + prices[$0.programme] }.filter { $0 < 0 }
    let portions = portions[donor]
    if portions == 1 { return worth.min() ?? 0 }
    return worth.sorted().prefix(portions).reduce(0, +)
  }
}
