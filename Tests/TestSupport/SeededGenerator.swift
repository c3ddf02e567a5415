internal import Domain

/// The generator of every property test: a failing case is named by its seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var numbers: SplitMix64

  /// Begins the sequence of a seed.
  /// - Parameter seed: what a failing test prints.
  public init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

  /// The next number.
  /// - Returns: 64 bits.
  public mutating func next() -> UInt64 { numbers.next() }

  /// A number below a bound.
  /// - Parameter bound: 1 or more.
  /// - Returns: 0 up to the bound, the bound left out.
  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// Whether one of so many equally likely things happens.
  /// - Parameter bound: how many.
  /// - Returns: whether it happens.
  public mutating func oneIn(_ bound: Int) -> Bool { below(bound) == 0 }

  /// One of the elements, each equally likely.
  /// - Parameter elements: one or more.
  /// - Returns: one of them.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// The value, or nothing, equally likely.
  /// - Parameter value: the value.
  /// - Returns: it, or nil.
  public mutating func maybe<Value>(_ value: Value) -> Value? { oneIn(2) ? nil : value }
}
