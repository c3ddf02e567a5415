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
    compareNames(left, right, &levels)
    levels[.birth] = birth(left, right)
    if left.sex != 0, right.sex != 0 { levels[.sex] = left.sex == right.sex ? .equal : .different }
    levels[.postcode] = code(left.postcode, right.postcode, area: 3)
    levels[.phone] = code(left.phone, right.phone, area: nil)
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

  @inline(__always)
  private static func compareNames(
    _ left: ComparisonRecord, _ right: ComparisonRecord,
    _ levels: inout AgreementLevels
  ) {
    let given = given(left, right)
    let family = family(left, right)
    levels[.given] = given
    levels[.family] = family
    levels[.middle] = middle(left, right)
    if given == .close || given == .similar { levels.mayBeTwoNames = !isSlip(left, right) }
    if given == .nickname {
      levels.mayBeTwoNames = !Nicknames.isFullAndShort(left.nicknames, right.nicknames)
    }
    // Exchanged names are looked for only where neither stands in its own place.
    guard given == .different || given == .partial || family == .different, given != .equal,
      family != .equal,
      !left.given.isEmpty, !left.family.isEmpty, !right.given.isEmpty, !right.family.isEmpty,
      name(left.given, left.givenLetters, right.family, right.familyLetters) != .different,
      name(left.family, left.familyLetters, right.given, right.givenLetters) != .different
    else { return }
    levels.mayBeTwoNames = false
    levels[.given] = .swapped
    levels[.family] = .swapped
  }

  /// The level of two names.
  ///
  /// Close: one edit, or Jaro-Winkler of 0.92 and more. Similar: 0.82 and more, or two edits of five
  /// letters; of three letters one.
  @inline(__always)
  private static func name(
    _ left: PackedText, _ leftLetters: UInt32, _ right: PackedText, _ rightLetters: UInt32
  ) -> AgreementLevel {
    if left == right { return .equal }
    // An edit brings or removes one letter at most.
    let edits = max(
      (leftLetters & ~rightLetters).nonzeroBitCount, (rightLetters & ~leftLetters).nonzeroBitCount)
    if edits > 2, JaroWinkler.bound(left, leftLetters, right, rightLetters) < 0.82 {
      return .different
    }
    let similarity = JaroWinkler.similarity(left, right)
    if similarity >= 0.92 { return .close }
    let shorter = min(left.count, right.count)
    if shorter >= 3, edits <= 1, StringAlignment.isWithinOne(left, right) {
      return shorter > 3 ? .close : .similar
    }
    if similarity >= 0.82 { return .similar }
    return shorter >= 5 && edits <= 2 && StringAlignment.distance(left, right) <= 2
      ? .similar : .different
  }

  /// Partial: an initial, a name of one person among the further names of the other, or Jaro-Winkler
  /// of 0.7 and more.
  @inline(__always)
  private static func given(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevel {
    if left.given.isEmpty || right.given.isEmpty { return .missing }
    if left.given == right.given { return .equal }
    if Nicknames.areRelated(left.nicknames, right.nicknames) { return .nickname }
    if left.given.count == 1 || right.given.count == 1 {
      return left.given[0] == right.given[0] ? .partial : .different
    }
    let level = name(left.given, left.givenLetters, right.given, right.givenLetters)
    if level != .different { return level }
    if left.given == right.middle || right.given == left.middle { return .partial }
    if areSounded(left.soundexGiven, right.soundexGiven) { return .similar }
    if JaroWinkler.bound(left.given, left.givenLetters, right.given, right.givenLetters) < 0.7 {
      return .different
    }
    return JaroWinkler.similarity(left.given, right.given) >= 0.7 ? .partial : .different
  }

  /// Whether near given names are one name and a slip of it.
  ///
  /// That is one that many people have beside one that nobody has. Of two frequent names (Maria and Marie) or two rare ones nothing tells.
  @inline(__always)
  private static func isSlip(_ left: ComparisonRecord, _ right: ComparisonRecord) -> Bool {
    if left.isGivenCommon != right.isGivenCommon { return true }
    if left.isGivenCommon { return false }
    let more = max(left.givenCount, right.givenCount)
    let fewer = min(left.givenCount, right.givenCount)
    return fewer > 0 && more >= 5 && more >= 5 * fewer
  }

  @inline(__always)
  private static func areSounded(_ left: UInt32, _ right: UInt32) -> Bool {
    left == right && left != 0
  }

  /// Partial: one of two joined family names.
  @inline(__always)
  private static func family(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevel {
    if left.family.isEmpty || right.family.isEmpty { return .missing }
    let level = name(left.family, left.familyLetters, right.family, right.familyLetters)
    if level == .equal || level == .close { return level }
    let leftCount = left.family.count
    let rightCount = right.family.count
    let isLeftShorter = leftCount < rightCount
    let part = isLeftShorter ? left.family : right.family
    let whole = isLeftShorter ? right.family : left.family
    let count = min(leftCount, rightCount)
    let rest = max(leftCount, rightCount) - count
    if count >= 4, rest >= 3, whole.prefix(count) == part || whole.dropFirst(rest) == part {
      return .partial
    }
    if level != .different { return level }
    return areSounded(left.soundexFamily, right.soundexFamily) ? .similar : .different
  }

  /// The level of further given names.
  ///
  /// Close: Jaro-Winkler of 0.85 and more. Partial: an initial.
  @inline(__always)
  private static func middle(
    _ record: ComparisonRecord, _ other: ComparisonRecord
  ) -> AgreementLevel {
    let left = record.middle
    let right = other.middle
    if left.isEmpty || right.isEmpty { return .missing }
    if left == right { return .equal }
    if left.count == 1 || right.count == 1 { return left[0] == right[0] ? .partial : .different }
    if JaroWinkler.bound(left, record.middleLetters, right, other.middleLetters) < 0.85 {
      return .different
    }
    return JaroWinkler.similarity(left, right) >= 0.85 ? .close : .different
  }

  /// The level of birth dates.
  ///
  /// Close: one slip within eight digits, years less than twelve apart. Similar: two of year, month
  /// and day are equal. Partial: the year, where one side has no more.
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
    let equal = (isYearEqual ? 1 : 0) + (isMonthEqual ? 1 : 0) + (isDayEqual ? 1 : 0)
    return equal >= 2 ? .similar : .different
  }

  /// Whether two years are both possible and twelve or more apart, as those of parent and child.
  @inline(__always)
  private static func areGenerationsApart(_ left: PackedText, _ right: PackedText) -> Bool {
    let years = (year(left), year(right))
    let possible = 1880...2100
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
