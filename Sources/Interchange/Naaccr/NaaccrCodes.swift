internal import Domain

/// What the codes of NAACCR data items mean here.
///
/// Source: NAACCR Data Standards and Data Dictionary, version 25, by item number. Code 7 says that
/// a test was ordered and its result is not in the chart; 8 (not applicable) and 9 (not documented)
/// say that nothing was recorded. None of the three is ever a negative result.
enum NaaccrCodes {
  /// The biomarker items, in the order in which findings are listed.
  static let markers: [(field: NaaccrField, marker: Biomarker)] = [
    (.her2IhcSummary, .her2IHC), (.her2IshSummary, .her2ISH), (.her2OverallSummary, .her2),
    (.estrogenReceptorSummary, .er), (.progesteroneRecepSummary, .pr),
    (.microsatelliteInstability, .msi), (.kras, .kras), (.brafMutationalAnalysis, .braf),
    (.jak2, .jak2),
  ]

  /// The result that a code of a biomarker item stands for, nil for a code it does not have.
  static func result(_ field: NaaccrField, code: String) -> BiomarkerResult? {
    switch code {
    case "7": return .orderedUnknown
    case "8", "9": return .notRecorded
    default: break
    }
    return switch (field, code) {
    // 3850
    case (.her2IhcSummary, "0"): .score0
    case (.her2IhcSummary, "1"): .score1
    case (.her2IhcSummary, "2"): .score2
    case (.her2IhcSummary, "3"): .score3
    case (.her2IhcSummary, "4"): .negative
    // 3854
    case (.her2IshSummary, "0"): .notAmplified
    case (.her2IshSummary, "2"): .equivocal
    case (.her2IshSummary, "3"): .amplified
    // 3855, 3827, 3915
    case (.her2OverallSummary, "0"), (.estrogenReceptorSummary, "0"),
      (.progesteroneRecepSummary, "0"):
      .negative
    case (.her2OverallSummary, "1"), (.estrogenReceptorSummary, "1"),
      (.progesteroneRecepSummary, "1"):
      .positive
    // 3890
    case (.microsatelliteInstability, "0"): .stable
    case (.microsatelliteInstability, "1"): .low
    case (.microsatelliteInstability, "2"): .high
    // 3866: by codon; 3940: by mutation or fusion; 3862: by mutation. 0 is the wild type in each.
    case (.kras, "0"), (.brafMutationalAnalysis, "0"), (.jak2, "0"): .wildType
    case (.kras, "1"), (.kras, "2"), (.kras, "3"), (.kras, "4"): .mutated
    case (.brafMutationalAnalysis, "1"), (.brafMutationalAnalysis, "2"),
      (.brafMutationalAnalysis, "3"), (.brafMutationalAnalysis, "4"):
      .mutated
    case (.jak2, "1"), (.jak2, "2"), (.jak2, "3"), (.jak2, "4"), (.jak2, "5"): .mutated
    default: nil
    }
  }

  /// Administrative sex of item 220 (`sex`, from version 26 on `sexAssignedAtBirth`).
  static func sex(code: String) -> Sex? {
    switch code {
    case "1": .male
    case "2": .female
    case "3", "4", "5", "6": .other
    case "9": .unknown
    default: nil
    }
  }

  /// Vital status of item 1760.
  static func vitalStatus(code: String) -> VitalStatus? {
    switch code {
    case "0": .dead
    case "1": .alive
    default: nil
    }
  }

  /// Laterality of item 410.
  static func laterality(code: String) -> Laterality? {
    guard code.utf8.count == 1, let number = UInt8(code) else { return nil }
    return Laterality(rawValue: number)
  }

  /// ISO 3166-1 alpha-2 of the countries whose registries write NAACCR files.
  static func country(code: String) -> String? {
    switch code {
    case "USA": "US"
    case "CAN": "CA"
    default: nil
    }
  }

  /// Whether an identifying number is a code for unknown: the same digit throughout.
  static func isPlaceholder(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x30 || first >= 0x38 && first <= 0x39 else {
      return false
    }
    return text.utf8.allSatisfy { $0 == first }
  }
}

/// A NAACCR date: `YYYYMMDD`, `YYYYMM` or `YYYY`.
enum NaaccrDate {
  /// A whole date.
  case day(CivilDay)
  /// A year, with or without a month.
  case partial(year: Int)

  /// Reads a date; nil where it is none.
  init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.allSatisfy(ASCII.isDigit) else { return nil }
    func number(_ range: Range<Int>) -> Int {
      digits[range].reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
    }
    switch digits.count {
    case 8:
      guard
        let day = CivilDay(year: number(0..<4), month: number(4..<6), day: number(6..<8))
      else { return nil }
      self = .day(day)
    case 6:
      guard CivilDay(year: number(0..<4), month: number(4..<6), day: 1) != nil else { return nil }
      self = .partial(year: number(0..<4))
    case 4:
      guard CivilDay(year: number(0..<4), month: 1, day: 1) != nil else { return nil }
      self = .partial(year: number(0..<4))
    default: return nil
    }
  }
}
