/// One round of changes from class to class.
struct ClassExchange {
  private let counts: [UInt32]
  private let least: Double
  /// For each class what a record in it costs.
  private var costs: [Double]
  private var sizes: [Double]
  /// For each tuple the cheapest other class that covers it.
  private var others: [UInt32]
  private var otherCosts: [Double]
  private let classOfTuple: [UInt32]

  /// Finds for each tuple the cheapest other class; nil where there are too many pairs to compare.
  init?(_ cover: LatticeCover, _ index: TupleIndex, most: Int) {
    counts = cover.problem.tuples.counts
    least = Double(cover.problem.leastClassSize)
    classOfTuple = cover.classOfTuple
    costs = [Double](repeating: .infinity, count: cover.classCount)
    sizes = [Double](repeating: 0, count: cover.classCount)
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      sizes[Int(place)] += Double(counts[tuple])
    }
    others = [UInt32](
      repeating: AnonymizationResult.suppressedClass, count: classOfTuple.count)
    otherCosts = [Double](repeating: .infinity, count: classOfTuple.count)
    var effort = 0
    for place in 0..<cover.classCount where sizes[place] > 0 {
      let levels = Array(cover.levels(of: place))
      let first = Int(cover.firstTuple[place])
      var tables: [(labels: [UInt32], label: UInt32, attribute: Int, count: Int)] = []
      var cost = 0.0
      for (attribute, coded) in index.attributes.enumerated() {
        let level = coded.levels[Int(levels[attribute])]
        let label = level.labels[index.values[attribute][first]]
        cost += coded.penalty(of: index.values[attribute][first], level: Int(levels[attribute]))
        guard level.labelCount > 1 else { continue }
        let count = index.count(attribute, levels[attribute], label)
        tables.append((level.labels, label, attribute, count))
      }
      costs[place] = cost
      tables.sort { ($0.count, $0.attribute) < ($1.count, $1.attribute) }
      guard let narrowest = tables.first else { continue }
      effort += narrowest.count
      guard effort <= most else { return nil }
      let rest = tables.dropFirst()
      for tuple in index.tuples(
        narrowest.attribute, levels[narrowest.attribute], narrowest.label)
      {
        let at = Int(tuple)
        guard cost < otherCosts[at], classOfTuple[at] != UInt32(place),
          rest.allSatisfy({ $0.labels[index.values[$0.attribute][at]] == $0.label })
        else { continue }
        otherCosts[at] = cost
        others[at] = UInt32(place)
      }
    }
  }

  /// Changes what is cheaper elsewhere.
  /// - Parameter result: the class of each tuple.
  /// - Returns: whether anything changed.
  mutating func run(_ result: inout [UInt32]) -> Bool {
    let dissolved = dissolve(&result)
    let moved = moveSingly(&result)
    return dissolved || moved
  }

  /// Dissolves classes whose members cost less elsewhere in all.
  private mutating func dissolve(_ result: inout [UInt32]) -> Bool {
    var gains = [Double](repeating: 0, count: sizes.count)
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      gains[Int(place)] += Double(counts[tuple]) * (costs[Int(place)] - otherCosts[tuple])
    }
    var members = [[Int]](repeating: [], count: sizes.count)
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass && gains[Int(place)] > 1e-9 {
      members[Int(place)].append(tuple)
    }
    var isPinned = [Bool](repeating: false, count: sizes.count)
    var changed = false
    for place in gains.indices.filter({ gains[$0] > 1e-9 }).sorted(by: {
      (gains[$1], $0) < (gains[$0], $1)
    }) where !isPinned[place] {
      guard members[place].allSatisfy({ sizes[Int(others[$0])] > 0 }) else { continue }
      for tuple in members[place] {
        let other = Int(others[tuple])
        isPinned[other] = true
        sizes[other] += Double(counts[tuple])
        result[tuple] = UInt32(other)
      }
      sizes[place] = 0
      changed = true
    }
    return changed
  }

  /// Moves tuples from classes that can do without them, the greatest gain first.
  private mutating func moveSingly(_ result: inout [UInt32]) -> Bool {
    let gains = classOfTuple.indices.map { tuple -> Double in
      let place = classOfTuple[tuple]
      guard place != AnonymizationResult.suppressedClass, result[tuple] == place else { return 0 }
      return costs[Int(place)] - otherCosts[tuple]
    }
    var changed = false
    for tuple in gains.indices.filter({ gains[$0] > 1e-9 }).sorted(by: {
      (gains[$1], $0) < (gains[$0], $1)
    }) {
      let place = Int(classOfTuple[tuple])
      let other = Int(others[tuple])
      let records = Double(counts[tuple])
      guard sizes[place] - records >= least, sizes[other] > 0 else { continue }
      sizes[place] -= records
      sizes[other] += records
      result[tuple] = UInt32(other)
      changed = true
    }
    return changed
  }
}
