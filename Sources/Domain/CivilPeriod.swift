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
    var rest = Array(iso.utf8)[...]
    guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
    var units: [UInt8: Int] = [:]
    var order = Array("YMWD".utf8)[...]
    while !rest.isEmpty {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard (1...4).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let unit = rest.popFirst(), let place = order.firstIndex(of: unit) else { return nil }
      order = order[(place + 1)...]
      units[unit] = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    self.init(
      years: units[UInt8(ascii: "Y"), default: 0], months: units[UInt8(ascii: "M"), default: 0],
      days: units[UInt8(ascii: "W"), default: 0] * 7 + units[UInt8(ascii: "D"), default: 0])
    guard months > 0 || days > 0 else { return nil }
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
