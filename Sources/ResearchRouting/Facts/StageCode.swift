internal import Domain

/// An AJCC stage group in one byte: numeral, letter and digit.
enum StageCode {
  /// No stage is recorded.
  static let missing: UInt8 = 0xFF
  /// Reports contradict each other: as little known as a missing stage, and shown as what it is.
  static let conflicting: UInt8 = 0xFE
  /// Testicular `IS` and the in situ `0is`: a letter that has no place in the order of the others.
  static let outOfOrder: UInt8 = 7

  /// Packs a stage group: three bits of numeral, three of letter, two of digit.
  static func pack(_ stage: StageGroup?) -> UInt8 {
    guard let stage else { return missing }
    // Testicular S and in situ `is` are one letter here: neither has a place in the order.
    let letter = stage.code >> 2 & 7
    return letter < 6 ? stage.code : stage.code & 0xE0 | outOfOrder << 2
  }

  /// Numeral 0 to 4, letter 0 to 7, digit 0 to 3.
  static func parts(_ code: UInt8) -> (major: UInt8, letter: UInt8, digit: UInt8) {
    (code >> 5, code >> 2 & 7, code & 3)
  }

  /// Whether a byte stands for a stage group at all.
  static func isStage(_ code: UInt8) -> Bool { code >> 5 <= 4 }

  /// Whether a recorded stage is the wanted one or one of its subgroups.
  ///
  /// A recorded `II` leaves open whether it is `IIB`.
  static func matches(_ code: UInt8, wanted: UInt8) -> Truth {
    guard isStage(code) else { return .unknown }
    let (major, letter, digit) = parts(code)
    let (wantedMajor, wantedLetter, wantedDigit) = parts(wanted)
    guard major == wantedMajor else { return .isFalse }
    if wantedLetter == 0 { return .isTrue }
    if letter == 0 { return .unknown }
    guard letter == wantedLetter else { return .isFalse }
    if wantedDigit == 0 { return .isTrue }
    if digit == 0 { return .unknown }
    return Truth(digit == wantedDigit)
  }

  /// Whether a recorded stage lies before the wanted one, all of its subgroups included.
  ///
  /// A recorded `II` leaves open whether it lies before `IIB`, and `IS` has no place among `IA`
  /// and `IB`.
  static func isBefore(_ code: UInt8, _ wanted: UInt8) -> Truth {
    guard isStage(code) else { return .unknown }
    let (major, letter, digit) = parts(code)
    let (wantedMajor, wantedLetter, wantedDigit) = parts(wanted)
    if major != wantedMajor { return Truth(major < wantedMajor) }
    if wantedLetter == 0 { return .isFalse }
    if letter == 0 { return wantedLetter == 1 && wantedDigit <= 1 ? .isFalse : .unknown }
    if letter != wantedLetter {
      return letter == outOfOrder ? .unknown : Truth(letter < wantedLetter)
    }
    if wantedDigit == 0 { return .isFalse }
    if digit == 0 { return wantedDigit == 1 ? .isFalse : .unknown }
    return Truth(digit < wantedDigit)
  }

  /// The stage as people write it.
  static func words(_ code: UInt8) -> String? {
    if code == conflicting { return "conflicting" }
    guard isStage(code) else { return nil }
    let (major, letter, digit) = parts(code)
    let subgroup =
      switch (major, letter) {
      case (_, 0): ""
      case (0, 1): "a"
      case (0, _): "is"
      case (_, outOfOrder): "S"
      default: ["", "A", "B", "C", "D", "E"][Int(min(letter, 5))]
      }
    return ["0", "I", "II", "III", "IV"][Int(major)] + subgroup + (digit == 0 ? "" : "\(digit)")
  }
}
