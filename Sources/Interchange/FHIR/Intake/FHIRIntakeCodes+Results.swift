internal import Domain

/// What codes and words of results mean.
extension FHIRIntakeCodes {
  enum StagingPart {
    case t, n, m, group

    var name: String { self == .group ? "stage group" : "category" }

    var example: String {
      switch self {
      case .t: "pT2"
      case .n: "cN1a"
      case .m: "cM0"
      case .group: "IIIA"
      }
    }
  }

  /// What a LOINC code stages, and by which classification.
  static let staging: [String: (part: StagingPart, classification: FHIRStaging.Classification)] = [
    "21899-0": (.t, .pathological), "21900-6": (.n, .pathological),
    "21901-4": (.m, .pathological), "21902-2": (.group, .pathological),
    "21905-5": (.t, .clinical), "21906-3": (.n, .clinical), "21907-1": (.m, .clinical),
    "21908-9": (.group, .clinical), "21911-3": (.t, .other), "21912-1": (.n, .other),
    "21913-9": (.m, .other), "21914-7": (.group, .other),
  ]

  static func marker(_ loinc: String) -> Biomarker? {
    switch loinc {
    case "72383-3", "85319-2": .her2IHC
    case "31150-6", "85318-4": .her2ISH
    case "48676-1": .her2
    case "16112-5": .er
    case "16113-3": .pr
    case "10438-0": .cd20
    case "81695-9", "43368-0", "62862-8": .msi
    case "83052-1", "83054-7", "83055-4", "83056-2", "83057-0": .pdl1
    case "78205-2", "78210-2": .alk
    default: nil
    }
  }

  /// A gene whose mutations the registry records, by its symbol.
  static func gene(_ symbol: String) -> Biomarker? {
    guard let marker = Biomarker(name: symbol), marker.results.contains(.mutated) else {
      return nil
    }
    return marker
  }

  /// LOINC: a change of DNA or protein, or a name of it.
  static func isChange(_ loinc: String) -> Bool {
    ["48004-6", "48005-3", "81290-9", "81252-9", "81254-5"].contains(loinc)
  }

  /// Found, excluded, or neither; a variant that is described and has no value was found.
  static func variantResult(_ words: [String], isDescribed: Bool) -> BiomarkerResult? {
    if words.isEmpty { return isDescribed ? .mutated : nil }
    for word in words {
      switch word.lowercased() {
      case "la9633-4", "present", "positive", "10828004": return .mutated
      case "la9634-2", "absent", "negative", "260385009": return .wildType
      default: continue
      }
    }
    return nil
  }

  /// A result of a marker by code or word; nil for one that it cannot have.
  static func result(_ word: String, of marker: Biomarker) -> BiomarkerResult? {
    let result: BiomarkerResult? =
      switch word.lowercased() {
      case "10828004", "la6576-8", "positive": .positive
      case "260385009", "la6577-6", "negative": .negative
      case "42425007", "equivocal": .equivocal
      case "msi-h", "msi-high": .high
      case "msi-l", "msi-low": .low
      case "mss", "msi-stable": .stable
      default: BiomarkerResult(name: word)
      }
    guard let result else { return nil }
    if marker.results.contains(result) { return result }
    guard marker == .her2ISH else { return nil }
    return result == .positive ? .amplified : result == .negative ? .notAmplified : nil
  }

  /// A side by SNOMED CT.
  static func side(_ code: String) -> Laterality? {
    switch code {
    case "24028007": .right
    case "7771000": .left
    case "51440002": .bilateral
    default: nil
    }
  }

  /// The kind of tissue by SNOMED CT, HL7 v2 table 0487, or the registry's own name.
  static func tissue(_ word: String) -> TissueKind? {
    switch word {
    case "119297000", "BLD", "BLDV", "BLDA": .blood
    case "119359002", "MAR": .boneMarrow
    case "122575003", "UR": .urine
    case "119342007", "SAL": .saliva
    case "441652008": .ffpe
    default: TissueKind(name: word)
    }
  }
}
