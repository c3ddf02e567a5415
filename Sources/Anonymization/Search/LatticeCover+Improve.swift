extension LatticeCover {
  /// Larger tables stay as they were covered: each class is compared with many tuples.
  private static let mostTuples = 200_000
  /// The most pairs of a class and a tuple that are compared in a round.
  private static let largestEffort = 20_000_000
  /// A round after this many changes too little.
  private static let rounds = 3

  /// Lets tuples change to a class that costs them less, and classes go up in others.
  ///
  /// The cover takes a record into the first safe class by the mean cost of a transformation. Later
  /// ones may suit the record better, and the more who leave a class the tighter it becomes. Nobody
  /// leaves who is needed for the size of a class, unless all of its members fare better elsewhere.
  mutating func improve() {
    guard problem.tuples.count <= Self.mostTuples, ClassConditions(problem).areOnlyOfSize else {
      return
    }
    let index = TupleIndex(problem, values)
    for _ in 0..<Self.rounds {
      guard var exchange = ClassExchange(self, index, most: Self.largestEffort) else { return }
      guard exchange.run(&classOfTuple) else { return }
      nameFirstTuples()
      tighten()
    }
  }

  /// Gives every class whose first tuple has left another one.
  private mutating func nameFirstTuples() {
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      let first = Int(firstTuple[Int(place)])
      if classOfTuple[first] != place { firstTuple[Int(place)] = UInt32(tuple) }
    }
  }
}

/// For each attribute, level and label the tuples that have it.
struct TupleIndex {
  let values: [[Int]]
  let attributes: [Attribute]
  private var starts: [[[Int]]] = []
  private var lists: [[[UInt32]]] = []

  init(_ problem: Problem, _ values: [[Int]]) {
    self.values = values
    attributes = problem.attributes
    for (attribute, own) in zip(attributes, values) {
      var startsOfLevels: [[Int]] = []
      var listsOfLevels: [[UInt32]] = []
      for level in attribute.levels {
        var starts = [Int](repeating: 0, count: level.labelCount + 1)
        for value in own { starts[Int(level.labels[value]) + 1] += 1 }
        for label in 0..<level.labelCount { starts[label + 1] += starts[label] }
        var next = starts
        var list = [UInt32](repeating: 0, count: own.count)
        for (tuple, value) in own.enumerated() {
          let label = Int(level.labels[value])
          list[next[label]] = UInt32(truncatingIfNeeded: tuple)
          next[label] += 1
        }
        startsOfLevels.append(starts)
        listsOfLevels.append(list)
      }
      starts.append(startsOfLevels)
      lists.append(listsOfLevels)
    }
  }

  /// How many tuples have a label.
  func count(_ attribute: Int, _ level: UInt8, _ label: UInt32) -> Int {
    let starts = starts[attribute][Int(level)]
    return starts[Int(label) + 1] - starts[Int(label)]
  }

  /// The tuples that have a label.
  func tuples(_ attribute: Int, _ level: UInt8, _ label: UInt32) -> ArraySlice<UInt32> {
    let starts = starts[attribute][Int(level)]
    return lists[attribute][Int(level)][starts[Int(label)]..<starts[Int(label) + 1]]
  }
}

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
