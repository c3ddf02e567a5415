extension LatticeCover {
  /// The most pairs of a remaining tuple and a class that are compared.
  private static let largestEffort = 50_000_000

  /// Finds a class for every tuple that has none.
  ///
  /// Each joins the class that it makes least worse, where that keeps the class safe. What is left
  /// over then becomes a class together with as many others as make it safe.
  mutating func joinRemaining() {
    var conditions = ClassConditions(problem)
    var members = [[UInt32]](repeating: [], count: classCount)
    var left: [UInt32] = []
    for (tuple, place) in classOfTuple.enumerated() {
      if place != AnonymizationResult.suppressedClass {
        members[Int(place)].append(UInt32(tuple))
      } else if problem.tuples.counts[tuple] > 0 {
        left.append(UInt32(tuple))
      }
    }
    if left.count <= Self.largestEffort / max(1, classCount) {
      left = joinEach(left, &members, &conditions)
    }
    if !left.isEmpty { absorb(left, members, &conditions) }
  }

  /// Lets tuples join the cheapest class that stays safe.
  /// - Returns: the tuples that found none.
  private mutating func joinEach(
    _ tuples: [UInt32], _ members: inout [[UInt32]], _ conditions: inout ClassConditions
  ) -> [UInt32] {
    var sizes = members.map { $0.reduce(0.0) { $0 + Double(problem.tuples.counts[Int($1)]) } }
    var left: [UInt32] = []
    for tuple in tuples {
      let records = Double(problem.tuples.counts[Int(tuple)])
      var best: (place: Int, levels: [UInt8], cost: Double)?
      for place in 0..<classCount {
        let limit = best?.cost ?? .infinity
        guard
          let raised = raise(place, to: tuple, values, size: sizes[place], records, limit),
          conditions.areOnlyOfSize || conditions.hold(members[place] + [tuple])
        else { continue }
        best = (place, raised.levels, raised.cost)
      }
      guard let best else {
        left.append(tuple)
        continue
      }
      levels.replaceSubrange((best.place * width)..<((best.place + 1) * width), with: best.levels)
      sizes[best.place] += records
      members[best.place].append(tuple)
      classOfTuple[Int(tuple)] = UInt32(best.place)
    }
    return left
  }

  /// Makes one class of tuples and of the coarsest classes, as many as it takes.
  private mutating func absorb(
    _ tuples: [UInt32], _ members: [[UInt32]], _ conditions: inout ClassConditions
  ) {
    var joined = tuples
    var places: [Int] = []
    // Those released last are the coarsest. The test costs the members: their number doubles from one
    // to the next.
    var tested = 0
    var isSafe = false
    for place in stride(from: classCount - 1, through: 0, by: -1) {
      joined += members[place]
      places.append(place)
      guard joined.count >= 2 * tested || place == 0 else { continue }
      tested = joined.count
      isSafe = conditions.hold(joined)
      if isSafe { break }
    }
    guard isSafe, let target = places.last else { return }
    for tuple in joined { classOfTuple[Int(tuple)] = UInt32(target) }
  }

  /// The lowest levels at which a class covers a tuple.
  /// - Parameters:
  ///   - place: the class.
  ///   - tuple: the tuple.
  ///   - values: for each attribute the value of each tuple.
  ///   - size: the number of records of the class.
  ///   - records: the number of records of the tuple.
  ///   - limit: the cost to stay below.
  /// - Returns: the levels and what they cost in NCP; nil when there are none below the limit.
  private func raise(
    _ place: Int, to tuple: UInt32, _ values: [[Int]], size: Double, _ records: Double,
    _ limit: Double
  ) -> (levels: [UInt8], cost: Double)? {
    var raised = Array(levels(of: place))
    var cost = 0.0
    for (attribute, coded) in problem.attributes.enumerated() {
      let own = values[attribute][Int(tuple)]
      let other = values[attribute][Int(firstTuple[place])]
      let present = Int(raised[attribute])
      let covering = (present..<coded.levels.count).first {
        coded.levels[$0].labels[own] == coded.levels[$0].labels[other]
      }
      guard let covering else { return nil }
      raised[attribute] = UInt8(covering)
      let before = coded.penalty(of: other, level: present)
      let after = coded.penalty(of: other, level: covering)
      cost += records * after + size * (after - before)
      if cost >= limit { return nil }
    }
    return (raised, cost)
  }
}

extension Attribute {
  /// The NCP of a value at a level.
  func penalty(of value: Int, level: Int) -> Double {
    guard domainSize > 1 else { return 0 }
    let leaves = levels[level].leafCounts[Int(levels[level].labels[value])]
    return (leaves - 1) / (domainSize - 1)
  }
}

extension ClassTable {
  /// For each class the value of one attribute.
  func values(of attribute: Int, _ superColumns: [SuperColumn]) -> [Int] {
    for (position, superColumn) in superColumns.enumerated() {
      guard let lane = superColumn.members.firstIndex(of: attribute) else { continue }
      let stride = superColumn.strides[lane]
      let next = lane + 1 < superColumn.strides.count ? superColumn.strides[lane + 1] : .max
      return codes[position].map { Int($0) % next / stride }
    }
    return []
  }
}
