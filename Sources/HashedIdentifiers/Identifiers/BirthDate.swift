internal import Domain

/// A birth date as tokens use it: placeholders are known as such.
struct BirthDate {
  let year: UInt16
  let month: UInt8
  let day: UInt8

  init(_ date: CivilDay) {
    let (year, month, day) = date.components
    self.year = UInt16(clamping: year)
    self.month = UInt8(clamping: month)
    self.day = UInt8(clamping: day)
  }

  /// 1 January stands for "some day of the year" in many systems: day and month say nothing.
  var isDayUnknown: Bool { month == 1 && day == 1 }

  /// 1900-01-01, and 1 January 1901 in some systems, stand for "unknown".
  var isUnknown: Bool { isDayUnknown && (year == 1900 || year == 1901) }
}
