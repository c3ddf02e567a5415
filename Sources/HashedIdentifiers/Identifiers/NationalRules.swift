/// The rules of the national numbers, each with its source.
enum NationalRules {
  /// The digits of a number; spaces and hyphens are skipped.
  static func digits(
    of text: String, _ system: NationalSystem
  ) throws(IdentifierError) -> [UInt8] {
    let expected = system == .nhs || system == .chi ? 10 : 9
    var digits: [UInt8] = []
    digits.reserveCapacity(10)
    for byte in text.utf8 where byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits.count < expected else {
        throw .wrongShape(system: system.name, expected: "\(expected) digits")
      }
      digits.append(byte - UInt8(ascii: "0"))
    }
    guard digits.count == expected else {
      throw .wrongShape(system: system.name, expected: "\(expected) digits")
    }
    return digits
  }

  static func check(_ digits: [UInt8], _ system: NationalSystem) throws(IdentifierError) {
    // One digit repeated satisfies modulus 11 (10 digits: the weights sum to 55) and is typed by
    // those who have no number.
    if digits.allSatisfy({ $0 == digits[0] }) { throw .placeholder(.nationalValue) }
    switch system {
    case .nhs: try checkNHS(digits)
    case .chi: try checkCHI(digits)
    case .ssn: try checkSSN(digits)
    case .bsn: try checkBSN(digits)
    case .local: return
    }
  }

  /// NHS Data Dictionary, "NHS NUMBER": modulus 11 with weights 10 to 2.
  ///
  /// Issued, by the first nine digits: 400 000 000 to 499 999 999 and 600 000 000 to 799 999 999,
  /// Northern Ireland 320 000 001 to 399 999 999; 900 000 000 upwards is what published examples
  /// (943 476 5919) and tests (999) use, so it is taken too.
  private static func checkNHS(_ digits: [UInt8]) throws(IdentifierError) {
    try checkModulus11(digits, "nhs")
    let body = number(digits[..<9])
    switch body {
    case 320_000_001...399_999_999, 400_000_000...499_999_999, 600_000_000...799_999_999,
      900_000_000...999_999_999:
      return
    default: throw .notIssued(system: "nhs")
    }
  }

  /// NHS Scotland, Community Health Index: day, month and year of birth in six digits, then four
  /// whose last is a modulus 11 check digit.
  private static func checkCHI(_ digits: [UInt8]) throws(IdentifierError) {
    try checkModulus11(digits, "chi")
    let day = number(digits[..<2])
    let month = number(digits[2..<4])
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), day >= 1, day <= lengths[month - 1] else {
      throw .notIssued(system: "chi")
    }
  }

  private static func checkModulus11(
    _ digits: [UInt8], _ system: String
  ) throws(IdentifierError) {
    var sum = 0
    for index in 0..<9 { sum += Int(digits[index]) * (10 - index) }
    let check = (11 - sum % 11) % 11
    guard check == Int(digits[9]) else { throw .wrongCheckDigit(system: system) }
  }

  /// Social Security Administration, POMS RM 10201.035: which areas, groups and serials there are.
  ///
  /// No area 000, 666 or 900 to 999, no group 00, no serial 0000. The listed numbers were printed
  /// on specimen cards and became placeholders.
  private static func checkSSN(_ digits: [UInt8]) throws(IdentifierError) {
    let area = number(digits[..<3])
    guard area != 0, area != 666, area < 900, number(digits[3..<5]) != 0, number(digits[5...]) != 0
    else { throw .notIssued(system: "ssn") }
    switch number(digits[...]) {
    case 078_05_1120, 219_09_9999, 457_55_5462, 123_45_6789, 002_28_1852:
      throw .placeholder(.nationalValue)
    default: return
    }
  }

  /// Rijksdienst voor Identiteitsgegevens, "elfproef": weights 9 to 2 and -1, divisible by 11.
  private static func checkBSN(_ digits: [UInt8]) throws(IdentifierError) {
    var sum = -Int(digits[8])
    for index in 0..<8 { sum += Int(digits[index]) * (9 - index) }
    guard sum % 11 == 0 else { throw .wrongCheckDigit(system: "bsn") }
    if number(digits[...]) == 123_456_782 { throw .placeholder(.nationalValue) }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) }
  }
}
