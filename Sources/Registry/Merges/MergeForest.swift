internal import Domain
internal import Storage

/// Who was one person at an instant.
///
/// Every merge is an edge from the code that went on to stand for both to the other, which was
/// registered later. So the codes of a person form a tree with the first registered code as its root,
/// and each merge can be undone by itself, in any order.
struct MergeForest {
  let merges: [StoredMerge]

  init(_ snapshot: Snapshot) throws { merges = try snapshot.merges() }

  init(_ merges: [StoredMerge]) { self.merges = merges }

  /// Every code that can be reached from some over the merges that hold.
  func codes(from start: some Sequence<Int64>, where holds: (StoredMerge) -> Bool) -> Set<Int64> {
    var found = Set(start)
    let edges = merges.filter(holds)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for edge in edges where found.contains(edge.survivor) != found.contains(edge.merged) {
        found.formUnion([edge.survivor, edge.merged])
        isGrowing = true
      }
    }
    return found
  }

  /// Every code of a person, as known at an instant.
  func codes(of code: Int64, knownAt: Instant) -> Set<Int64> {
    codes(from: [code]) { $0.holds(at: knownAt) }
  }

  /// The codes whose person was another at an instant than now, with all that belong to either.
  /// - Parameters:
  ///   - knownAt: the instant.
  ///   - changed: codes about which something else was learnt since; those that were ever merged count.
  /// - Returns: the codes.
  func regrouped(since knownAt: Instant, with changed: Set<Int64>) -> Set<Int64> {
    let starts = merges.filter {
      $0.holds(at: knownAt) != ($0.splitSequence == nil) || changed.contains($0.survivor)
        || changed.contains($0.merged)
    }
    return codes(from: starts.flatMap { [$0.survivor, $0.merged] }) {
      $0.holds(at: knownAt) || $0.splitSequence == nil
    }
  }

  /// The codes that part from a person when a merge is undone; nil where it holds no longer.
  func parting(at merge: UInt64) -> (merge: StoredMerge, codes: Set<Int64>)? {
    guard let edge = merges.first(where: { $0.sequence == merge && $0.splitSequence == nil })
    else { return nil }
    return (
      edge,
      codes(from: [edge.merged]) { $0.splitSequence == nil && $0.sequence != merge }
    )
  }
}
