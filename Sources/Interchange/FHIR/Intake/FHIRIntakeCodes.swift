internal import Domain

/// Systems and codes of clinical FHIR, and how concepts are looked through.
///
/// LOINC codes are those of mCODE STU4's value sets; of SNOMED CT only the few qualifiers that
/// results and sides are written with.
enum FHIRIntakeCodes {
  struct Coding {
    let system: String
    let code: String
    let display: String?
  }

  static let icdO3OID = "urn:oid:2.16.840.1.113883.6.43.1"
  static let assertedDate = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
  static let laterality =
    "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier"
  /// LOINC: genomic source class, and its answers.
  static let sourceClass = "48002-0"
  static let germline = "LA6683-2"
  static let somatic = "LA6684-0"

  static func codings(_ concept: JSONValue?) -> [Coding] {
    (concept?["coding"]?.elements ?? []).compactMap { coding in
      guard let system = coding["system"]?.text, let code = coding["code"]?.text else { return nil }
      return Coding(system: system, code: code, display: coding["display"]?.text)
    }
  }

  static func codes(_ concept: JSONValue?) -> [String] { codings(concept).map(\.code) }

  static func loincs(_ concept: JSONValue?) -> [String] {
    codings(concept).filter { $0.system == FHIRTerms.loinc }.map(\.code)
  }

  /// Codes, displays and text of a concept, codes first.
  static func words(of concept: JSONValue?) -> [String] {
    let codings = codings(concept)
    var words = codings.map(\.code) + codings.compactMap(\.display)
    if let text = concept?["text"]?.text { words.append(text) }
    return words
  }

  /// The value of an observation or a component: a concept or a text.
  static func words(_ observation: JSONValue) -> [String] {
    var words = words(of: observation["valueCodeableConcept"])
    if let text = observation["valueString"]?.text { words.append(text) }
    return words
  }

  /// Whether an observation states what was found.
  static func isStated(_ status: JSONValue?) -> Bool {
    ["final", "amended", "corrected"].contains(status?.text)
  }

  /// A year of `YYYY` or `YYYY-MM`.
  static func year(ofPartial text: String) -> Int? {
    guard text.utf8.count == 4 || text.utf8.count == 7,
      CivilDay(iso: text.utf8.count == 4 ? text + "-01-01" : text + "-01") != nil
    else { return nil }
    return Int(text.prefix(4))
  }

  /// The country by its two letters; the three of those that write them commonly.
  static func country(_ text: String) -> String? {
    let letters = text.uppercased()
    let short = [
      "USA": "US", "CAN": "CA", "GBR": "GB", "DEU": "DE", "ESP": "ES", "FRA": "FR", "ITA": "IT",
      "NLD": "NL", "AUT": "AT", "CHE": "CH",
    ]
    if let known = short[letters] { return known }
    let isCode = letters.utf8.count == 2 && letters.utf8.allSatisfy { 0x41...0x5A ~= $0 }
    return isCode ? letters : nil
  }

  /// The national system of an identifier; nil for a patient number of a site.
  static func national(_ system: String?, type: String?) -> String? {
    switch system {
    case "https://fhir.nhs.uk/Id/nhs-number": "nhs"
    case "http://hl7.org/fhir/sid/us-ssn": "ssn"
    case "http://fhir.nl/fhir/NamingSystem/bsn": "bsn"
    default: type == "SS" ? "ssn" : nil
    }
  }

  /// Whether a condition is a neoplasm: it says ICD-O-3, a neoplasm of ICD-10, or a profile of one.
  static func isTumour(_ condition: JSONValue) -> Bool {
    let sites = (condition["bodySite"]?.elements ?? []).flatMap(codings)
    if sites.contains(where: { $0.system == FHIRRelease.icdO3 || $0.system == icdO3OID }) {
      return true
    }
    if (condition["extension"]?.elements ?? []).contains(where: {
      $0["url"]?.text == FHIRRelease.morphology
    }) {
      return true
    }
    if codings(condition["code"]).contains(where: isNeoplasmOfICD10) { return true }
    return (condition["meta"]?["profile"]?.elements ?? []).contains {
      $0.text?.contains("cancer-condition") == true
    }
  }

  /// C00 to D48 of ICD-10, in any of its national editions.
  private static func isNeoplasmOfICD10(_ coding: Coding) -> Bool {
    let system = coding.system.lowercased()
    guard ["icd-10", "icd10", "cie10"].contains(where: { system.contains($0) }) else {
      return false
    }
    let code = coding.code.uppercased()
    guard let number = Int(code.dropFirst().prefix(2)) else { return false }
    return code.hasPrefix("C") || code.hasPrefix("D") && number <= 48
  }
}
