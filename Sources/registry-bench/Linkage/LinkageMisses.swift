internal import HashedIdentifiers

/// What keeps true pairs of a set from being found or linked, by levels and never by values.
enum LinkageMisses {
  static func show(_ set: LinkageData, _ records: [ComparisonRecord], _ result: DedupeResult) {
    var found: [UInt64: MatchedPair] = [:]
    for pair in result.pairs { found[key(pair.left, pair.right)] = pair }
    var members: [Int: [Int]] = [:]
    for (row, entity) in set.entities.enumerated() { members[entity, default: []].append(row) }
    let scorer = MatchScorer(pool: records.count)
    var unfound: [String: Int] = [:]
    var unlinked: [String: Int] = [:]
    var vetoes: [String: Int] = [:]
    for rows in members.values {
      for (place, left) in rows.enumerated() {
        for right in rows[(place + 1)...] {
          let pair = found[key(left, right)]
          if let assessment = pair?.assessment, assessment.probability >= 0.5 {
            guard assessment.matchClass != .automatic else { continue }
            let reasons = assessment.vetoes.reasons.joined(separator: " and ")
            vetoes[reasons.isEmpty ? "p below the threshold" : reasons, default: 0] += 1
            unlinked["\(reasons): \(assessment.levels)", default: 0] += 1
          } else {
            let levels = RecordComparator.levels(records[left], records[right])
            // The shipped weights, not those adapted to the list: near enough to tell one from other.
            let isLikely = scorer.probability(levels) >= 0.5
            unfound["\(isLikely ? "not proposed" : "unlikely"): \(levels)", default: 0] += 1
          }
        }
      }
    }
    list("  true pairs below p 0.5", unfound)
    list("  true pairs not linked", vetoes)
    list("  true pairs not linked, by levels", unlinked)
    var wrong: [String: Int] = [:]
    for pair in result.pairs
    where pair.assessment.matchClass == .automatic
      && set.entities[pair.left] != set.entities[pair.right]
    {
      wrong["\(pair.assessment.levels)", default: 0] += 1
    }
    list("  wrong links", wrong)
    var asked: [String: Int] = [:]
    for pair in result.pairs
    where pair.assessment.matchClass == .review
      && set.entities[pair.left] != set.entities[pair.right]
    {
      let isLikely = pair.assessment.probability >= 0.5
      asked["\(isLikely ? "likely" : "by rule"): \(pair.assessment.levels)", default: 0] += 1
    }
    list("  cases of two people", asked)
  }

  private static func key(_ left: Int, _ right: Int) -> UInt64 {
    UInt64(min(left, right)) << 32 | UInt64(max(left, right))
  }

  private static func list(_ title: String, _ counts: [String: Int]) {
    print("\(title): \(counts.values.reduce(0, +))")
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (what, count) in order.prefix(14) { print("    \(count) \(what)") }
  }
}
