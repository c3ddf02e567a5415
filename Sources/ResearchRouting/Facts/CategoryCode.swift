internal import Domain

/// A T, N or M category in one byte: major category, letter and digit; prefixes are left out.
enum CategoryCode {
  /// No category is recorded.
  static let missing: UInt8 = 0xFF
  /// Reports contradict each other: as little known as a missing category, and shown as what it is.
  static let conflicting: UInt8 = 0xFE
  /// The suffix `mi`.
  static let microscopic: UInt8 = 6

  /// The major categories by their code; `X` says that the category could not be assessed.
  static let majors = ["is", "a", "X", "0", "1", "2", "3", "4"]
  /// The code of `X`.
  static let notAssessed: UInt8 = 2

  /// Packs a category: three bits of major category, three of letter, two of digit.
  ///
  /// Of the suffix, the letter `a` to `e` with its digit and `mi` are kept; what follows, such as
  /// `(sn)`, is left out.
  static func pack(_ category: TNMCategory?) -> UInt8 {
    pack(category.map { TumourCodes.Category($0) })
  }

  /// The same of a category in codes.
  static func pack(_ category: TumourCodes.Category?) -> UInt8 {
    guard let category else { return missing }
    var letter: UInt8 = 0
    var digit: UInt8 = 0
    let (first, second) = (category.first, category.second)
    if first == UInt8(ascii: "m"), second == UInt8(ascii: "i") {
      letter = microscopic
    } else if (UInt8(ascii: "a")...UInt8(ascii: "e")).contains(first) {
      letter = first - UInt8(ascii: "a") + 1
      if (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(second) {
        digit = second - UInt8(ascii: "0")
      }
    }
    return category.majorCode << 5 | letter << 2 | digit
  }

  /// Code of the major category, letter and digit.
  static func parts(_ code: UInt8) -> (major: UInt8, letter: UInt8, digit: UInt8) {
    (code >> 5, code >> 2 & 7, code & 3)
  }

  /// Whether a recorded category is the wanted one or one of its subcategories.
  ///
  /// A recorded `T1` leaves open whether it is `T1c`; `TX` leaves everything open but `TX`.
  static func matches(_ code: UInt8, wanted: UInt8) -> Truth {
    guard code < conflicting else { return .unknown }
    let (major, letter, digit) = parts(code)
    let (wantedMajor, wantedLetter, wantedDigit) = parts(wanted)
    guard major == wantedMajor else {
      return major == notAssessed ? .unknown : .isFalse
    }
    if wantedLetter == 0 { return .isTrue }
    if letter == 0 { return .unknown }
    guard letter == wantedLetter else { return .isFalse }
    if wantedDigit == 0 { return .isTrue }
    if digit == 0 { return .unknown }
    return Truth(digit == wantedDigit)
  }

  /// Whether a category is recorded and could be assessed.
  static func isKnown(_ code: UInt8) -> Bool {
    code < conflicting && parts(code).major != notAssessed
  }

  /// The category as people write it, without its axis.
  static func words(_ code: UInt8) -> String? {
    if code == conflicting { return "conflicting" }
    guard code != missing else { return nil }
    let (major, letter, digit) = parts(code)
    let suffix = ["", "a", "b", "c", "d", "e", "mi", ""][Int(letter)]
    return majors[Int(major)] + suffix + (digit == 0 ? "" : "\(digit)")
  }
}
