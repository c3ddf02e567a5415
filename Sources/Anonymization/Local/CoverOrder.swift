/// The transformations that a cover of the lattice visits, by rising sum of squared mean NCP.
///
/// All of them where that takes no more than a few seconds. Of many, or for many records, some are
/// visited: evenly spread over the order, and always the coarsest one, so that whatever remains can
/// be one class. Of a lattice too large to list it is those along the steepest ways up.
struct CoverOrder {
  /// At most this many classes are read in all, were none of them released.
  private static let largestEffort = 1_600_000_000

  private(set) var transformations: [[UInt8]] = []

  init(_ problem: Problem) {
    let lattice = Lattice(problem)
    let order = Array(problem.attributes.indices)
    let isListed = (lattice.size ?? .max) <= Candidates.limit
    let all =
      isListed
      ? Candidates(lattice, objective: Objective(problem), ceiling: .infinity, order: order) : nil
    let listed =
      all.map { all in (0..<all.count).map { Array(all.levels($0)) } }
      ?? Self.ways(problem, lattice)
    let records = Double(problem.rowCount)
    let penalties = problem.attributes.map { attribute in
      attribute.levels.indices.map { attribute.penalty(UInt8($0), records: records) }
    }
    let costs = listed.map { levels in
      levels.enumerated().reduce(0.0) { sum, step in
        let penalty = penalties[step.offset][Int(step.element)]
        return sum + penalty * penalty
      }
    }
    let sorted = listed.indices.sorted { (costs[$0], $1) < (costs[$1], $0) }
    let most = max(64, Self.largestEffort / max(1, problem.tuples.count))
    guard sorted.count > most else {
      transformations = sorted.map { listed[$0] }
      return
    }
    transformations = (0..<most).map { listed[sorted[$0 * sorted.count / most]] }
    transformations.append(lattice.top)
  }

  /// From the finest transformation to the coarsest by the cheapest step each time, once beginning
  /// with each attribute.
  private static func ways(_ problem: Problem, _ lattice: Lattice) -> [[UInt8]] {
    let records = Double(problem.rowCount)
    var found: Set<[UInt8]> = [lattice.bottom]
    for start in problem.attributes.indices {
      var present = lattice.bottom
      var next: Int? = start
      while let attribute = next {
        if present[attribute] < lattice.heights[attribute] { present[attribute] += 1 }
        found.insert(present)
        let open = present.indices.filter { present[$0] < lattice.heights[$0] }
        let steps = open.map { attribute in
          problem.attributes[attribute].penalty(present[attribute] + 1, records: records)
        }
        next = zip(open, steps).min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
