internal import HashedIdentifiers

/// How well found pairs fit the truth.
struct LinkageScore {
  var found = 0
  var correct = 0
  let real: Int

  init(real: Int) { self.real = real }

  /// Counts all pairs of a group that was joined.
  mutating func add(_ group: [Int], of set: LinkageData) {
    for (place, left) in group.enumerated() {
      for right in group[(place + 1)...] {
        found += 1
        if set.entities[left] == set.entities[right] { correct += 1 }
      }
    }
  }

  /// Counts pairs against the truth of a set.
  init(pairs: some Sequence<MatchedPair>, of set: LinkageData) {
    real = set.truePairs
    for pair in pairs {
      found += 1
      if set.entities[pair.left] == set.entities[pair.right] { correct += 1 }
    }
  }

  var precision: Double { found == 0 ? 1 : Double(correct) / Double(found) }
  var recall: Double { real == 0 ? 1 : Double(correct) / Double(real) }
  var f1: Double { found + real == 0 ? 1 : 2 * Double(correct) / Double(found + real) }
}
