/// A set of small packed codes, one bit for each.
struct CodeSet: Hashable, Sendable {
  /// The bits, the lowest code first.
  private(set) var words: [UInt64]

  /// The empty set of codes below a bound.
  init(below bound: Int) {
    words = Array(repeating: 0, count: (bound + 63) / 64)
  }

  /// The codes below a bound for which something holds.
  init(below bound: Int, where holds: (Int) -> Bool) {
    self.init(below: bound)
    for code in 0..<bound where holds(code) { insert(code) }
  }

  /// Adds a code.
  mutating func insert(_ code: Int) {
    words[code / 64] |= 1 << UInt64(code % 64)
  }

  /// The set of all codes that are not in this one; codes beyond the bound never occur.
  var complement: CodeSet {
    var other = self
    for place in words.indices { other.words[place] = ~words[place] }
    return other
  }

  /// Whether a code is in the set.
  func contains(_ code: Int) -> Bool {
    words[code / 64] >> UInt64(code % 64) & 1 == 1
  }
}
