/// The hierarchy of a sensitive column as a tree, for the hierarchical earth mover's distance.
///
/// The cost of a node is its height over the tree's height, times the mass that its children can
/// exchange among themselves (Li, Li and Venkatasubramanian 2007, section 5.2).
struct DistanceTree: Sendable {
  /// For each value its leaf; 0 for a value that no record holds.
  private let leafOfValue: [Int]
  /// For each node the share of all records that its leaves have: the nodes of level 0 first, the
  /// root last.
  private let shares: [Double]
  /// For each node but the root its parent.
  private let parents: [Int]
  /// For each node how many levels it stands above the leaves.
  private let heights: [Double]
  /// The number of levels below the root.
  private let depth: Int

  /// - Parameters:
  ///   - hierarchy: the hierarchy of the column.
  ///   - leafOfValue: for each value of the column its label at level 0.
  ///   - shares: for each value its share of all records.
  init(hierarchy: Hierarchy, leafOfValue: [UInt32], shares: [Double]) {
    self.leafOfValue = leafOfValue.map { $0 == .max ? 0 : Int($0) }
    var steps = hierarchy.levels.dropLast().map { $0.parents.map(Int.init) }
    if let top = hierarchy.levels.last, top.labels.count > 1 {
      steps.append([Int](repeating: 0, count: top.labels.count))
    }
    var parents: [Int] = []
    var heights: [Double] = []
    for (height, step) in steps.enumerated() {
      let next = parents.count + step.count
      parents += step.map { next + $0 }
      heights += [Double](repeating: Double(height), count: step.count)
    }
    heights.append(Double(steps.count))
    self.parents = parents
    self.heights = heights
    depth = steps.count
    var whole = [Double](repeating: 0, count: parents.count + 1)
    for (value, share) in shares.enumerated() where share > 0 {
      whole[Int(leafOfValue[value])] += share
    }
    for (node, parent) in parents.enumerated() { whole[parent] += whole[node] }
    self.shares = whole
  }

  /// The distance of a class from the whole table, 0 to 1.
  ///
  /// What the children of a node exchange is half of what they differ by in sum less half of what the
  /// node itself differs by; times the heights that adds up to half of all differences.
  func distance(touched: [UInt32], _ frequencies: [UInt32], total: Double) -> Double {
    guard depth > 0 else { return 0 }
    var surplus = [Double](repeating: 0, count: shares.count)
    for value in touched {
      surplus[leafOfValue[Int(value)]] += Double(frequencies[Int(value)]) / total
    }
    var moved = 0.0
    for (node, parent) in parents.enumerated() {
      moved += abs(surplus[node] - shares[node])
      surplus[parent] += surplus[node]
    }
    return moved / 2 / Double(depth)
  }

  /// The least distance that any class with these values, or more records of them, can have: what is
  /// absent must come from the nearest value present.
  func leastDistance(touched: [UInt32]) -> Double {
    guard depth > 0 else { return 0 }
    var isPresent = [Bool](repeating: false, count: shares.count)
    for value in touched { isPresent[leafOfValue[Int(value)]] = true }
    for (node, parent) in parents.enumerated() where isPresent[node] { isPresent[parent] = true }
    // A node without a value present sends its share up to the first one that has some.
    var cost = 0.0
    for (node, parent) in parents.enumerated() where !isPresent[node] && isPresent[parent] {
      cost += heights[parent] * shares[node]
    }
    return cost / Double(depth)
  }
}
