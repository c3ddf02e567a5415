/// A UUID (RFC 9562) as sixteen bytes, without Foundation.
///
/// Version 7 ids carry their time in front, so that ids made one after the other lie side by side
/// in an index.
public struct UUIDBytes: Hashable, Comparable, Sendable {
  /// The first eight bytes as a big-endian number.
  public let high: UInt64
  /// The last eight bytes as a big-endian number.
  public let low: UInt64

  /// Wraps two halves.
  /// - Parameters:
  ///   - high: the first eight bytes.
  ///   - low: the last eight bytes.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Wraps stored bytes; nil where they are not sixteen.
  /// - Parameter bytes: the bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    for index in 0..<8 {
      halves.0 = halves.0 << 8 | UInt64(bytes[index])
      halves.1 = halves.1 << 8 | UInt64(bytes[index + 8])
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// A version 7 id (RFC 9562, section 5.7): 48 bits of time, 74 random bits.
  /// - Parameters:
  ///   - milliseconds: milliseconds since 1970-01-01T00:00:00Z; negative counts as 0.
  ///   - random: where the random bits come from.
  /// - Returns: the id.
  public static func version7(
    milliseconds: Int64, using random: inout some RandomNumberGenerator
  ) -> UUIDBytes {
    let time = UInt64(max(milliseconds, 0)) & 0xFFFF_FFFF_FFFF
    return UUIDBytes(
      high: time << 16 | 0x7000 | (random.next() & 0x0FFF),
      low: 0x8000_0000_0000_0000 | (random.next() >> 2))
  }

  /// Reads the form `8-4-4-4-12` in hexadecimal digits of either case; nil for anything else.
  /// - Parameter text: 36 characters.
  public init?(_ text: some StringProtocol) {
    var halves: (UInt64, UInt64) = (0, 0)
    var position = 0
    var digits = 0
    for byte in text.utf8 {
      defer { position += 1 }
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if digits < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      digits += 1
      guard digits <= 32 else { return nil }
    }
    guard position == 36, digits == 32 else { return nil }
    self.init(high: halves.0, low: halves.1)
  }

  /// The version digit.
  public var version: Int { Int(high >> 12 & 15) }

  /// The sixteen bytes.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(16)
    append(to: &result)
    return result
  }

  /// Appends the sixteen bytes.
  /// - Parameter bytes: the buffer to append to.
  public func append(to bytes: inout [UInt8]) {
    for half in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
      }
    }
  }

  /// Orders by bytes, and so version 7 ids by their time.
  public static func < (left: UUIDBytes, right: UUIDBytes) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension UUIDBytes: CustomStringConvertible {
  /// The form `8-4-4-4-12` in lower-case hexadecimal digits.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for digit in 0..<32 {
      if digit == 8 || digit == 12 || digit == 16 || digit == 20 { text.append(UInt8(ascii: "-")) }
      let half = digit < 16 ? high : low
      let nibble = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (digit % 16))) & 15
      text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
