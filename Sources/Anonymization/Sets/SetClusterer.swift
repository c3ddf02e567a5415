/// Greedy k-member clustering of the combinations of a bucket.
struct SetClusterer {
  private let cells: SetCells
  private let leastWeight: Int
  /// For each value the number of the last group that holds it.
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0

  init(_ cells: SetCells, leastWeight: Int) {
    self.cells = cells
    self.leastWeight = leastWeight
    stamps = [UInt32](repeating: 0, count: cells.costs.count)
  }

  /// Cuts a bucket that meets the conditions into classes that do.
  /// - Parameters:
  ///   - bucket: the combinations.
  ///   - conditions: what every class must meet.
  /// - Returns: the classes.
  mutating func cluster(
    _ bucket: [UInt32], _ conditions: inout ClassConditions
  ) -> [[UInt32]] {
    var left = bucket
    var groups: [[UInt32]] = []
    var last = bucket[0]
    while !left.isEmpty {
      let seed = farthest(from: last, left)
      guard let group = grow(from: seed, &left, &conditions) else { break }
      last = group[group.count - 1]
      groups.append(group)
    }
    guard !groups.isEmpty else { return [bucket] }
    for tuple in left {
      let place = cheapest(for: tuple, groups)
      groups[place].append(tuple)
    }
    // More records may break what a class had met: such a bucket is one class.
    if !left.isEmpty, !conditions.areOnlyOfSize {
      for group in groups where !conditions.hold(group) { return [bucket] }
    }
    return groups
  }

  /// The place of the combination that has least in common with another.
  private func farthest(from tuple: UInt32, _ left: [UInt32]) -> Int {
    var best = (place: 0, distance: -1.0)
    let values = cells.values.span
    let costs = cells.costs.span
    let width = cells.width
    for (place, other) in left.enumerated() {
      var distance = 0.0
      for attribute in 0..<width {
        let value = values[Int(other) * width + attribute]
        if value != values[Int(tuple) * width + attribute] { distance += costs[Int(value)] }
      }
      if distance > best.distance { best = (place, distance) }
    }
    return best.place
  }

  /// Grows a group until it is safe; nil, with the members put back, where it never is.
  private mutating func grow(
    from seed: Int, _ left: inout [UInt32], _ conditions: inout ClassConditions
  ) -> [UInt32]? {
    stamp += 1
    var group: [UInt32] = []
    var weight = 0
    var place = seed
    while true {
      let tuple = left[place]
      left.swapAt(place, left.count - 1)
      left.removeLast()
      group.append(tuple)
      weight += Int(cells.counts[Int(tuple)])
      mark(tuple)
      if weight >= leastWeight, conditions.areOnlyOfSize || conditions.hold(group) { return group }
      guard !left.isEmpty else {
        left = group
        return nil
      }
      place = nearest(left)
    }
  }

  private mutating func mark(_ tuple: UInt32) {
    for attribute in 0..<cells.width { stamps[cells.value(tuple, attribute)] = stamp }
  }

  /// What the present group costs more for each of its records with a combination added.
  @inline(__always)
  private func increase(_ tuple: UInt32) -> Double {
    let stamps = stamps.span
    let costs = cells.costs.span
    let values = cells.values.span
    var cost = 0.0
    let start = Int(tuple) * cells.width
    for place in start..<(start + cells.width) {
      let value = Int(values[place])
      if stamps[value] != stamp { cost += costs[value] }
    }
    return cost
  }

  /// The place of the combination that widens the present group least.
  private func nearest(_ left: [UInt32]) -> Int {
    var best = (place: 0, cost: Double.infinity)
    let stamps = stamps.span
    let costs = cells.costs.span
    let values = cells.values.span
    let width = cells.width
    for (place, tuple) in left.enumerated() {
      var cost = 0.0
      for index in (Int(tuple) * width)..<(Int(tuple) * width + width) {
        let value = Int(values[index])
        if stamps[value] != stamp { cost += costs[value] }
      }
      if cost < best.cost { best = (place, cost) }
    }
    return best.place
  }

  /// The group that a combination makes least worse.
  private mutating func cheapest(for tuple: UInt32, _ groups: [[UInt32]]) -> Int {
    var best = (place: 0, cost: Double.infinity)
    for (place, group) in groups.enumerated() {
      stamp += 1
      var width = 0.0
      var weight = 0.0
      for member in group {
        width += increase(member)
        mark(member)
        weight += Double(cells.counts[Int(member)])
      }
      let records = Double(cells.counts[Int(tuple)])
      let more = increase(tuple)
      let cost = more * weight + (width + more) * records
      if cost < best.cost { best = (place, cost) }
    }
    return best.place
  }
}
