import Anonymization
import Foundation

/// Tries every transformation by the definitions, on strings and dictionaries.
struct Oracle {
  struct Outcome {
    var loss: Double
    /// The score under the oracle's metric.
    var score: Double
    var suppressed: Int
    var levels: [Int]
  }

  let sample: RandomCase
  let models: [PrivacyModel]
  let limit: Double
  var metric = Metric.loss
  /// The people of a population, where the models speak of one.
  var people: [[String]] = []

  /// The lowest score of all transformations, or nil when none is feasible.
  func optimum() -> Outcome? {
    var best: Outcome?
    var levels = [Int](repeating: 0, count: sample.hierarchyRows.count)
    repeat {
      if let outcome = evaluate(levels), outcome.score < (best?.score ?? .infinity) - 1e-12 {
        best = outcome
      }
    } while advance(&levels)
    return best
  }

  private func advance(_ levels: inout [Int]) -> Bool {
    for attribute in levels.indices.reversed() {
      levels[attribute] += 1
      if levels[attribute] < sample.hierarchyRows[attribute][0].count { return true }
      levels[attribute] = 0
    }
    return false
  }

  /// The outcome of one transformation, or nil when it suppresses too many records or all.
  func evaluate(_ levels: [Int]) -> Outcome? {
    let count = Double(sample.rows.count)
    let lookup = sample.hierarchyRows.map { rows in
      Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0) })
    }
    var classes: [[String]: [String]] = [:]
    for (row, value) in zip(sample.rows, sample.sensitive) {
      let labels = row.indices.map { lookup[$0][row[$0], default: []][levels[$0]] }
      classes[labels, default: []].append(value)
    }
    var fitting: [[String]: Int] = [:]
    for person in people {
      fitting[person.indices.map { lookup[$0][person[$0], default: []][levels[$0]] }, default: 0] +=
        1
    }
    var suppressed = 0
    var sizes: [Int] = []
    var covered = [Double](repeating: 0, count: levels.count)
    for (labels, values) in classes {
      let passes = models.allSatisfy { holds($0, values, people: fitting[labels] ?? 0) }
      if passes { sizes.append(values.count) } else { suppressed += values.count }
      for (attribute, rows) in sample.hierarchyRows.enumerated() {
        let leaves = rows.count { $0[levels[attribute]] == labels[attribute] }
        covered[attribute] += Double(values.count * (passes ? leaves : rows.count))
      }
    }
    guard Double(suppressed) <= limit * count + 1e-9, suppressed < sample.rows.count else {
      return nil
    }
    for case .averageRisk(let risk) in models
    where Double(sizes.count) > risk * (count - Double(suppressed)) + 1e-9 { return nil }
    var product = 1.0
    for (attribute, rows) in sample.hierarchyRows.enumerated() {
      // The definition by shares of the domain, from its own terms.
      let domain = Double(rows.count)
      let least = count / domain
      let share = covered[attribute] / domain
      let value = count - least == 0 ? 0 : max(0, (share - least) / (count - least))
      product *= pow(value + 1, 1 / Double(levels.count))
    }
    var score = score(levels, sizes: sizes, suppressed: suppressed) ?? product - 1
    if metric == .precision || metric == .entropy {
      score = cellScore(levels, lookup) { labels in
        models.allSatisfy { holds($0, classes[labels] ?? [], people: fitting[labels] ?? 0) }
      }
    }
    return Outcome(loss: product - 1, score: score, suppressed: suppressed, levels: levels)
  }

  /// The mean over the attributes of what their cells lose.
  private func cellScore(
    _ levels: [Int], _ lookup: [[String: [String]]], passes: ([String]) -> Bool
  ) -> Double {
    let count = Double(sample.rows.count)
    let released = sample.rows.map { row in
      passes(row.indices.map { lookup[$0][row[$0], default: []][levels[$0]] })
    }
    var sum = 0.0
    for (attribute, rows) in sample.hierarchyRows.enumerated() {
      let values = sample.rows.map { $0[attribute] }
      let labels = values.map { lookup[attribute][$0, default: []][levels[attribute]] }
      let ofValue = Dictionary(grouping: values, by: { $0 }).mapValues { Double($0.count) }
      let ofLabel = Dictionary(grouping: labels, by: { $0 }).mapValues { Double($0.count) }
      var lost = 0.0
      var whole = 0.0
      for record in values.indices {
        let own = ofValue[values[record]] ?? 1
        if metric == .precision {
          let height = Double(rows[0].count - 1)
          let level = released[record] ? Double(levels[attribute]) : height
          lost += height > 0 ? level / height : 0
          whole += 1
        } else {
          lost += log((released[record] ? ofLabel[labels[record]] ?? 1 : count) / own)
          whole += log(count / own)
        }
      }
      sum += whole > 1e-9 ? lost / whole : 0
    }
    return sum / Double(levels.count)
  }

  /// The score under the oracle's metric; nil for loss.
  private func score(_ levels: [Int], sizes: [Int], suppressed: Int) -> Double? {
    let count = Double(sample.rows.count)
    switch metric {
    case .loss: return nil
    case .discernibility:
      let squares = sizes.reduce(0) { $0 + $1 * $1 }
      return (Double(squares) + Double(suppressed) * count) / (count * count)
    case .classSize:
      let k = models.reduce(1) { if case .kAnonymity(let k) = $1 { max($0, k) } else { $0 } }
      return count / Double(sizes.count + (suppressed > 0 ? 1 : 0)) / Double(k)
    case .precision, .entropy:
      return nil
    }
  }

  private func holds(_ model: PrivacyModel, _ values: [String], people: Int) -> Bool {
    let total = Double(values.count)
    let counts = Dictionary(grouping: values, by: { $0 }).mapValues(\.count)
    let sorted = counts.values.sorted(by: >)
    let shares = counts.mapValues { Double($0) / total }
    let whole = Dictionary(grouping: sample.sensitive, by: { $0 })
      .mapValues { Double($0.count) / Double(sample.sensitive.count) }
    switch model {
    case .kAnonymity(let k): return values.count >= k
    case .averageRisk: return true
    case .kMap(let k): return max(people, values.count) >= k
    case .deltaPresence(let range):
      let share = total / Double(max(people, values.count))
      return share >= range.lowerBound - 1e-10 && share <= range.upperBound + 1e-10
    case .distinctDiversity(let l, _): return counts.count >= l
    case .entropyDiversity(let l, _, let tie):
      let entropy = shares.values.reduce(0) { $0 - $1 * log($1) }
      return tie == .passes ? entropy >= log(l) - 1e-10 : entropy > log(l) + 1e-10
    case .recursiveDiversity(let c, let l, _):
      return sorted.count >= l && Double(sorted[0]) < c * Double(sorted[(l - 1)...].reduce(0, +))
    case .equalCloseness(let t, _):
      let moved = whole.reduce(0) { $0 + abs($1.value - (shares[$1.key] ?? 0)) }
      return moved / 2 <= t + 1e-10
    case .hierarchicalCloseness(let t, _, _):
      let height = sample.sensitiveHierarchyRows[0].count - 1
      var moved = 0.0
      for level in 0..<height {
        var difference: [String: Double] = [:]
        for row in sample.sensitiveHierarchyRows {
          difference[row[level], default: 0] += (whole[row[0]] ?? 0) - (shares[row[0]] ?? 0)
        }
        moved += difference.values.reduce(0) { $0 + abs($1) } / 2
      }
      return moved / Double(height) <= t + 1e-10
    }
  }
}
