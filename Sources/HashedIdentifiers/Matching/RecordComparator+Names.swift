extension RecordComparator {
  /// Grades the names; the level of the birth dates is known by then.
  @inline(__always)
  static func compareNames(
    _ left: ComparisonRecord, _ right: ComparisonRecord, _ levels: inout AgreementLevels
  ) {
    let given = given(left, right)
    let family = family(left, right)
    levels[.given] = given
    levels[.family] = family
    levels[.middle] = middle(left, right)
    levels.mayBeTwoNames = mayBeTwoNames(left, right, levels)
    // Exchanged names are looked for only where neither stands in its own place.
    guard given == .different || given == .partial || family == .different, given != .equal,
      family != .equal,
      !left.given.isEmpty, !left.family.isEmpty, !right.given.isEmpty, !right.family.isEmpty
    else { return }
    compareExchanged(left, right, &levels)
  }

  /// Names that stand in each other's place: both of them, or the given name alone.
  ///
  /// The latter is so where the family name is another by now; many family names are given names too,
  /// so that it says little.
  private static func compareExchanged(
    _ left: ComparisonRecord, _ right: ComparisonRecord, _ levels: inout AgreementLevels
  ) {
    let forward = name(left.given, left.givenLetters, right.family, right.familyLetters)
    let backward = name(left.family, left.familyLetters, right.given, right.givenLetters)
    if forward != .different, backward != .different {
      levels[.given] = .swapped
      levels[.family] = .swapped
      // Names of twins stay names of twins.
      levels.mayBeTwoNames =
        (forward != .equal && left.isGivenCommon && CommonGivenNames.contains(right.family))
        || (backward != .equal && right.isGivenCommon && CommonGivenNames.contains(left.family))
      return
    }
    guard levels[.given] == .different, levels[.family] == .different else { return }
    if (isSure(forward) && left.isGivenCommon) || (isSure(backward) && right.isGivenCommon) {
      levels[.given] = .partial
      levels.mayBeTwoNames = true
    }
  }

  @inline(__always)
  private static func isSure(_ level: AgreementLevel) -> Bool { level == .equal || level == .close }

  /// The level of two names.
  ///
  /// Close: one edit, or Jaro-Winkler of 0.92 and more. Similar: 0.82 and more, or two edits of five
  /// letters; of two or three letters one.
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
    if shorter >= 2, edits <= 1, StringAlignment.isWithinOne(left, right) {
      return shorter > 3 ? .close : .similar
    }
    if similarity >= 0.82 { return .similar }
    return shorter >= 5 && edits <= 2 && StringAlignment.distance(left, right) <= 2
      ? .similar : .different
  }

  /// Partial: an initial, a name of one person among the further names or in the place of the family
  /// name of the other, or Jaro-Winkler of 0.7 and more.
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

  /// Whether given names that are not equal may be those of two people who were born together.
  @inline(__always)
  private static func mayBeTwoNames(
    _ left: ComparisonRecord, _ right: ComparisonRecord, _ levels: AgreementLevels
  ) -> Bool {
    switch levels[.given] {
    case .close, .similar: !isSlip(left, right, levels[.birth])
    case .nickname: !Nicknames.isFullAndShort(left.nicknames, right.nicknames)
    case .partial: !isSlipOfFrequent(left, right)
    case .different: left.isGivenCommon && right.isGivenCommon
    case .missing, .equal, .swapped: false
    }
  }

  /// Whether near given names are one name and a slip of it, or two slips.
  ///
  /// That is one that many people have beside one that nobody has, or two that nobody has within one
  /// edit of the same frequent name. Of two frequent names (Maria and Marie) or two rare ones nothing
  /// tells.
  @inline(__always)
  private static func isSlip(
    _ left: ComparisonRecord, _ right: ComparisonRecord, _ birth: AgreementLevel
  ) -> Bool {
    if left.isGivenCommon != right.isGivenCommon {
      let common = left.isGivenCommon ? left.givenCount : right.givenCount
      let other = left.isGivenCommon ? right.givenCount : left.givenCount
      // What many people of a list are called is a name, whether it stands among the frequent or not.
      return other < 5 || common >= 20 * other
    }
    if left.isGivenCommon { return false }
    let more = max(left.givenCount, right.givenCount)
    let fewer = min(left.givenCount, right.givenCount)
    if fewer > 0, more >= 3, more >= 3 * fewer { return true }
    return birth != .different && birth != .missing
      && CommonGivenNames.haveOneWithinOneEdit(left.given, right.given)
  }

  /// Whether one name stands once in a list and the other, a frequent one, often: then it is a slip of
  /// it, though it is more than one edit away.
  @inline(__always)
  private static func isSlipOfFrequent(
    _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> Bool {
    guard left.isGivenCommon != right.isGivenCommon, left.given.count > 2, right.given.count > 2,
      left.given != right.middle, right.given != left.middle
    else { return false }
    let common = left.isGivenCommon ? left.givenCount : right.givenCount
    let other = left.isGivenCommon ? right.givenCount : left.givenCount
    return other == 1 && common >= 20
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
}
