/// The unique combinations of a problem as rows of value numbers, for recoding with sets.
///
/// The values of all attributes are numbered through, so that one array holds what is known of each.
struct SetCells: Sendable {
  /// The number of attributes.
  let width: Int
  /// For each combination the numbers of its values, one combination after the other.
  let values: [UInt32]
  /// The first number of each attribute, and the end of the last.
  let starts: [Int]
  /// For each value what its presence in a cell costs: its share of the penalty of the cell.
  let costs: [Double]
  /// For each value its place among those of its attribute, such that values with a common label are
  /// neighbours.
  let ranks: [Int]
  /// The number of records of each combination.
  let counts: [UInt32]

  init(_ problem: Problem) {
    let attributes = problem.attributes
    width = attributes.count
    counts = problem.tuples.counts
    var starts = [0]
    var costs: [Double] = []
    var ranks: [Int] = []
    for attribute in attributes {
      starts.append(starts[starts.count - 1] + attribute.valueCount)
      let domain = attribute.domainSize
      costs += attribute.levels[0].leafCounts.map { leaves in
        domain > 1 ? leaves / (domain - 1) / Double(attributes.count) : 0
      }
      ranks += attribute.ranks
    }
    self.starts = starts
    self.costs = costs
    self.ranks = ranks
    var values = [UInt32](repeating: 0, count: counts.count * attributes.count)
    for attribute in attributes.indices {
      let codes = problem.tuples.values(of: attribute, problem.superColumns)
      for (tuple, code) in codes.enumerated() {
        values[tuple * attributes.count + attribute] = UInt32(starts[attribute] + code)
      }
    }
    self.values = values
  }

  /// The number of combinations.
  var count: Int { counts.count }

  /// The number of a combination's value in an attribute.
  @inline(__always)
  func value(_ tuple: UInt32, _ attribute: Int) -> Int {
    Int(values[Int(tuple) * width + attribute])
  }
}

extension Attribute {
  /// For each value its place in the order of the hierarchy, coarsest labels first.
  var ranks: [Int] {
    let order = (0..<valueCount).sorted { left, right in
      for level in levels.reversed() {
        let own = level.hierarchyLabels[Int(level.labels[left])]
        let other = level.hierarchyLabels[Int(level.labels[right])]
        if own != other { return own < other }
      }
      return left < right
    }
    var ranks = [Int](repeating: 0, count: valueCount)
    for (rank, value) in order.enumerated() { ranks[value] = rank }
    return ranks
  }
}
