/// Which specimen a test was done on, so that two results on one piece of tissue can be told from two
/// on different pieces.
///
/// A laboratory's own number of a specimen can lead to a person. What is kept is a short keyed digest
/// of it: equal numbers give equal references, and nothing leads back.
public struct SpecimenReference: Hashable, Sendable, CustomStringConvertible {
  /// The digest.
  public let value: UInt32

  /// Takes up a digest.
  /// - Parameter value: the digest.
  public init(value: UInt32) {
    self.value = value
  }

  /// Takes the first bytes of a longer digest.
  /// - Parameter digest: at least four bytes.
  public init(digest: some Sequence<UInt8>) {
    value = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Eight hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
