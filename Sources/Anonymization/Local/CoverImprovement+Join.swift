extension CoverImprovement {
  /// The most pairs of a remaining tuple and a class that are compared.
  private static let largestEffort = 50_000_000

  /// Finds a class for every tuple that has none.
  ///
  /// Each joins the class that it makes least worse, where that keeps the class safe. What is left
  /// over then becomes a class together with as many others as make it safe.
  mutating func joinRemaining() {
    var left: [UInt32] = []
    for (tuple, place) in classes.classOfTuple.enumerated()
    where place == AnonymizationResult.suppressedClass && classes.counts[tuple] > 0 {
      left.append(UInt32(tuple))
    }
    guard !left.isEmpty else { return }
    planner.index()
    if left.count <= Self.largestEffort / max(1, classes.count) {
      left.removeAll { tuple in
        guard let (place, _) = planner.target(for: tuple, below: .infinity, except: -1, &conditions)
        else {
          return false
        }
        planner.classes.move(tuple, to: place)
        return true
      }
    }
    if !left.isEmpty { absorb(left) }
  }

  /// Makes one class of tuples and of the coarsest classes, as many as it takes.
  private mutating func absorb(_ tuples: [UInt32]) {
    var joined = tuples
    // Those released last are the coarsest. The test costs the members: their number doubles from one
    // to the next.
    var tested = 0
    for place in stride(from: classes.count - 1, through: 0, by: -1) {
      joined += classes.members[place]
      guard joined.count >= 2 * tested || place == 0 else { continue }
      tested = joined.count
      guard conditions.hold(joined) else { continue }
      planner.classes.join(joined, to: place)
      return
    }
  }
}
