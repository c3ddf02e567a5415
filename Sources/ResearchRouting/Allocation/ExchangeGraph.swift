/// The residual network with the donors folded away: few programmes and one node for what is left,
/// and between each two of them the cheapest donor who could move.
///
/// A minimum-cost flow from many donors to few programmes needs shortest paths only over the
/// programmes, because a path enters and leaves a donor by exactly one portion.
struct ExchangeGraph {
  /// Stands for no way at all.
  static let none = Int.max / 4

  let nodes: Int
  /// The node of portions that go nowhere.
  var rest: Int { nodes - 1 }

  private(set) var holdings: Holdings
  /// For each programme the portions that it was given.
  private(set) var inflow: [Int]
  /// For each programme the places that are filled.
  private(set) var filled: [Int]
  /// What it costs to move a portion between two nodes.
  private(set) var cost: [Int]

  private let problem: AllocationProblem
  private var heaps: [ExchangeHeap]
  /// The donor who would move; -1 where places are filled or emptied instead.
  private var via: [Int32]
  private var touched: [Int] = []

  /// Gives every donor what is best at some prices and fills places as the prices say.
  init(_ problem: AllocationProblem, prices: [Int]) {
    self.problem = problem
    nodes = problem.programmes.count + 1
    holdings = Holdings(problem)
    inflow = Array(repeating: 0, count: nodes)
    filled = Array(repeating: 0, count: nodes)
    heaps = Array(repeating: ExchangeHeap(), count: nodes * nodes)
    cost = Array(repeating: Self.none, count: nodes * nodes)
    via = Array(repeating: -1, count: nodes * nodes)
    choose(at: prices)
    collect()
    for from in 0..<nodes {
      for to in 0..<nodes where from != to { heaps[from * nodes + to].order() }
      refresh(from)
    }
  }

  /// What is placed at a node beyond (or, below zero, short of) the places that are filled.
  func excess(_ node: Int) -> Int {
    node == rest ? -excessOfProgrammes : inflow[node] - filled[node]
  }

  private var excessOfProgrammes: Int {
    (0..<rest).reduce(0) { $0 + inflow[$1] - filled[$1] }
  }

  // MARK: Start

  private mutating func choose(at prices: [Int]) {
    let bounds = problem.programmes.enumerated().map { place, programme in
      var must = 0
      var may = 0
      for tier in programme.tiers {
        if tier.cost < prices[place] { must += tier.places }
        if tier.cost <= prices[place] { may += tier.places }
      }
      return (must: must, may: may)
    }
    for donor in 0..<problem.donors {
      while holdings.spare[donor] > 0 {
        var best = 0
        var chosen: Int?
        for option in problem.options(of: donor) {
          let worth = option.cost + prices[option.programme]
          // Between equals, one that has room; what is worth nothing goes only where it is missed.
          let isBetter =
            if let chosen {
              worth < best
                || worth == best && inflow[chosen] >= bounds[chosen].may
                  && inflow[option.programme] < bounds[option.programme].may
            } else {
              worth < 0 || worth == 0 && inflow[option.programme] < bounds[option.programme].must
            }
          if isBetter, !holdings.holds(donor, option.programme) {
            best = worth
            chosen = option.programme
          }
        }
        guard let chosen else { break }
        holdings.give(donor, to: chosen)
        inflow[chosen] += 1
      }
    }
    for (place, bounds) in bounds.enumerated() {
      filled[place] = min(max(inflow[place], bounds.must), bounds.may)
    }
  }

  private mutating func collect() {
    for donor in 0..<problem.donors {
      let options = problem.options(of: donor)
      func collectMoves(from node: Int, costing own: Int, _ heaps: inout [ExchangeHeap]) {
        for option in options where !holdings.holds(donor, option.programme) {
          heaps[node * nodes + option.programme].collect(cost: option.cost - own, donor: donor)
        }
      }
      if holdings.spare[donor] > 0 { collectMoves(from: rest, costing: 0, &heaps) }
      for option in options where holdings.holds(donor, option.programme) {
        collectMoves(from: option.programme, costing: option.cost, &heaps)
        heaps[option.programme * nodes + rest].collect(cost: -option.cost, donor: donor)
      }
    }
  }

  // MARK: Moves

  /// Whether a donor could still move one portion so.
  private func isValid(_ donor: Int, _ from: Int, _ to: Int) -> Bool {
    let isThere = from == rest ? holdings.spare[donor] > 0 : holdings.holds(donor, from)
    return isThere && (to == rest || !holdings.holds(donor, to))
  }

  private mutating func refresh(_ from: Int) {
    for to in 0..<nodes where to != from { refresh(from, to) }
  }

  private mutating func refresh(_ from: Int, _ to: Int) {
    let arc = from * nodes + to
    while let top = heaps[arc].top, !isValid(top.donor, from, to) { heaps[arc].removeTop() }
    cost[arc] = heaps[arc].top?.cost ?? Self.none
    via[arc] = Int32(heaps[arc].top?.donor ?? -1)
    let direct = directCost(from, to)
    if direct < cost[arc] {
      cost[arc] = direct
      via[arc] = -1
    }
  }

  /// What it costs to fill one more place, or to empty one.
  private func directCost(_ from: Int, _ to: Int) -> Int {
    let programme = to == rest ? from : to
    guard from == rest || to == rest, programme != rest else { return Self.none }
    var before = 0
    for tier in problem.programmes[programme].tiers {
      let end = before + tier.places
      if to == rest, filled[programme] < end { return tier.cost }
      if from == rest, filled[programme] > before, filled[programme] <= end { return -tier.cost }
      before = end
    }
    return Self.none
  }

  /// Moves one portion along a path of nodes.
  mutating func move(along path: [Int]) {
    let steps = zip(path, path.dropFirst()).map { ($0, $1, Int(via[$0 * nodes + $1])) }
    touched.removeAll(keepingCapacity: true)
    for (from, to, donor) in steps {
      if donor < 0 {
        if to == rest { filled[from] += 1 } else { filled[to] -= 1 }
      } else {
        if from != rest {
          holdings.take(donor, from: from)
          inflow[from] -= 1
        }
        if to != rest {
          holdings.give(donor, to: to)
          inflow[to] += 1
        }
        touched.append(donor)
      }
    }
    for donor in touched { insertMoves(of: donor) }
    for node in path { refresh(node) }
    for donor in touched {
      for node in holdings.programmes(of: donor) where !path.contains(node) { refresh(node) }
    }
    if !path.contains(rest) { refresh(rest) }
  }

  /// Adds what a donor can do now; what was there already does no harm.
  private mutating func insertMoves(of donor: Int) {
    let options = problem.options(of: donor)
    for option in options where holdings.holds(donor, option.programme) {
      let from = option.programme * nodes
      for other in options where !holdings.holds(donor, other.programme) {
        heaps[from + other.programme].insert(cost: other.cost - option.cost, donor: donor)
      }
      heaps[from + rest].insert(cost: -option.cost, donor: donor)
    }
    guard holdings.spare[donor] > 0 else { return }
    for option in options where !holdings.holds(donor, option.programme) {
      heaps[rest * nodes + option.programme].insert(cost: option.cost, donor: donor)
    }
  }
}
