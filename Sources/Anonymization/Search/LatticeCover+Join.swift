extension LatticeCover {
  /// The most pairs of a remaining tuple and a class that are compared.
  private static let largestEffort = 50_000_000

  /// Each remaining tuple joins the class that it makes least worse.
  ///
  /// Where a class does not cover the tuple yet, its levels rise until it does. All members of a
  /// class are equal at its levels, so that they stay equal at higher ones.
  mutating func joinRemaining() {
    guard !levels.isEmpty, remainingTuples.count <= Self.largestEffort / levels.count else {
      return
    }
    let values = problem.attributes.indices.map {
      problem.tuples.values(of: $0, problem.superColumns)
    }
    var sizes = [Double](repeating: 0, count: levels.count)
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      sizes[Int(place)] += Double(problem.tuples.counts[tuple])
    }
    for tuple in remainingTuples where problem.tuples.counts[Int(tuple)] > 0 {
      let records = Double(problem.tuples.counts[Int(tuple)])
      var best: (place: Int, levels: [UInt8], cost: Double)?
      for place in levels.indices {
        let limit = best?.cost ?? .infinity
        let raised = raise(place, to: tuple, values, size: sizes[place], records, limit)
        if let raised { best = (place, raised.levels, raised.cost) }
      }
      guard let best else { continue }
      levels[best.place] = best.levels
      sizes[best.place] += records
      classOfTuple[Int(tuple)] = UInt32(best.place)
    }
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
    var raised = levels[place]
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
  fileprivate func penalty(of value: Int, level: Int) -> Double {
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
