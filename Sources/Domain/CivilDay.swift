/// A civil day in the proleptic Gregorian calendar, without time or zone.
///
/// Stored as days since 1970-01-01, so that comparison, distance and grouping are integer work.
/// The conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
public struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let daysSinceEpoch: Int32

  /// The first day that the registry accepts, 1850-01-01: no living or dead donor was born earlier.
  public static let earliest = CivilDay(uncheckedYear: 1850, month: 1, day: 1)
  /// The last day that can be written with a four-digit year, 9999-12-31.
  public static let latest = CivilDay(uncheckedYear: 9999, month: 12, day: 31)

  /// Wraps a day number.
  /// - Parameter daysSinceEpoch: days since 1970-01-01.
  public init(daysSinceEpoch: Int32) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// A day of the calendar, or nil where the calendar has no such day.
  /// - Parameters:
  ///   - year: 1850 to 9999.
  ///   - month: 1 to 12.
  ///   - day: 1 to the length of the month.
  public init?(year: Int, month: Int, day: Int) {
    guard (1850...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDay.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads exactly `YYYY-MM-DD`; nil for any other shape and for days the calendar does not have.
  /// - Parameter iso: ten ASCII characters.
  public init?(iso: String) {
    var digits = (0, 0, 0)
    var position = 0
    for byte in iso.utf8 {
      switch position {
      case 4, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0...9:
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        let digit = Int(byte - UInt8(ascii: "0"))
        if position < 4 {
          digits.0 = digits.0 * 10 + digit
        } else if position < 7 {
          digits.1 = digits.1 * 10 + digit
        } else {
          digits.2 = digits.2 * 10 + digit
        }
      default: return nil
      }
      position += 1
    }
    guard position == 10 else { return nil }
    self.init(year: digits.0, month: digits.1, day: digits.2)
  }

  /// Year, month (1 to 12) and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The calendar year.
  public var year: Int { components.year }

  /// The day a number of days later, held within the calendar's range.
  /// - Parameter days: days to add; negative goes back.
  /// - Returns: the day.
  public func adding(days: Int) -> CivilDay {
    let (sum, isOver) = Int(daysSinceEpoch).addingReportingOverflow(days)
    if isOver { return days > 0 ? .latest : .earliest }
    let held = min(max(sum, Int(Self.earliest.daysSinceEpoch)), Int(Self.latest.daysSinceEpoch))
    return CivilDay(daysSinceEpoch: Int32(held))
  }

  /// The same day of the month some months later; the last day of a shorter month where it has none.
  ///
  /// 29 February plus one year is 28 February, 31 January plus one month the last of February.
  /// - Parameter months: months to add; negative goes back.
  /// - Returns: the day.
  public func adding(months: Int) -> CivilDay {
    let (year, month, day) = components
    let (monthCount, isOver) = (year * 12 + (month - 1)).addingReportingOverflow(months)
    if isOver { return months > 0 ? .latest : .earliest }
    let newYear = monthCount >= 0 ? monthCount / 12 : (monthCount - 11) / 12
    if newYear > 9999 { return .latest }
    if newYear < 1850 { return .earliest }
    let newMonth = monthCount - newYear * 12 + 1
    let newDay = min(day, Self.length(ofMonth: newMonth, year: newYear))
    return CivilDay(uncheckedYear: newYear, month: newMonth, day: newDay)
  }

  /// The day on which somebody born on this day completes so many years: for 29 February it is 1 March
  /// of a year without one, as ``wholeYears(until:)`` counts.
  /// - Parameter age: whole years.
  /// - Returns: the day.
  public func reaching(age: Int) -> CivilDay {
    let anniversary = adding(months: age * 12)
    return anniversary.components.day == components.day
      ? anniversary : anniversary.adding(days: 1)
  }

  /// Whole years from this day to another, as a person's age is counted.
  /// - Parameter other: a later day; an earlier one gives a negative number.
  /// - Returns: whole years.
  public func wholeYears(until other: CivilDay) -> Int {
    let (year, month, day) = components
    let (otherYear, otherMonth, otherDay) = other.components
    return otherYear - year - ((otherMonth, otherDay) < (month, day) ? 1 : 0)
  }

  /// The number of days in a month.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Earlier days sort first.
  public static func < (left: CivilDay, right: CivilDay) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }
}

extension CivilDay: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(10)
    appendISO(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `YYYY-MM-DD` as ASCII, for writers of many rows.
  /// - Parameter bytes: the buffer to append ten bytes to.
  public func appendISO(to bytes: inout [UInt8]) {
    let (written, month, day) = components
    // A day number out of a damaged store must not stop the program that reports it.
    let year = min(max(written, 0), 9999)
    func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(value % 10) }
    bytes.append(digit(year / 1000))
    bytes.append(digit(year / 100))
    bytes.append(digit(year / 10))
    bytes.append(digit(year))
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digit(month / 10))
    bytes.append(digit(month))
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digit(day / 10))
    bytes.append(digit(day))
  }
}
