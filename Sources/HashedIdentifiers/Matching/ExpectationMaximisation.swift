/// Learns how often fields err from pairs that nobody has labelled.
///
/// A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum likelihood from incomplete data via the EM
/// algorithm", JRSS B 39 (1977), for the two classes of Fellegi and Sunter; W. E. Winkler, "Using the
/// EM algorithm for weight computation in the Fellegi-Sunter model" (1988). The pairs are those that
/// blocking proposes: among them the differing ones agree far too often, so that their shares are
/// estimated, to tell the classes apart, and thrown away; ``WeightTable/u`` comes from random pairs.
struct ExpectationMaximisation {
  /// How often each combination of levels was seen.
  private let patterns: [(levels: AgreementLevels, count: Double)]
  /// Share of matches among the pairs.
  private(set) var matchShare = 0.1
  /// Shares of levels among matches, by field and level.
  private(set) var m: [[Double]]
  /// Shares of levels among the other pairs.
  private(set) var u: [[Double]]
  /// Passes until nothing moved any more.
  private(set) var iterations = 0

  /// Takes the combinations in an order of their own, so that the result does not depend on that of
  /// a hash table.
  init(counts: [AgreementLevels: Int]) {
    patterns = counts.map { ($0.key, Double($0.value)) }
      .sorted { $0.levels.word < $1.levels.word }
    m = Self.start(equal: 0.8)
    u = Self.start(equal: 0.05)
  }

  private static func start(equal: Double) -> [[Double]] {
    ComparisonField.allCases.map { field in
      let rest = (1 - equal) / Double(field.levels.count - 1)
      return AgreementLevel.allCases.map { level in
        level == .equal ? equal : field.levels.contains(level) ? rest : 0
      }
    }
  }

  private static let deciding = ComparisonField.allCases
    .filter { !$0.isOfHousehold || $0 == .family }.map { Int($0.rawValue) }

  /// Repeats expectation and maximisation until no share moves by more than a millionth.
  mutating func run(limit: Int = 200) {
    u = share(patterns.map(\.count))
    while iterations < limit {
      iterations += 1
      let before = m
      var matches = 0.0
      var total = 0.0
      let weights = patterns.map { pattern in
        let weight = pattern.count * posterior(pattern.levels)
        matches += weight
        total += pattern.count
        return weight
      }
      guard total > 0 else { return }
      matchShare = min(max(matches / total, 1e-6), 1 - 1e-6)
      m = share(weights)
      u = share(zip(patterns, weights).map { $0.count - $1 })
      let moved = zip(before, m).map { zip($0, $1).map { abs($0 - $1) }.max() ?? 0 }.max() ?? 0
      if moved < 1e-6 { return }
    }
  }

  /// The probability that a pair with these levels is of one person.
  ///
  /// Where people live does not take part: its fields move together, and pairs of one household
  /// would become a class of their own. Their shares are learnt from what the other fields decide.
  func posterior(_ levels: AgreementLevels) -> Double {
    var match = matchShare
    var other = 1 - matchShare
    for field in Self.deciding {
      let level = levels.index(field)
      if level == 0 { continue }
      match *= m[field][level]
      other *= u[field][level]
    }
    return match / (match + other)
  }

  private func share(_ weights: [Double]) -> [[Double]] {
    var counts = LevelCounts()
    for (pattern, weight) in zip(patterns, weights) { counts.add(pattern.levels, weight) }
    return counts.shares
  }
}
