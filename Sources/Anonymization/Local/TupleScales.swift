/// What stands for the values of the tuples at each level and what that costs, in flat arrays.
///
/// Classes are improved by millions of comparisons of a tuple with a class: each is a few look-ups.
struct TupleScales: Sendable {
  /// The number of attributes.
  let width: Int
  /// For each tuple its values, one tuple after the other.
  let values: [UInt32]
  /// For each attribute the place of its first label, and the end of the last.
  let starts: [Int]
  /// For each attribute its number of values.
  let valueCounts: [Int]
  /// For each attribute, level and value the label.
  let labels: [UInt32]
  /// For each attribute, level and value the NCP of its label.
  let penalties: [Double]
  /// The attributes, those whose generalisation costs most first.
  let order: [Int]

  init(_ problem: Problem) {
    let width = problem.attributes.count
    self.width = width
    var values = [UInt32](repeating: 0, count: problem.tuples.count * width)
    var starts = [0]
    var labels: [UInt32] = []
    var penalties: [Double] = []
    for (attribute, coded) in problem.attributes.enumerated() {
      for (tuple, value) in problem.tuples.values(of: attribute, problem.superColumns).enumerated()
      {
        values[tuple * width + attribute] = UInt32(truncatingIfNeeded: value)
      }
      for level in coded.levels {
        labels += level.labels
        let others = max(1, coded.domainSize - 1)
        penalties += level.labels.map { (level.leafCounts[Int($0)] - 1) / others }
      }
      starts.append(labels.count)
    }
    self.values = values
    self.starts = starts
    self.labels = labels
    self.penalties = penalties
    let valueCounts = problem.attributes.map(\.valueCount)
    self.valueCounts = valueCounts
    // What the first step up costs, over the values.
    let steps = valueCounts.indices.map { attribute in
      let (start, count) = (starts[attribute], valueCounts[attribute])
      guard starts[attribute + 1] - start > count, count > 0 else { return 0.0 }
      return penalties[(start + count)..<(start + 2 * count)].reduce(0, +) / Double(count)
    }
    order = steps.indices.sorted { (steps[$1], $0) < (steps[$0], $1) }
  }

  /// The same for some of the tuples.
  /// - Parameters:
  ///   - scales: the scales of all.
  ///   - tuples: the tuples, to be numbered anew in this order.
  init(_ scales: TupleScales, _ tuples: [UInt32]) {
    width = scales.width
    let (width, all) = (scales.width, scales.values)
    values = tuples.flatMap { all[(Int($0) * width)..<((Int($0) + 1) * width)] }
    (starts, valueCounts, order) = (scales.starts, scales.valueCounts, scales.order)
    (labels, penalties) = (scales.labels, scales.penalties)
  }

  /// The value of a tuple.
  @inline(__always)
  func value(_ tuple: UInt32, _ attribute: Int) -> Int {
    Int(values[Int(tuple) * width + attribute])
  }

  /// The NCP of a tuple's value at a level.
  @inline(__always)
  func penalty(_ tuple: UInt32, _ attribute: Int, level: UInt8) -> Double {
    let place = starts[attribute] + Int(level) * valueCounts[attribute]
    return penalties[place + value(tuple, attribute)]
  }

  /// What the cells of a tuple cost at a transformation, in NCP.
  func cost(_ tuple: UInt32, _ transformation: [UInt8]) -> Double {
    var cost = 0.0
    for attribute in 0..<width {
      cost += penalty(tuple, attribute, level: transformation[attribute])
    }
    return cost
  }

  /// The lowest level from one on at which two tuples have the same label; nil where there is none.
  @inline(__always)
  func common(_ left: UInt32, _ right: UInt32, _ attribute: Int, from level: UInt8) -> UInt8? {
    let (own, other) = (value(left, attribute), value(right, attribute))
    if own == other { return level }
    let count = valueCounts[attribute]
    var place = starts[attribute] + Int(level) * count
    var level = level
    while place < starts[attribute + 1] {
      if labels[place + own] == labels[place + other] { return level }
      place += count
      level += 1
    }
    return nil
  }

  /// Whether some tuples have the same labels at a transformation.
  func areEqual(_ tuples: [UInt32], _ transformation: [UInt8]) -> Bool {
    for (attribute, level) in transformation.enumerated() {
      let start = starts[attribute] + Int(level) * valueCounts[attribute]
      let label = labels[start + value(tuples[0], attribute)]
      for tuple in tuples where labels[start + value(tuple, attribute)] != label { return false }
    }
    return true
  }
}
