internal import Domain

/// Stage and TNM categories of one tumour, from the AJCC items or from those before 2018.
///
/// The pathological classification is taken where it is stated, else the clinical one; a missing
/// category of metastasis is filled from the clinical one, as the manual allows (AJCC Cancer
/// Staging Manual, 8th edition, chapter 1). Codes 88 and 99 state nothing.
struct NaaccrStaging {
  var stage: StageGroup?
  var edition: UInt8?
  var t: TNMCategory?
  var n: TNMCategory?
  var m: TNMCategory?
  /// Items that state something which cannot be read.
  var unread: [NaaccrField] = []

  private struct Items {
    var t, n, m, stage: NaaccrField
    var tSuffix, nSuffix: NaaccrField?
    var prefix: String
  }

  private static let pathological = Items(
    t: .ajccTnmPathT, n: .ajccTnmPathN, m: .ajccTnmPathM, stage: .ajccTnmPathStageGroup,
    tSuffix: .ajccTnmPathTSuffix, nSuffix: .ajccTnmPathNSuffix, prefix: "p")
  private static let clinical = Items(
    t: .ajccTnmClinT, n: .ajccTnmClinN, m: .ajccTnmClinM, stage: .ajccTnmClinStageGroup,
    tSuffix: .ajccTnmClinTSuffix, nSuffix: .ajccTnmClinNSuffix, prefix: "c")
  private static let olderPathological = Items(
    t: .tnmPathT, n: .tnmPathN, m: .tnmPathM, stage: .tnmPathStageGroup, prefix: "p")
  private static let olderClinical = Items(
    t: .tnmClinT, n: .tnmClinN, m: .tnmClinM, stage: .tnmClinStageGroup, prefix: "c")

  /// Reads the staging items of a tumour.
  init(_ values: NaaccrValues) {
    let current = Self.states(Self.pathological, values) || Self.states(Self.clinical, values)
    let first = current ? Self.pathological : Self.olderPathological
    let second = current ? Self.clinical : Self.olderClinical
    let items = Self.states(first, values) ? first : second
    t = category(items.t, suffix: items.tSuffix, .tumour, items.prefix, values)
    n = category(items.n, suffix: items.nSuffix, .nodes, items.prefix, values)
    m =
      category(items.m, suffix: nil, .metastasis, items.prefix, values)
      ?? category(second.m, suffix: nil, .metastasis, second.prefix, values)
    if let text = Self.stated(values[items.stage]) {
      stage = Self.stageGroup(text)
      if stage == nil { unread.append(items.stage) }
    }
    guard stage != nil || t != nil || n != nil || m != nil else { return }
    if let number = values[.tnmEditionNumber].flatMap({ UInt8($0) }), (5...9).contains(number) {
      edition = number
    } else if current {
      edition = Self.edition(values)
    }
  }

  /// Whether a classification says anything about the tumour or its stage.
  private static func states(_ items: Items, _ values: NaaccrValues) -> Bool {
    [items.t, items.n, items.stage].contains { stated(values[$0]) != nil }
  }

  /// A code that is not one for unknown or not applicable.
  private static func stated(_ text: String?) -> String? {
    guard let text, !["88", "99", "888", "999"].contains(text) else { return nil }
    return text
  }

  private mutating func category(
    _ field: NaaccrField, suffix: NaaccrField?, _ axis: TNMCategory.Axis, _ prefix: String,
    _ values: NaaccrValues
  ) -> TNMCategory? {
    guard let text = Self.stated(values[field]) else { return nil }
    let suffix = suffix.flatMap { values[$0] } ?? ""
    let normal = Self.normal(text, axis: axis, prefix: prefix)
    if let category = TNMCategory(normal + suffix.lowercased(), axis: axis)
      ?? TNMCategory(normal, axis: axis)
    {
      return category
    }
    unread.append(field)
    return nil
  }

  /// `p3A`, `pIS`, `3A` and `pT3a` in one form: prefix, axis, the rest in lower case.
  private static func normal(_ text: String, axis: TNMCategory.Axis, prefix: String) -> String {
    var rest = text.lowercased().filter { $0 != " " }[...]
    var found = ""
    for known in ["yc", "yp", "rp", "rc", "c", "p", "r"] where rest.hasPrefix(known) {
      found = known
      rest = rest.dropFirst(known.count)
      break
    }
    if rest.hasPrefix(axis.rawValue.lowercased()) { rest = rest.dropFirst() }
    return (found.isEmpty ? prefix : found) + axis.rawValue + rest
  }

  /// A stage group with an Arabic or a Roman numeral, `3C1` or `IIIC1`.
  private static func stageGroup(_ text: String) -> StageGroup? {
    let numerals = ["1": "I", "2": "II", "3": "III", "4": "IV"]
    if let numeral = text.first.flatMap({ numerals[String($0)] }) {
      return StageGroup(numeral + text.dropFirst())
    }
    return StageGroup(text)
  }

  /// The edition that the AJCC items follow: the 8th, and the 9th version for the sites that have one.
  ///
  /// Source: AJCC, "Cancer Staging System, Version 9", by the year of diagnosis from which it holds.
  private static func edition(_ values: NaaccrValues) -> UInt8? {
    guard let year = values[.dateOfDiagnosis].flatMap({ Int($0.prefix(4)) }), year >= 2018 else {
      return nil
    }
    let site = values[.primarySite]?.uppercased() ?? ""
    let category = Int(site.dropFirst().prefix(2)) ?? -1
    let since: Int? =
      switch category {
      case 53: 2021
      case 18 where site == "C181": 2023
      case 21, 70, 71, 72: 2023
      case 51: 2024
      case 11, 34, 37: 2025
      default: nil
      }
    if let since, year >= since { return 9 }
    return 8
  }
}
