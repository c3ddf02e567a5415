/// A length of civil time in the date part of ISO 8601 durations: `P30Y`, `P6M`, `P2W`, `P90D`.
public struct CivilPeriod: Hashable, Sendable {
  /// Calendar months; years count as twelve.
  public let months: Int
  /// Days; weeks count as seven.
  public let days: Int

  /// A period of years, months and days.
  /// - Parameters:
  ///   - years: whole years.
  ///   - months: whole months.
  ///   - days: whole days.
  public init(years: Int = 0, months: Int = 0, days: Int = 0) {
    self.months = years * 12 + months
    self.days = days
  }

  /// Reads an ISO 8601 duration of years, months, weeks and days, in this order, each at most once.
  ///
  /// Nil for a time part, a fraction, a sign, an empty period or more than four digits in a number.
  /// - Parameter iso: for example `P30Y` or `P1Y6M`.
  public init?(iso: some StringProtocol) {
    var amounts = [0, 0, 0, 0]
    var (place, number, digits) = (-1, 0, 0)
    for (position, byte) in Array(String(iso).utf8).enumerated() {
      if position == 0 {
        guard byte == UInt8(ascii: "P") else { return nil }
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
        guard digits <= 4 else { return nil }
      } else {
        guard digits > 0, let unit = Self.place(of: byte), unit > place else { return nil }
        amounts[unit] = number
        (place, number, digits) = (unit, 0, 0)
      }
    }
    guard digits == 0 else { return nil }
    self.init(years: amounts[0], months: amounts[1], days: amounts[2] * 7 + amounts[3])
    guard months > 0 || days > 0 else { return nil }
  }
}

extension CivilPeriod {
  /// Where a unit stands in the order of ISO 8601.
  private static func place(of unit: UInt8) -> Int? {
    switch unit {
    case UInt8(ascii: "Y"): 0
    case UInt8(ascii: "M"): 1
    case UInt8(ascii: "W"): 2
    case UInt8(ascii: "D"): 3
    default: nil
    }
  }
}

extension CivilPeriod: CustomStringConvertible {
  /// The ISO 8601 form, years before months before days.
  public var description: String {
    var text = "P"
    if months >= 12 { text += "\(months / 12)Y" }
    if months % 12 != 0 { text += "\(months % 12)M" }
    if days != 0 || months == 0 { text += "\(days)D" }
    return text
  }
}

extension CivilDay {
  /// The day a period later: months first, then days, held within the calendar's range.
  /// - Parameter period: the period to add.
  /// - Returns: the day.
  public func adding(_ period: CivilPeriod) -> CivilDay {
    adding(months: period.months).adding(days: period.days)
  }
}
