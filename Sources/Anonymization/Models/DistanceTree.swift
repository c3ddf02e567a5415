/// The hierarchy of a sensitive column as a tree, for the hierarchical earth mover's distance.
///
/// The cost of a node is its height over the tree's height, times the mass that its children can
/// exchange among themselves (Li, Li and Venkatasubramanian 2007, section 5.2).
struct DistanceTree: Sendable {
  /// For each value its leaf; 0 for a value that no record holds.
  private let leafOfValue: [Int]
  /// For each leaf its share of all records.
  private let shares: [Double]
  /// For each node of each level its parent in the level above; the last level has one node.
  private let parents: [[Int]]
  /// For each level of ``parents`` the number of nodes above.
  private let sizes: [Int]

  /// - Parameters:
  ///   - hierarchy: the hierarchy of the column.
  ///   - leafOfValue: for each value of the column its label at level 0.
  ///   - shares: for each value its share of all records.
  init(hierarchy: Hierarchy, leafOfValue: [UInt32], shares: [Double]) {
    self.leafOfValue = leafOfValue.map { $0 == .max ? 0 : Int($0) }
    var leaves = [Double](repeating: 0, count: hierarchy.leafCount)
    for (value, share) in shares.enumerated() where share > 0 {
      leaves[Int(leafOfValue[value])] += share
    }
    self.shares = leaves
    var parents = hierarchy.levels.dropLast().map { $0.parents.map(Int.init) }
    if let top = hierarchy.levels.last, top.labels.count > 1 {
      parents.append([Int](repeating: 0, count: top.labels.count))
    }
    self.parents = parents
    sizes = parents.map { ($0.max() ?? 0) + 1 }
  }

  /// The distance of a class from the whole table, 0 to 1.
  func distance(_ frequencies: [UInt32], total: Double) -> Double {
    guard !parents.isEmpty else { return 0 }
    var surplus = shares.map { -$0 }
    for (value, count) in frequencies.enumerated() where count > 0 {
      surplus[leafOfValue[value]] += Double(count) / total
    }
    var cost = 0.0
    for (height, parents) in parents.enumerated() {
      let size = sizes[height]
      var excess = [Double](repeating: 0, count: size)
      var lack = [Double](repeating: 0, count: size)
      for (node, parent) in parents.enumerated() {
        if surplus[node] > 0 { excess[parent] += surplus[node] }
        if surplus[node] < 0 { lack[parent] -= surplus[node] }
      }
      for node in 0..<size { cost += Double(height + 1) * min(excess[node], lack[node]) }
      for node in 0..<size { excess[node] -= lack[node] }
      surplus = excess
    }
    return cost / Double(parents.count)
  }

  /// The least distance that any class with these values, or more records of them, can have: what is
  /// absent must come from the nearest value present.
  func leastDistance(_ frequencies: [UInt32]) -> Double {
    guard !parents.isEmpty else { return 0 }
    var carried = shares
    var present = [Bool](repeating: false, count: shares.count)
    for (value, count) in frequencies.enumerated() where count > 0 {
      present[leafOfValue[value]] = true
      carried[leafOfValue[value]] = 0
    }
    var cost = 0.0
    for (height, parents) in parents.enumerated() {
      let size = sizes[height]
      var above = [Double](repeating: 0, count: size)
      var reached = [Bool](repeating: false, count: size)
      for (node, parent) in parents.enumerated() {
        above[parent] += carried[node]
        reached[parent] = reached[parent] || present[node]
      }
      for node in 0..<size where reached[node] {
        cost += Double(height + 1) * above[node]
        above[node] = 0
      }
      carried = above
      present = reached
    }
    return cost / Double(parents.count)
  }
}
