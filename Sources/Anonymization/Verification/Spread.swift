/// The values of a sensitive column in a set of rows.
struct Spread {
  /// For each value that occurs how often it does.
  let counts: [String: Int]
  /// The number of rows.
  let total: Int

  init(_ column: Column, rows: ArraySlice<UInt32>) {
    var byCode: [UInt32: Int] = [:]
    for row in rows { byCode[column.code(of: Int(row)), default: 0] += 1 }
    counts = Dictionary(
      byCode.map { (column.values[$0.key], $0.value) }, uniquingKeysWith: { $0 + $1 })
    total = rows.count
  }

  /// For each value its share.
  var shares: [String: Double] { counts.mapValues { Double($0) / Double(total) } }

  /// The highest share of one value.
  var dominance: Double { shares.values.max() ?? 0 }

  /// The entropy in nats.
  var entropy: Double {
    shares.values.sorted().reduce(0) { $0 - $1 * naturalLogarithm($1) }
  }

  /// The number of equally frequent values that has the same entropy.
  var effectiveValues: Double {
    // exp by its series, after halving the exponent until the series is short.
    let halvings = 10
    let exponent = entropy / Double(1 << halvings)
    var power = 1 + exponent * (1 + exponent / 2 * (1 + exponent / 3 * (1 + exponent / 4)))
    for _ in 0..<halvings { power *= power }
    return power
  }

  /// Half the sum of differences to other shares.
  func equalDistance(from shares: [String: Double]) -> Double {
    let own = self.shares
    let values = Set(own.keys).union(shares.keys).sorted()
    return values.reduce(0) { $0 + abs((own[$1] ?? 0) - (shares[$1] ?? 0)) } / 2
  }

  /// The earth mover's distance to other shares over the labels of a hierarchy.
  ///
  /// Mass that cannot be matched within a label of one level moves to the next: the distance is the
  /// sum over all levels but the last of half the differences between labels, by the number of
  /// steps. For a tree of equal depth this is the same as matching node by node.
  func hierarchicalDistance(from shares: [String: Double], in hierarchy: Hierarchy) -> Double {
    let own = self.shares
    let values = Set(own.keys).union(shares.keys).sorted()
    let isRooted = hierarchy.labels(at: hierarchy.levelCount - 1).count == 1
    let steps = isRooted ? hierarchy.levelCount - 1 : hierarchy.levelCount
    guard steps > 0 else { return 0 }
    var sum = 0.0
    for level in 0..<steps {
      var difference: [String: Double] = [:]
      for value in values {
        let label = hierarchy.label(of: value, at: level) ?? value
        difference[label, default: 0] += (own[value] ?? 0) - (shares[value] ?? 0)
      }
      sum += difference.values.sorted().reduce(0) { $0 + abs($1) } / 2
    }
    return sum / Double(steps)
  }
}
