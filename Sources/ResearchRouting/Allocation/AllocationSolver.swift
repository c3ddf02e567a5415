extension AllocationProblem {
  /// Places the tissue as well as it can be placed.
  ///
  /// Successive shortest paths with node prices (Ahuja, Magnanti, Orlin, Network Flows, 1993,
  /// section 9.7; Edmonds and Karp, J ACM 1972;19:248) over programmes alone: a donor is only ever a
  /// step between two of them. A quarter of the donors is placed first, with a quarter of the places,
  /// and so on down; the prices that it ends with leave little to be put right among all. The same
  /// problem always gives the same allocation.
  /// - Returns: the allocation with its prices; nothing costs less.
  public func solved() -> Allocation {
    let prices = startingPrices()
    var graph = ExchangeGraph(self, prices: prices)
    let final = graph.balance(prices: prices)
    return Allocation(
      placements: (0..<donors).map { graph.holdings.programmes(of: $0) }, prices: final, of: self)
  }

  /// Below this number of donors nothing is gained by looking at a part of them first.
  private static let smallest = 1_000

  private func startingPrices() -> [Int] {
    guard donors > Self.smallest, let part = try? sample() else {
      return Array(repeating: 0, count: programmes.count)
    }
    let prices = part.startingPrices()
    var graph = ExchangeGraph(part, prices: prices)
    return graph.balance(prices: prices)
  }

  /// Every fourth donor and a quarter of the places.
  private func sample() throws(AllocationError) -> AllocationProblem {
    var part = AllocationProblem(
      programmes: programmes.map { programme in
        var before = 0
        return Programme(
          tiers: programme.tiers.map { tier in
            // Rounded over the whole, not by step, so that many small steps do not vanish.
            let places = (before + tier.places + 2) / 4 - (before + 2) / 4
            before += tier.places
            return Tier(places: places, cost: tier.cost)
          })
      })
    for donor in stride(from: 0, to: donors, by: 4) {
      try part.addDonor(portions: portions[donor], options: Array(options(of: donor)))
    }
    return part
  }
}

extension ExchangeGraph {
  /// Moves portions until no node has too many or too few.
  /// - Parameter prices: the prices at which the graph was made.
  /// - Returns: the prices at which nothing would move any more.
  mutating func balance(prices: [Int]) -> [Int] {
    var price = prices + [0]
    var excess = (0..<nodes).map { self.excess($0) }
    while excess.contains(where: { $0 > 0 }) {
      var search = ExchangeSearch(nodes: nodes)
      guard let path = search.shortestPath(cost, price: price, excess: excess),
        let first = path.first, let last = path.last
      else { break }
      search.raise(&price)
      move(along: path)
      excess[first] -= 1
      excess[last] += 1
    }
    return Array(price.dropLast())
  }
}

/// A shortest path from a node with too many portions to one with too few (Dijkstra, Numerische
/// Mathematik 1959;1:269, on a dense graph).
private struct ExchangeSearch {
  private let nodes: Int
  private var distance: [Int]
  private var parent: [Int]
  private var isDone: [Bool]
  private var length = 0

  init(nodes: Int) {
    self.nodes = nodes
    distance = Array(repeating: ExchangeGraph.none, count: nodes)
    parent = Array(repeating: -1, count: nodes)
    isDone = Array(repeating: false, count: nodes)
  }

  mutating func shortestPath(_ cost: [Int], price: [Int], excess: [Int]) -> [Int]? {
    for node in 0..<nodes where excess[node] > 0 { distance[node] = 0 }
    while let node = nearest() {
      isDone[node] = true
      let near = distance[node]
      if excess[node] < 0 {
        length = near
        return path(to: node)
      }
      let base = near &- price[node]
      let row = node &* nodes
      for other in 0..<nodes where cost[row &+ other] < ExchangeGraph.none {
        let far = base &+ cost[row &+ other] &+ price[other]
        if far < distance[other] {
          distance[other] = far
          parent[other] = node
        }
      }
    }
    return nil
  }

  private func nearest() -> Int? {
    var best: Int?
    var least = ExchangeGraph.none
    for node in 0..<nodes where !isDone[node] && distance[node] < least {
      best = node
      least = distance[node]
    }
    return best
  }

  private func path(to end: Int) -> [Int] {
    var path = [end]
    var node = end
    while parent[node] >= 0 {
      node = parent[node]
      path.append(node)
    }
    return path.reversed()
  }

  /// Raises the prices of what lies nearer than the end of the path, so that no move pays; the node
  /// of what is left keeps the price 0.
  func raise(_ price: inout [Int]) {
    for node in 0..<nodes where distance[node] < length { price[node] += length - distance[node] }
    let shift = price[nodes - 1]
    if shift != 0 { for node in 0..<nodes { price[node] -= shift } }
  }
}
