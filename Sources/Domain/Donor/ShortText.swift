/// A text of at most seven bytes in one number, for columns of codes such as countries and regions.
public struct ShortText: Hashable, Sendable {
  /// A number that no other text has; 0 where there is no text.
  public let number: UInt64

  /// No text.
  public static let none = ShortText(number: 0)

  /// Takes up the number of a text.
  init(number: UInt64) { self.number = number }

  /// Packs a text; nil where it is longer than seven bytes.
  /// - Parameter text: the text; no text gives ``none``.
  public init?(_ text: String?) {
    guard let text else {
      self = .none
      return
    }
    guard text.utf8.count <= Self.limit else { return nil }
    self.init(number: text.utf8.reduce(Self.mark) { $0 << 8 | UInt64($1) })
  }

  /// Stands before the first byte, so that texts of different lengths have different numbers.
  private static let mark: UInt64 = 1
  private static let limit = 7

  /// The text; nil where there is none.
  public var text: String? {
    guard number != 0 else { return nil }
    let length = (UInt64.bitWidth - 1 - number.leadingZeroBitCount) / 8
    let bytes = (0..<length).reversed().map {
      UInt8(truncatingIfNeeded: number >> UInt64(8 * $0))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
