extension Hierarchy {
  /// Dates: day, month, quarter, year, ten years, `*`.
  ///
  /// The domain is every day from the first to the last year of the column. A date of which only the
  /// month or the year is known stands as it is until the level that says no more than it does.
  ///
  /// - Parameters:
  ///   - name: the name used in messages.
  ///   - values: the values of the column.
  /// - Returns: the hierarchy.
  /// - Throws: ``HierarchyError/unreadableValue(hierarchy:value:line:expected:)`` for a value that is
  ///   neither a day, a month or a year by ISO 8601, nor unknown.
  public static func date(
    name: String = "date", values: ValueDictionary
  ) throws(HierarchyError) -> Hierarchy {
    var domain = values
    let years = values.strings.compactMap { PartialDate($0)?.year }
    if let first = years.min(), let last = years.max() {
      for year in first...last {
        for month in 1...12 {
          for day in 1...PartialDate.days(in: month, of: year) {
            _ = domain.code(adding: PartialDate(year: year, month: month, day: day).text)
          }
        }
      }
    }
    let expected = "a date as 2026-03-31, 2026-03 or 2026"
    return try Hierarchy(name: name, values: domain, depth: 5, expected: expected) {
      PartialDate($0)?.path
    }
  }
}

/// A day, or as much of one as is known.
private struct PartialDate {
  var year: Int
  var month: Int?
  var day: Int?

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard [4, 7, 10].contains(bytes.count),
      [4, 7].allSatisfy({ $0 >= bytes.count || bytes[$0] == UInt8(ascii: "-") }),
      let year = decimal(bytes[..<4]), year >= 1000
    else { return nil }
    self.year = year
    if bytes.count >= 7 {
      guard let month = decimal(bytes[5..<7]), (1...12).contains(month) else { return nil }
      self.month = month
      if bytes.count == 10 {
        guard let day = decimal(bytes[8..<10]), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        self.day = day
      }
    }
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private var monthText: String { month.map { "\(year)-" + Self.twoDigits($0) } ?? "\(year)" }

  var text: String { monthText + (day.map { "-" + Self.twoDigits($0) } ?? "") }

  /// The labels from the day up to ten years.
  var path: [String] {
    let quarter = month.map { "\(year)-Q\(($0 + 2) / 3)" } ?? "\(year)"
    return [text, monthText, quarter, "\(year)", band(of: year, width: 10, topCode: .max)]
  }
}
