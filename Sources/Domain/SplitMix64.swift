/// A small generator of reproducible numbers: the same seed gives the same numbers on every machine.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// For made-up data only; nothing secret may come from it.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  /// Begins a sequence.
  /// - Parameter seed: where it begins.
  public init(seed: UInt64) {
    state = seed
  }

  /// Begins one of many independent sequences of a seed.
  /// - Parameters:
  ///   - seed: the seed that the sequences share.
  ///   - stream: the number of the sequence.
  public init(seed: UInt64, stream: Int) {
    // Mixed twice, or neighbouring streams would run through the same numbers one step apart.
    var scattered = SplitMix64(seed: UInt64(truncatingIfNeeded: stream))
    state = seed ^ scattered.next()
    state = next()
  }

  /// The next number.
  /// - Returns: 64 bits.
  public mutating func next() -> UInt64 {
    state &+= Self.golden
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound.
  ///
  /// The high half of a product; its bias is below one in a thousand million for the small bounds
  /// of data tables.
  /// - Parameter bound: 1 or more.
  /// - Returns: 0 up to the bound, the bound left out.
  public mutating func number(below bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(clamping: max(1, bound))) >> 32)
  }

  /// A number of a range.
  /// - Parameter range: the range.
  /// - Returns: a number in it.
  public mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + number(below: range.count)
  }

  /// Whether something happens that happens so often in a hundred.
  /// - Parameter percent: how often.
  /// - Returns: whether it happens.
  public mutating func happens(percent: Int) -> Bool { number(below: 100) < percent }

  /// One of the elements, each equally likely.
  /// - Parameter elements: one or more.
  /// - Returns: one of them.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }
}
