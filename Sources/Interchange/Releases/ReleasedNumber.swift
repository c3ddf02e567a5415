/// A number of a release as far as it is known: itself, a band, or from a number on.
enum ReleasedNumber: Hashable, Sendable {
  case exactly(Int)
  case between(Int, Int)
  case atLeast(Int)

  /// Reads `47`, `45-49` or `90+`; nil for anything else.
  init?(_ label: String) {
    let bytes = Array(label.utf8)
    func number(_ digits: ArraySlice<UInt8>) -> Int? {
      guard (1...4).contains(digits.count), digits.allSatisfy(ASCII.isDigit) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
    }
    if let value = number(bytes[...]) {
      self = .exactly(value)
    } else if bytes.last == UInt8(ascii: "+"), let value = number(bytes.dropLast()) {
      self = .atLeast(value)
    } else if let hyphen = bytes.firstIndex(of: ASCII.minus), let low = number(bytes[..<hyphen]),
      let high = number(bytes[(hyphen + 1)...]), low <= high
    {
      self = .between(low, high)
    } else {
      return nil
    }
  }
}
