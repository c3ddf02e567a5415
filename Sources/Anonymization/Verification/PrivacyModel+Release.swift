extension PrivacyModel {
  /// The model in words, for messages.
  public var title: String {
    switch self {
    case .kAnonymity(let k): "\(k)-anonymity"
    case .kMap(let k): "\(k)-map"
    case .deltaPresence(let range):
      "(\(range.lowerBound), \(range.upperBound))-presence"
    case .averageRisk(let risk): "an average risk of \(risk)"
    case .distinctDiversity(let l, let column): "distinct \(l)-diversity of '\(column)'"
    case .entropyDiversity(let l, let column, _): "entropy \(l)-diversity of '\(column)'"
    case .recursiveDiversity(let c, let l, let column):
      "recursive (\(c), \(l))-diversity of '\(column)'"
    case .equalCloseness(let t, let column): "\(t)-closeness of '\(column)' by equal distance"
    case .hierarchicalCloseness(let t, let column, _):
      "\(t)-closeness of '\(column)' by hierarchical distance"
    }
  }

  /// Whether a released class of a size may stand when so many people of the population fit it.
  func admits(size: Int, people: Int) -> Bool {
    switch self {
    case .kAnonymity(let k): return size >= k
    case .kMap(let k): return max(size, people) >= k
    case .deltaPresence(let range):
      let share = Double(size) / Double(max(size, people))
      return share >= range.lowerBound - 1e-9 && share <= range.upperBound + 1e-9
    default: return true
    }
  }

  /// Whether a released class with these values may stand.
  func admits(_ spread: Spread, against shares: [String: Double]) -> Bool {
    let slack = 1e-9
    switch self {
    case .kAnonymity, .kMap, .deltaPresence, .averageRisk:
      return admits(size: spread.total, people: spread.total)
    case .distinctDiversity(let l, _):
      return spread.counts.count >= l
    case .entropyDiversity(let l, _, let tie):
      let margin = spread.entropy - naturalLogarithm(l)
      return tie == .passes ? margin >= -slack : margin > slack
    case .recursiveDiversity(let c, let l, _):
      let counts = spread.counts.values.sorted(by: >)
      guard counts.count >= l else { return false }
      return Double(counts[0]) < c * Double(counts[(l - 1)...].reduce(0, +))
    case .equalCloseness(let t, _):
      return spread.equalDistance(from: shares) <= t + slack
    case .hierarchicalCloseness(let t, _, let hierarchy):
      return spread.hierarchicalDistance(from: shares, in: hierarchy) <= t + slack
    }
  }
}
