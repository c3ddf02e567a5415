internal import Domain

/// Reads numbers and days as intervals: `40`, `18-65`, `2020-03-01`, and the whole month `2020-03`
/// or year `2020` of a day.
enum NumberLiterals {
  /// The test for one of some numbers.
  static func test(
    _ field: EligibilityField, _ values: [Token]
  ) throws(ExpressionError) -> Predicate.Test {
    var wanted: [ClosedRange<Int32>] = []
    for value in values { wanted.append(try interval(field, value)) }
    return .numbers(wanted)
  }

  /// `<`, `<=`, `>` or `>=` and a number.
  static func ordered(
    _ builder: PredicateBuilder, _ value: Token
  ) throws(ExpressionError) -> Predicate {
    let wanted = try interval(builder.field, value)
    let least = TumourFacts.missing + 1
    let range =
      switch builder.sign.text {
      case "<": least...wanted.lowerBound - 1
      case "<=": least...wanted.upperBound
      case ">": wanted.upperBound + 1...Int32.max
      default: wanted.lowerBound...Int32.max
      }
    return Predicate(field: builder.field, test: .numbers([range]))
  }

  private static func interval(
    _ field: EligibilityField, _ value: Token
  ) throws(ExpressionError) -> ClosedRange<Int32> {
    if field == .diagnosedOn {
      if let days = days(value.text) { return days }
      throw ExpressionError(
        at: value, "'\(FieldProblem.excerpt(value.text))' is no day",
        fix: "write YYYY-MM-DD, or a month or year as 2020-03 or 2020")
    }
    let bounds = bounds(field)
    let ends = value.text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let low = ends.first.flatMap(number),
      let high = ends.last.flatMap(number),
      bounds.contains(low), bounds.contains(high), low <= high
    else {
      throw ExpressionError(
        at: value, "'\(FieldProblem.excerpt(value.text))' is no \(field.name)",
        fix: "write \(bounds.lowerBound) to \(bounds.upperBound), or a range of them")
    }
    return low...high
  }

  private static func bounds(_ field: EligibilityField) -> ClosedRange<Int32> {
    switch field {
    case .age: 0...130
    case .edition: 5...9
    default: 1850...2200
    }
  }

  private static func number(_ text: Substring) -> Int32? {
    let isDigits = text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return isDigits && (1...4).contains(text.utf8.count) ? Int32(text) : nil
  }

  private static func days(_ text: String) -> ClosedRange<Int32>? {
    switch text.utf8.count {
    case 4:
      guard let first = CivilDay(iso: text + "-01-01"), let last = CivilDay(iso: text + "-12-31")
      else { return nil }
      return first.daysSinceEpoch...last.daysSinceEpoch
    case 7:
      guard let first = CivilDay(iso: text + "-01") else { return nil }
      return first.daysSinceEpoch...first.adding(months: 1).adding(days: -1).daysSinceEpoch
    default:
      guard let day = CivilDay(iso: text) else { return nil }
      return day.daysSinceEpoch...day.daysSinceEpoch
    }
  }
}
