/// What is known to be infeasible, and which of the coarsest candidates are not ruled out yet.
///
/// Nearly all checks of a search prove that a candidate is infeasible. A transformation that is
/// coarser than several candidates, and infeasible too, proves it for all of them at once. Such a
/// one is no candidate itself, for its score is too high; it is found by climbing from a candidate
/// that has just failed, one level at a time, towards where most other candidates are covered.
struct Frontier: Sendable {
  /// The coarsest candidates that nothing rules out so far, by number.
  private var open: [(candidate: Int, levels: [UInt8], packed: PackedLevels)] = []
  private var infeasible: [PackedLevels] = []
  private var feasible: [PackedLevels] = []

  /// - Parameters:
  ///   - candidates: the candidates.
  ///   - positions: where they stand in the lattice.
  ///   - lattice: the lattice.
  init(_ candidates: Candidates, _ positions: CandidatePositions, _ lattice: Lattice) {
    for candidate in 0..<candidates.count
    where !candidates.visitCoarser(candidate, lattice, positions, until: { _ in true }) {
      open.append((candidate, Array(candidates.levels(candidate)), candidates.packed[candidate]))
    }
  }

  /// Whether a transformation is finer than one that was found infeasible by climbing.
  func rulesOut(_ levels: PackedLevels) -> Bool {
    infeasible.contains { $0.covers(levels) }
  }

  /// Whether a transformation is coarser than one that was found feasible by climbing.
  private func isFeasible(_ levels: [UInt8]) -> Bool {
    let packed = PackedLevels(levels[...])
    return feasible.contains { packed.covers($0) }
  }

  /// The step up from an infeasible transformation that covers most open candidates.
  /// - Parameters:
  ///   - levels: the transformation.
  ///   - highest: the highest level of each attribute.
  /// - Returns: the step and how many more candidates it covers; nil where it would cover none.
  func step(from levels: [UInt8], highest: [UInt8]) -> (levels: [UInt8], gain: Int)? {
    var gains = [Int](repeating: 0, count: levels.count)
    for (_, other, _) in open {
      var above = -1
      var isNear = true
      for attribute in levels.indices where other[attribute] > levels[attribute] {
        isNear = above < 0 && other[attribute] == levels[attribute] + 1
        above = attribute
        if !isNear { break }
      }
      if isNear, above >= 0 { gains[above] += 1 }
    }
    for attribute in levels.indices.sorted(by: { (gains[$1], $0) < (gains[$0], $1) })
    where gains[attribute] > 0 && levels[attribute] < highest[attribute] {
      var next = levels
      next[attribute] += 1
      if !isFeasible(next) { return (next, gains[attribute]) }
    }
    return nil
  }

  /// Remembers that climbing met a feasible transformation.
  mutating func addFeasible(_ levels: [UInt8]) { feasible.append(PackedLevels(levels[...])) }

  /// Remembers an infeasible transformation; all candidates below it are ruled out.
  mutating func addInfeasible(_ levels: [UInt8], isCandidate: Bool) {
    let packed = PackedLevels(levels[...])
    open.removeAll { packed.covers($0.packed) }
    if !isCandidate { infeasible.append(packed) }
  }

  /// Forgets one of the coarsest candidates, which is about to be checked.
  mutating func close(_ candidate: Int) {
    open.removeAll { $0.candidate == candidate }
  }
}
