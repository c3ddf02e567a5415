/// What one model demands of the values of a sensitive column within a class.
///
/// Every condition has a necessary part that can only become truer when classes are merged. The
/// search may cut branches by that part alone: with suppression, entropy and recursive diversity
/// and closeness are not monotone over the lattice of transformations.
enum SensitiveCondition: Sendable {
  case distinct(l: Int)
  case entropy(logarithm: Double, least: Int, tiePasses: Bool)
  case recursive(c: Double, l: Int)
  case equalCloseness(t: Double, shares: [Double])
  case hierarchicalCloseness(t: Double, tree: DistanceTree)
  case people(Int)
  case presence(ClosedRange<Double>)

  /// How far comparisons of sums of fractions may be off.
  static let tolerance = 1e-12

  /// The least number of different values in a class, hence of records too.
  var leastValues: Int {
    switch self {
    case .distinct(let l), .recursive(_, let l), .entropy(_, let l, _): l
    case .equalCloseness, .hierarchicalCloseness, .people, .presence: 1
    }
  }

  /// Whether the necessary part holds.
  /// - Parameters:
  ///   - touched: the values that occur in the class.
  ///   - frequencies: for each value how often it occurs.
  /// - Returns: false when neither this class nor any part of it can meet the condition.
  func mayHold(touched: [UInt32], frequencies: [UInt32]) -> Bool {
    switch self {
    case .distinct(let l), .recursive(_, let l), .entropy(_, let l, _):
      return touched.count >= l
    case .equalCloseness(let t, let shares):
      // What the class lacks altogether must be moved.
      let present = touched.reduce(0.0) { $0 + shares[Int($1)] }
      return 1 - present <= t + Self.tolerance
    case .hierarchicalCloseness(let t, let tree):
      return tree.leastDistance(touched: touched) <= t + Self.tolerance
    case .people(let k):
      return frequencies.max() ?? 0 >= k
    case .presence:
      // Parts of a class may lie within the range though the whole does not.
      return true
    }
  }

  /// Whether the condition holds.
  /// - Parameters:
  ///   - touched: the values that occur in the class.
  ///   - frequencies: for each value how often it occurs.
  ///   - total: the number of records in the class.
  /// - Returns: whether the class may be released.
  func holds(touched: [UInt32], frequencies: [UInt32], total: Double) -> Bool {
    switch self {
    case .distinct(let l):
      return touched.count >= l
    case .entropy(let logarithm, let least, let tiePasses):
      guard touched.count >= least else { return false }
      var weighted = 0.0
      for value in touched { weighted += weightedLogarithm(frequencies[Int(value)]) }
      let entropy = naturalLogarithm(total) - weighted / total
      return entropy >= logarithm + (tiePasses ? -Self.tolerance : Self.tolerance)
    case .recursive(let c, let l):
      guard touched.count >= l else { return false }
      let sorted = touched.map { frequencies[Int($0)] }.sorted(by: >)
      let tail = sorted[(l - 1)...].reduce(0.0) { $0 + Double($1) }
      return Double(sorted[0]) < c * tail
    case .equalCloseness(let t, let shares):
      var moved = 0.0
      var present = 0.0
      for value in touched {
        let share = shares[Int(value)]
        moved += abs(Double(frequencies[Int(value)]) / total - share)
        present += share
      }
      return (moved + 1 - present) / 2 <= t + Self.tolerance
    case .hierarchicalCloseness(let t, let tree):
      return tree.distance(touched: touched, frequencies, total: total) <= t + Self.tolerance
    case .people(let k):
      return frequencies.max() ?? 0 >= k
    case .presence(let range):
      let records = Double(frequencies[Population.record])
      let people = max(records, Double(frequencies[Population.person]))
      let share = people > 0 ? records / people : 0
      return share >= range.lowerBound - Self.tolerance
        && share <= range.upperBound + Self.tolerance
    }
  }
}
