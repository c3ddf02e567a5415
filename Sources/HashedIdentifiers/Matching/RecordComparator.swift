/// Grades how far two people agree, field by field, the same in both directions.
public enum RecordComparator {
  /// Compares two people.
  /// - Parameters:
  ///   - left: one person.
  ///   - right: the other.
  /// - Returns: the level of every field.
  public static func levels(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevels {
    var levels = AgreementLevels()
    let birth = birth(left, right)
    levels[.birth] = birth
    levels.mayBeTwoGenerations = birth == .similar && mayBeTwoGenerations(left.birth, right.birth)
    compareNames(left, right, &levels)
    if left.sex != 0, right.sex != 0 { levels[.sex] = left.sex == right.sex ? .equal : .different }
    levels[.postcode] = code(left.postcode, right.postcode, area: 3)
    if !left.isPhoneShared, !right.isPhoneShared {
      levels[.phone] = code(left.phone, right.phone, area: nil)
    }
    levels[.national] = national(left, right)
    if left.facility != 0, left.facility == right.facility {
      levels[.patientNumber] = left.patientNumber == right.patientNumber ? .equal : .different
    }
    levels[.street] = words(left.street, left.streetLetters, right.street, right.streetLetters)
    levels[.house] = code(left.house, right.house, area: nil)
    levels[.locality] = words(
      left.locality, left.localityLetters, right.locality, right.localityLetters)
    return levels
  }

  /// The level of birth dates.
  ///
  /// Close: one slip within eight digits, years less than twelve apart, or two digits of the year
  /// exchanged. Similar: two of year, month and day are equal. Partial: the year, or two slips.
  @inline(__always)
  private static func birth(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevel {
    let mine = left.birth
    let other = right.birth
    if mine.isEmpty || other.isEmpty { return .missing }
    if mine == other { return .equal }
    let difference = mine.low ^ other.low
    let isYearEqual = difference & 0xFFFF_FFFF == 0
    if left.isBirthDayUnknown || right.isBirthDayUnknown {
      return isYearEqual ? .partial : .different
    }
    if isYearEqual, mine.low >> 32 & 0xFFFF == other.low >> 48,
      mine.low >> 48 == other.low >> 32 & 0xFFFF
    {
      return .swapped
    }
    let isMonthEqual = difference >> 32 & 0xFFFF == 0
    let isDayEqual = difference >> 48 == 0
    if !isYearEqual, isMonthEqual, isDayEqual, areGenerationsApart(mine, other) { return .similar }
    if StringAlignment.isWithinOne(mine, other) { return .close }
    if (isYearEqual && (isMonthEqual || isDayEqual)) || (isMonthEqual && isDayEqual) {
      return .similar
    }
    return isYearEqual || areTwoSlips(mine, other, difference) ? .partial : .different
  }

  /// Whether two slips make one date of the other, of which an exchange of day and month is one.
  @inline(__always)
  private static func areTwoSlips(
    _ left: PackedText, _ right: PackedText, _ difference: UInt64
  ) -> Bool {
    // Two slips change four digits at most, or one beside those of day and month.
    if PackedText.differingBytes(difference) > 5 { return false }
    return StringAlignment.distance(left, right) <= 2
      || StringAlignment.isWithinOne(left.withLastPairsExchanged, right)
  }

  /// Whether birth dates agree in day and month and differ by years as parent and child do.
  @inline(__always)
  private static func mayBeTwoGenerations(_ left: PackedText, _ right: PackedText) -> Bool {
    left.low >> 32 == right.low >> 32 && areGenerationsApart(left, right)
  }

  /// Whether two years are both possible and twelve or more apart, as those of parent and child, and
  /// not one year with two digits exchanged.
  @inline(__always)
  private static func areGenerationsApart(_ left: PackedText, _ right: PackedText) -> Bool {
    let isExchange =
      PackedText.differingBytes(left.low ^ right.low) == 2
      && StringAlignment.isWithinOne(left, right)
    if isExchange { return false }
    let years = (year(left), year(right))
    let possible = 1900...2100
    return possible.contains(years.0) && possible.contains(years.1) && abs(years.0 - years.1) >= 12
  }

  @inline(__always)
  private static func year(_ birth: PackedText) -> Int {
    (0..<4).reduce(0) { $0 * 10 + Int(birth[$1]) - 48 }
  }

  /// The level of codes.
  ///
  /// Close: one edit. Partial: the same beginning, where a code has an area.
  @inline(__always)
  private static func code(
    _ left: PackedText, _ right: PackedText, area: Int?
  ) -> AgreementLevel {
    if left.isEmpty || right.isEmpty { return .missing }
    if left == right { return .equal }
    if StringAlignment.isWithinOne(left, right), left.count > 2 { return .close }
    if let area, left.prefix(area) == right.prefix(area) { return .partial }
    return .different
  }

  /// The level of national numbers.
  ///
  /// Close: one edit. Similar: two, or a number that fails its check. Different: two numbers far
  /// apart that both satisfy their system's rules.
  @inline(__always)
  private static func national(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevel {
    if left.national.isEmpty || right.national.isEmpty
      || left.nationalSystem != right.nationalSystem
    {
      return .missing
    }
    let areValid = left.isNationalValid && right.isNationalValid
    if left.national == right.national { return areValid ? .equal : .close }
    let distance = StringAlignment.distance(left.national, right.national)
    if distance <= 1 { return .close }
    if distance == 2 { return .similar }
    return areValid ? .different : .missing
  }

  /// The level of words of an address.
  ///
  /// Close: Jaro-Winkler of 0.9 and more. Similar: 0.8 and more.
  @inline(__always)
  private static func words(
    _ left: PackedText, _ leftLetters: UInt32, _ right: PackedText, _ rightLetters: UInt32
  ) -> AgreementLevel {
    if left.isEmpty || right.isEmpty { return .missing }
    if left == right { return .equal }
    if JaroWinkler.bound(left, leftLetters, right, rightLetters) < 0.8 { return .different }
    let similarity = JaroWinkler.similarity(left, right)
    return similarity >= 0.9 ? .close : similarity >= 0.8 ? .similar : .different
  }
}
