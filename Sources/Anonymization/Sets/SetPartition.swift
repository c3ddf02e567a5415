/// Local recoding with sets of values: similar records share a class whose cells list what occurs.
///
/// The records are first cut into buckets as Mondrian does (LeFevre, DeWitt and Ramakrishnan 2006),
/// an attribute at a time near its median, then each bucket into classes by the greedy k-member
/// clustering of Byun, Kamra, Bertino and Li 2007: a class grows by the record that widens it least.
/// A combination that is safe alone is a class of its own. Nothing is suppressed.
struct SetPartition {
  /// The aim for the combinations of a bucket: clustering costs their square.
  static let bucketSize = 128

  let problem: Problem
  let cells: SetCells
  /// The combinations of each class.
  private(set) var classes: [[UInt32]] = []
  private var conditions: ClassConditions
  private var members: [UInt32] = []
  private var clusterer: SetClusterer

  init(_ problem: Problem) {
    self.problem = problem
    cells = SetCells(problem)
    conditions = ClassConditions(problem)
    clusterer = SetClusterer(cells, leastWeight: problem.leastClassSize)
  }

  /// Cuts the records into classes.
  /// - Returns: false where not even all records together meet the conditions.
  mutating func run() -> Bool {
    let all = Array(0..<UInt32(cells.count))
    var safe: [UInt32] = []
    for tuple in all {
      if conditions.hold(CollectionOfOne(tuple)) {
        safe.append(tuple)
      } else {
        members.append(tuple)
      }
    }
    if !members.isEmpty, !conditions.hold(members) {
      // Few combinations that are not safe alone need the company of safe ones.
      safe = []
      members = all
      guard conditions.hold(members) else { return false }
    }
    classes = safe.map { [$0] }
    var pending = members.isEmpty ? [] : [0..<members.count]
    while let range = pending.popLast() {
      if let middle = split(range) {
        pending.append(middle..<range.upperBound)
        pending.append(range.lowerBound..<middle)
      } else {
        classes += clusterer.cluster(Array(members[range]), &conditions)
      }
    }
    return true
  }

  /// Cuts a bucket in two where that leaves two safe ones.
  /// - Parameter range: the places of the bucket's members.
  /// - Returns: the first place of the second part; nil where the bucket stays whole.
  private mutating func split(_ range: Range<Int>) -> Int? {
    guard range.count > Self.bucketSize else { return nil }
    let cuts = (0..<cells.width).compactMap { cut(range, $0) }
      .sorted { ($1.gain, $0.attribute) < ($0.gain, $1.attribute) }
    for cut in cuts {
      var left: [UInt32] = []
      var right: [UInt32] = []
      for tuple in members[range] {
        let rank = cells.ranks[cells.value(tuple, cut.attribute)]
        if rank <= cut.rank { left.append(tuple) } else { right.append(tuple) }
      }
      guard conditions.areOnlyOfSize || (conditions.hold(left) && conditions.hold(right)) else {
        continue
      }
      members.replaceSubrange(range, with: left + right)
      return range.lowerBound + left.count
    }
    return nil
  }

  private struct Cut {
    var attribute: Int
    /// The last rank of the first part.
    var rank: Int
    var gain: Double
  }

  /// The cut of an attribute nearest to the median, and how much it promises: an attribute of few
  /// values costs most when two of them meet in a class.
  private func cut(_ range: Range<Int>, _ attribute: Int) -> Cut? {
    let offset = cells.starts[attribute]
    let size = cells.starts[attribute + 1] - offset
    guard size > 1, cells.costs[offset] > 0 else { return nil }
    var weights = [Int](repeating: 0, count: size)
    var total = 0
    for tuple in members[range] {
      let weight = Int(cells.counts[Int(tuple)])
      weights[cells.ranks[cells.value(tuple, attribute)]] += weight
      total += weight
    }
    let least = 2 * problem.leastClassSize
    var best: (rank: Int, distance: Int)?
    var below = 0
    for rank in 0..<(size - 1) where weights[rank] > 0 {
      below += weights[rank]
      guard below >= least, total - below >= least else { continue }
      let distance = abs(2 * below - total)
      if distance < best?.distance ?? .max { best = (rank, distance) }
    }
    return best.map { best in
      let balance = 1 - Double(best.distance) / Double(total)
      return Cut(
        attribute: attribute, rank: best.rank, gain: cells.costs[offset] * balance)
    }
  }
}
