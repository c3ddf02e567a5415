/// Classes with levels of their own, which change as tuples come and go.
struct LocalClasses: Sendable {
  let scales: TupleScales
  /// For each tuple its number of records.
  let counts: [UInt32]
  /// For each tuple its class, or the suppressed class.
  private(set) var classOfTuple: [UInt32]
  /// The tuples of each class; a class that was given up has none.
  private(set) var members: [[UInt32]]
  /// The number of records of each class.
  private(set) var sizes: [Int]
  /// The levels of each class, the lowest at which its members are equal, one class after the other.
  private(set) var levels: [UInt8]
  /// What the cells of a record of each class cost, in NCP.
  private(set) var costs: [Double]

  /// - Parameters:
  ///   - scales: the values of the tuples.
  ///   - counts: for each tuple its number of records.
  ///   - classOfTuple: for each tuple its class, or the suppressed class.
  ///   - classCount: the number of classes.
  init(_ scales: TupleScales, counts: [UInt32], classOfTuple: [UInt32], classCount: Int) {
    self.scales = scales
    self.counts = counts
    self.classOfTuple = classOfTuple
    members = [[UInt32]](repeating: [], count: classCount)
    for (tuple, place) in classOfTuple.enumerated()
    where place != AnonymizationResult.suppressedClass {
      members[Int(place)].append(UInt32(tuple))
    }
    sizes = [Int](repeating: 0, count: classCount)
    levels = [UInt8](repeating: 0, count: classCount * scales.width)
    costs = [Double](repeating: 0, count: classCount)
    for place in 0..<classCount { measure(place) }
  }

  /// The number of classes, those that were given up included.
  var count: Int { members.count }

  /// What all released cells cost, in NCP.
  var cost: Double { sizes.indices.reduce(0) { $0 + Double(sizes[$1]) * costs[$1] } }

  /// The levels of a class.
  func levels(of place: Int) -> ArraySlice<UInt8> {
    levels[(place * scales.width)..<((place + 1) * scales.width)]
  }

  /// What all cells cost more when a tuple joins a class.
  /// - Parameters:
  ///   - tuple: the tuple.
  ///   - place: a class.
  /// - Returns: the cost in NCP; nil where no level covers both.
  @inline(__always)
  func increase(_ tuple: UInt32, joining place: Int) -> Double? {
    guard let first = members[place].first else { return nil }
    var own = 0.0
    for attribute in 0..<scales.width {
      let present = levels[place * scales.width + attribute]
      guard let level = scales.common(tuple, first, attribute, from: present) else { return nil }
      own += scales.penalty(tuple, attribute, level: level)
    }
    return Double(counts[Int(tuple)]) * own + Double(sizes[place]) * (own - costs[place])
  }

  /// What all cells cost less when a tuple leaves its class, which keeps others.
  func decrease(_ tuple: UInt32) -> Double {
    let place = Int(classOfTuple[Int(tuple)])
    return Double(sizes[place]) * costs[place]
      - Double(sizes[place] - Int(counts[Int(tuple)])) * cost(of: place, without: tuple)
  }

  /// What a record of a class costs without a tuple.
  private func cost(of place: Int, without tuple: UInt32) -> Double {
    let others = members[place]
    guard let first = others.first(where: { $0 != tuple }) else { return 0 }
    let start = place * scales.width
    var cost = 0.0
    for attribute in 0..<scales.width {
      let highest = levels[start + attribute]
      var level: UInt8 = 0
      // At the level of the class itself it is known that the tuple does not matter.
      for other in others where level < highest && other != tuple {
        level = scales.common(first, other, attribute, from: level) ?? highest
      }
      cost += scales.penalty(first, attribute, level: level)
    }
    return cost
  }

  /// Whether a class may be released with a tuple more.
  func hold(_ place: Int, with tuple: UInt32, _ conditions: inout ClassConditions) -> Bool {
    conditions.areOnlyOfSize || conditions.hold(members[place] + [tuple])
  }

  /// Whether a tuple's class, which is large enough without it, may be released so.
  func hold(without tuple: UInt32, _ conditions: inout ClassConditions) -> Bool {
    conditions.areOnlyOfSize
      || conditions.hold(members[Int(classOfTuple[Int(tuple)])].filter { $0 != tuple })
  }

  /// Moves a tuple to another class; both get the lowest levels that cover them.
  mutating func move(_ tuple: UInt32, to place: Int) {
    let source = classOfTuple[Int(tuple)]
    if source != AnonymizationResult.suppressedClass {
      members[Int(source)].removeAll { $0 == tuple }
      measure(Int(source))
    }
    members[place].append(tuple)
    classOfTuple[Int(tuple)] = UInt32(place)
    measure(place)
  }

  /// Makes one class of tuples, where those that belong to classes are all of theirs.
  mutating func join(_ tuples: [UInt32], to place: Int) {
    for tuple in tuples {
      let source = classOfTuple[Int(tuple)]
      if source != AnonymizationResult.suppressedClass { members[Int(source)] = [] }
    }
    for tuple in tuples {
      let source = classOfTuple[Int(tuple)]
      if source != AnonymizationResult.suppressedClass { measure(Int(source)) }
    }
    for tuple in tuples { classOfTuple[Int(tuple)] = UInt32(place) }
    members[place] = tuples
    measure(place)
  }

  /// Adds a class without members.
  /// - Returns: its place.
  mutating func addClass() -> Int {
    members.append([])
    sizes.append(0)
    costs.append(0)
    levels += repeatElement(0, count: scales.width)
    return members.count - 1
  }

  /// Numbers the classes anew, so that numbers have no gaps.
  mutating func removeEmpty() {
    var numbers = [UInt32](repeating: AnonymizationResult.suppressedClass, count: count)
    var kept: [UInt32] = []
    for place in 0..<count where !members[place].isEmpty {
      numbers[place] = UInt32(kept.count)
      kept.append(UInt32(place))
    }
    classOfTuple = classOfTuple.map {
      $0 == AnonymizationResult.suppressedClass ? $0 : numbers[Int($0)]
    }
    levels = kept.flatMap { levels(of: Int($0)) }
    members = kept.map { members[Int($0)] }
    sizes = kept.map { sizes[Int($0)] }
    costs = kept.map { costs[Int($0)] }
  }

  /// Finds size, levels and cost of a class from its members.
  private mutating func measure(_ place: Int) {
    let start = place * scales.width
    for at in start..<(start + scales.width) { levels[at] = 0 }
    var size = 0
    guard let first = members[place].first else {
      (sizes[place], costs[place]) = (0, 0)
      return
    }
    for tuple in members[place] {
      size += Int(counts[Int(tuple)])
      for attribute in 0..<scales.width {
        let present = levels[start + attribute]
        levels[start + attribute] =
          scales.common(first, tuple, attribute, from: present) ?? present
      }
    }
    var cost = 0.0
    for attribute in 0..<scales.width {
      cost += scales.penalty(first, attribute, level: levels[start + attribute])
    }
    (sizes[place], costs[place]) = (size, cost)
  }
}
