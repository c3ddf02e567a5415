/// A moment of known time: microseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since the epoch, UTC, leap seconds not counted.
  public let microseconds: Int64

  /// Later than every instant that can be written.
  public static let distantFuture = Instant(microseconds: .max)

  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Wraps a count of microseconds.
  /// - Parameter microseconds: microseconds since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The first microsecond of a civil day, UTC.
  /// - Parameter day: the day.
  public init(startOf day: CivilDay) {
    microseconds = Int64(day.daysSinceEpoch) &* Self.microsecondsPerDay
  }

  /// The civil day, UTC, that holds this instant.
  public var day: CivilDay {
    let quotient = microseconds / Self.microsecondsPerDay
    let remainder = microseconds % Self.microsecondsPerDay
    return CivilDay(daysSinceEpoch: Int32(clamping: remainder < 0 ? quotient - 1 : quotient))
  }

  /// Reads an RFC 3339 instant in UTC, or a civil day, which means the last microsecond of that day.
  ///
  /// Accepts `2026-11-23`, `2026-11-23T19:08Z`, `2026-11-23T19:08:30Z` and up to six decimals.
  /// Anything else is nil: a local time without its offset would silently mean another instant.
  /// - Parameter text: the text to read.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = CivilDay(iso: String(decoding: bytes[0..<10], as: UTF8.self))
    else { return nil }
    if bytes.count == 10 {
      self.init(
        microseconds: Instant(startOf: day).microseconds + Self.microsecondsPerDay - 1)
      return
    }
    guard let time = Self.timeOfDay(bytes[10...]) else { return nil }
    self.init(microseconds: Instant(startOf: day).microseconds + time)
  }

  /// Microseconds after midnight of `THH:MM[:SS[.ffffff]]Z`.
  private static func timeOfDay(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var rest = bytes
    func number(of width: Int) -> Int64? {
      guard rest.count >= width else { return nil }
      var value: Int64 = 0
      for byte in rest.prefix(width) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      rest = rest.dropFirst(width)
      return value
    }
    func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard skip("T"), let hour = number(of: 2), hour < 24, skip(":"), let minute = number(of: 2),
      minute < 60
    else { return nil }
    var seconds: Int64 = 0
    var fraction: Int64 = 0
    if skip(":") {
      guard let read = number(of: 2), read < 60 else { return nil }
      seconds = read
      if skip(".") {
        let width = rest.prefix { $0 != UInt8(ascii: "Z") }.count
        guard (1...6).contains(width), let read = number(of: width) else { return nil }
        fraction = read
        for _ in width..<6 { fraction *= 10 }
      }
    }
    guard skip("Z"), rest.isEmpty else { return nil }
    return ((hour * 60 + minute) * 60 + seconds) * 1_000_000 + fraction
  }

  /// Earlier instants sort first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Instant: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    let day = self.day
    day.appendISO(to: &bytes)
    let micros = max(0, microseconds &- Instant(startOf: day).microseconds)
    func put(_ value: Int64, width: Int, after mark: Unicode.Scalar) {
      bytes.append(UInt8(ascii: mark))
      var divisor: Int64 = 1
      for _ in 1..<width { divisor *= 10 }
      while divisor > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
        divisor /= 10
      }
    }
    put(micros / 3_600_000_000, width: 2, after: "T")
    put(micros / 60_000_000 % 60, width: 2, after: ":")
    put(micros / 1_000_000 % 60, width: 2, after: ":")
    put(micros % 1_000_000, width: 6, after: ".")
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
