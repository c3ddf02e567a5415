internal import Domain

/// A distribution over a few values, given by whole weights.
struct WeightedChoice<Value: Sendable>: Sendable {
  let values: [Value]
  private let ends: [Int]

  init(_ entries: [(weight: Int, value: Value)]) {
    values = entries.map(\.value)
    var total = 0
    ends = entries.map { entry in
      total += entry.weight
      return total
    }
  }

  /// Draws a value; nil where there is none.
  func draw(_ random: inout SplitMix64) -> Value? {
    guard let total = ends.last, total > 0 else { return nil }
    let place = random.number(below: total)
    return ends.firstIndex { place < $0 }.map { values[$0] }
  }
}
