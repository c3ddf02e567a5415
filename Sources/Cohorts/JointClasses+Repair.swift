extension JointClasses {
  /// Which members of a further release have to stay behind so that the rule holds.
  ///
  /// A cell that breaks the rule stays behind; where too few donors of an earlier cell would be
  /// missing, further ones stay behind with them. Staying behind all together is always right, so
  /// this ends. Where somebody was erased the missing are more than are known, so that nobody missing
  /// is as bad as one.
  /// - Parameters:
  ///   - members: each member's person.
  ///   - classes: each member's class in the release.
  ///   - traits: what the release says of each member in its sensitive columns; empty where the rule
  ///     asks for no diversity.
  ///   - rule: what every cell has to fulfil.
  /// - Returns: positions in `members`, and what was wrong without them.
  public func repair(
    members: [Int64], classes: [UInt32], traits: [[String]] = [], rule: Rule
  ) -> Repair {
    guard releaseCount > 0 else { return Repair(leftOut: [], smallCells: 0, smallest: 0) }
    var work = RepairWork(self, members, classes, traits, rule)
    return work.run()
  }
}

/// A repair under way.
private struct RepairWork {
  /// The members of the further release who look alike in it and in all releases before it.
  private struct Group {
    let cell: UInt32
    var tally = Tally()
    /// Their positions, the last of which stay behind first.
    var positions: [Int] = []
  }

  private let joint: JointClasses
  private let members: [Int64]
  private let rule: JointClasses.Rule
  private var groups: [Group] = []
  /// The persons of each cell who are not in the further release.
  private var missing: [UInt32: Tally] = [:]
  private var leftOut: Set<Int> = []

  init(
    _ joint: JointClasses, _ members: [Int64], _ classes: [UInt32], _ traits: [[String]],
    _ rule: JointClasses.Rule
  ) {
    self.joint = joint
    self.members = members
    self.rule = rule
    var numbers = PairNumbers()
    var isPresent = [Bool](repeating: false, count: joint.persons.count)
    for position in members.indices {
      let place = joint.place(of: members[position])
      if let place { isPresent[place] = true }
      let cell = place.map { joint.cells[$0] } ?? 0
      let number = Int(numbers.number(cell, classes[position])) - 1
      if number == groups.count { groups.append(Group(cell: cell)) }
      groups[number].tally.count(rule.l > 1 ? traits[position] : nil)
      groups[number].positions.append(position)
    }
    for place in isPresent.indices where !isPresent[place] {
      missing[joint.cells[place], default: Tally()].count(held(joint.persons[place]))
    }
  }

  mutating func run() -> JointClasses.Repair {
    let broken =
      groups.map(\.tally).filter { !$0.fulfils(rule) } + missing.values.filter { !$0.fulfils(rule) }
    for group in groups.indices where !groups[group].tally.fulfils(rule) {
      giveUp(group, groups[group].positions.count)
    }
    let byCell = Dictionary(grouping: groups.indices.filter { groups[$0].cell != 0 }) {
      groups[$0].cell
    }
    for (cell, own) in byCell.sorted(by: { $0.key < $1.key }) { complete(cell, own) }
    return JointClasses.Repair(
      leftOut: leftOut, smallCells: broken.count, smallest: broken.map(\.donors).min() ?? 0)
  }

  /// Has further members of a cell stay behind until those who are missing hide one another.
  private mutating func complete(_ cell: UInt32, _ own: [Int]) {
    while let needed = lacking(in: cell),
      let largest = own.max(by: {
        (groups[$0].positions.count, $1) < (groups[$1].positions.count, $0)
      })
    {
      let count = groups[largest].positions.count
      guard count > 0 else { return }
      // The largest class gives up what is needed, or goes whole where it would become too small;
      // with diversity it goes whole, since its values were counted with all of it.
      giveUp(largest, rule.l == 1 && count - needed >= rule.k ? needed : count)
    }
  }

  /// How many donors of a cell have to be missing beside those who are; nil where the rule holds.
  private func lacking(in cell: UInt32) -> Int? {
    let missing = missing[cell] ?? Tally()
    if missing.donors == 0 { return joint.pierced.contains(cell) ? rule.k : nil }
    return missing.fulfils(rule) ? nil : max(1, rule.k - missing.donors)
  }

  private mutating func giveUp(_ group: Int, _ count: Int) {
    let cell = groups[group].cell
    for position in groups[group].positions.suffix(count) {
      leftOut.insert(position)
      if cell != 0 { missing[cell, default: Tally()].count(held(members[position])) }
    }
    groups[group].positions.removeLast(count)
  }

  private func held(_ person: Int64) -> [String]? { rule.l > 1 ? joint.sensitive[person] : nil }
}
