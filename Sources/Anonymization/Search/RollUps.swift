/// A stack of roll-ups, each finer than all candidates that share some leading attributes.
///
/// Candidates are visited in lexicographic order, so that one roll-up for each number of shared
/// attributes is alive at a time.
struct RollUps: Sendable {
  /// A roll-up is made only for at least this many checks: making one and sorting it costs about as
  /// much as five.
  static let leastUses = 12.0

  /// A roll-up to more than this share of the classes is not worth the merging.
  private static let leastShrinkage = 0.75

  private struct Entry: Sendable {
    /// How many leading attributes are at the candidates' levels; the others are at the lowest.
    var depth: Int
    var table: ClassTable
    /// The coarsest transformation that can be checked by blocks.
    var cell: [UInt8]
  }

  private let candidates: Candidates
  private let lowest: [UInt8]
  let highest: [UInt8]
  private var stack: [Entry]
  /// How many classes some roll-ups have turned out to have.
  private var sizes: [(levels: PackedLevels, count: Int)] = []
  /// The candidate whose leading attributes the stack follows.
  private var present = 0
  private let workers: Int
  /// How many candidates have been checked, by this of the workers.
  private var uses = 0

  /// - Parameters:
  ///   - tuples: the finest classes.
  ///   - candidates: what is to be checked.
  ///   - best: the best transformation known; many candidates are like it.
  ///   - checker: what groups.
  ///   - workers: how many share the candidates.
  init(
    _ tuples: ClassTable, candidates: Candidates, near best: [UInt8]?,
    _ checker: inout Checker, workers: Int
  ) {
    self.candidates = candidates
    self.workers = workers
    (lowest, highest) = candidates.extremes
    // What is one class at the best transformation is one or few at its like: next to each other
    // their members find the class in the first cache.
    let near = best.map { Self.inBlocks(tuples, $0, &checker) } ?? tuples
    stack = [
      Entry(depth: -1, table: Self.inBlocks(near, highest, &checker), cell: highest)
    ]
  }

  /// The smallest table that a candidate can be checked from.
  mutating func source(
    for candidate: Int, _ levels: [UInt8], _ checker: inout Checker
  ) -> ClassTable {
    uses += 1
    while present < candidate {
      present += 1
      while let top = stack.last, top.depth > Int(candidates.shared[present]) { stack.removeLast() }
    }
    let order = candidates.order
    let depth = stack[stack.count - 1].depth
    for next in (depth + 1)..<order.count where isWorthwhile(depth: next, candidate, levels) {
      var prefix = lowest
      for attribute in order[..<next] { prefix[attribute] = levels[attribute] }
      let table = rollUp(stack[stack.count - 1].table, to: prefix, &checker)
      var cell = highest
      for attribute in order[..<next] { cell[attribute] = levels[attribute] }
      stack.append(
        Entry(depth: next, table: Self.inBlocks(table, cell, &checker), cell: cell))
    }
    return stack[stack.count - 1].table
  }

  /// Merges the classes of a table where that makes them notably fewer.
  private mutating func rollUp(
    _ table: ClassTable, to levels: [UInt8], _ checker: inout Checker
  ) -> ClassTable {
    let packed = PackedLevels(levels[...])
    // What is finer than another transformation has no fewer classes.
    let isFutile = sizes.contains { levels, count in
      Double(count) > Self.leastShrinkage * Double(table.count) && levels.covers(packed)
    }
    guard !isFutile else { return table }
    let translations = checker.translations(to: levels)
    let (merged, _) = checker.grouper.rollUp(table, by: translations)
    sizes.append((packed, merged.count))
    return merged
  }

  /// The smallest table from which a transformation can be checked that is coarser than the present
  /// candidate.
  func source(coveringPresent levels: [UInt8]) -> ClassTable {
    let entry = stack.last { isCoarserOrEqual($0.cell, levels) }
    return (entry ?? stack[0]).table
  }

  /// Sorts a table by the cells of the coarsest transformation that it will serve.
  private static func inBlocks(
    _ table: ClassTable, _ levels: [UInt8], _ checker: inout Checker
  ) -> ClassTable {
    let whole = table.inOneBlock
    let translations = checker.translations(to: levels)
    let (cells, cellOf) = checker.grouper.rollUp(whole, by: translations, sizesOnly: true)
    var blocks = whole.inBlocks(cells, cellOf: cellOf)
    blocks.shortenCodes(checker.problem.superColumns)
    return blocks
  }

  private func isWorthwhile(depth: Int, _ candidate: Int, _ levels: [UInt8]) -> Bool {
    if depth == 0 {
      guard lowest.contains(where: { $0 > 0 }) else { return false }
    } else {
      // Without a step up in the attribute the roll-up would be the one below.
      let attribute = candidates.order[depth - 1]
      guard levels[attribute] > lowest[attribute] else { return false }
    }
    // Of the candidates so far this share had to be checked; the rest was ruled out.
    let share = min(1, Double((uses + 1) * workers) / Double(candidate + 2))
    let needed = Int((Self.leastUses / share).rounded(.up))
    let last = candidate + needed - 1
    guard last < candidates.count else { return false }
    return (candidate + 1...last).allSatisfy { Int(candidates.shared[$0]) >= depth }
  }
}
