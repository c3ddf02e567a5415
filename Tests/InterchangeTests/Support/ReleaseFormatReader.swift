import Foundation

/// Reads the formats of a release back, knowing nothing of how they are written.
///
/// JSON goes through Foundation, tables are split. What comes out is what each format tells of each
/// pseudonym.
struct ReleaseFormatReader {
  typealias Object = [String: Any]

  private(set) var told: [String: [String: String]] = [:]
  let files: [String: String]

  init(_ files: [String: String]) {
    self.files = files
  }

  private mutating func note(_ donor: String, _ column: String, _ value: String?) {
    if told[donor] == nil { told[donor] = [:] }
    if let value { told[donor]?[column] = value }
  }

  private func lines(_ name: String) -> [String] {
    (files[name] ?? "").split(separator: "\n").map(String.init)
  }

  private func objects(_ name: String) throws -> [Object] {
    try lines(name).map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object ?? [:]
    }
  }

  private static func text(_ value: Any?, _ path: String...) -> String? {
    var value = value
    for key in path {
      value = Int(key).map { (value as? [Any])?.dropFirst($0).first } ?? (value as? Object)?[key]
    }
    return value as? String ?? (value as? NSNumber).map { "\($0)" }
  }

  private static func band(_ low: String?, _ high: String?, oldest: String? = nil) -> String? {
    guard let low else { return nil }
    guard let high, high != oldest else { return low + "+" }
    return "\(low)-\(high)"
  }

  // MARK: cBioPortal

  mutating func readStudy() {
    for kind in ["patient", "sample"] {
      let lines = lines("cbioportal/data_clinical_\(kind).txt").filter { !$0.hasPrefix("#") }
      let names = lines.first.map(Self.cells) ?? []
      for line in lines.dropFirst() {
        let cells = Self.cells(line)
        let row = Dictionary(uniqueKeysWithValues: zip(names, cells))
        let donor = row["PATIENT_ID"] ?? ""
        for (name, value) in row where name != "PATIENT_ID" && name != "SAMPLE_ID" {
          let column = ["AGE_GROUP": "age", "PRIMARY_SITE": "site", "HISTOLOGY": "morphology"]
          let told = name == "SEX" ? value.lowercased() : value
          note(donor, column[name] ?? name.lowercased(), value == "NA" ? nil : told)
        }
      }
    }
  }

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  // MARK: FHIR

  mutating func readFHIR() throws {
    for patient in try objects("fhir/Patient.ndjson") {
      let donor = Self.text(patient["id"]) ?? ""
      note(donor, "sex", Self.text(patient["gender"]))
      note(donor, "country", Self.text(patient["address"], "0", "country"))
      note(
        donor, "postcode3",
        Self.text(patient["address"], "0", "text")?.replacingOccurrences(
          of: "postcode area ", with: ""))
      note(
        donor, "vital_status",
        (patient["deceasedBoolean"] as? Bool).map { $0 ? "dead" : "alive" })
    }
    for condition in try objects("fhir/Condition.ndjson") { read(condition: condition) }
    for resource in try objects("fhir/Observation.ndjson") {
      let codings = (resource["code"] as? Object)?["coding"] as? [Object] ?? []
      let own = codings.first { Self.text($0["system"])?.hasPrefix("urn:") == true }
      note(
        Self.donor(resource), Self.text(own?["code"]) ?? "?",
        Self.text(resource["valueCodeableConcept"], "coding", "0", "code"))
    }
    for resource in try objects("fhir/Specimen.ndjson") {
      let donor = Self.donor(resource)
      let kinds = [told[donor]?["tissue"], Self.text(resource["type"], "text")]
      note(donor, "tissue", kinds.compactMap { $0 }.joined(separator: "|"))
    }
  }

  private static func donor(_ resource: Object) -> String {
    (text(resource["subject"], "reference") ?? "").replacingOccurrences(of: "Patient/", with: "")
  }

  private mutating func read(condition: Object) {
    let donor = Self.donor(condition)
    for entry in condition["extension"] as? [Object] ?? [] {
      if Self.text(entry["url"])?.hasSuffix("mcode-histology-morphology-behavior") == true {
        note(donor, "morphology", Self.text(entry["valueCodeableConcept"], "text"))
      } else {
        let period = entry["valuePeriod"]
        note(
          donor, "diagnosis_year",
          Self.text(entry["valueDateTime"])
            ?? Self.band(Self.text(period, "start"), Self.text(period, "end")))
      }
    }
    note(donor, "site", Self.text(condition["bodySite"], "0", "text"))
    let range = condition["onsetRange"]
    note(
      donor, "age",
      Self.text(condition["onsetAge"], "value")
        ?? Self.band(Self.text(range, "low", "value"), Self.text(range, "high", "value")))
  }

  // MARK: Phenopackets

  mutating func readPhenopackets() throws {
    for packet in try objects("phenopackets/phenopackets.ndjson") {
      let donor = Self.text(packet["id"]) ?? ""
      let disease = (packet["diseases"] as? [Object])?.first ?? [:]
      note(donor, "sex", Self.sex(Self.text(packet["subject"], "sex")))
      note(
        donor, "vital_status",
        Self.text(packet["subject"], "vitalStatus", "status") == "DECEASED" ? "dead" : "alive")
      if packet["subject"].flatMap({ ($0 as? Object)?["vitalStatus"] }) == nil {
        told[donor]?["vital_status"] = nil
      }
      let term = Self.text(disease["term"], "label")
      note(donor, "morphology", term == "Neoplasm" ? nil : Self.code(term))
      note(donor, "site", Self.code(Self.text(disease["primarySite"], "label")))
      note(donor, "stage", Self.text(disease["diseaseStage"], "0", "label"))
      note(donor, "t", Self.text(disease["clinicalTnmFinding"], "0", "label"))
      note(donor, "age", Self.age(disease["onset"]))
      let kinds = (packet["biosamples"] as? [Object] ?? []).compactMap {
        Self.text($0["sampleType"], "label")
      }
      if !kinds.isEmpty { note(donor, "tissue", kinds.joined(separator: "|")) }
      for measurement in packet["measurements"] as? [Object] ?? [] {
        note(
          donor, Self.text(measurement["assay"], "label") ?? "?",
          Self.text(measurement["value"], "ontologyClass", "label"))
      }
    }
  }

  private static func sex(_ name: String?) -> String? {
    name.map { $0 == "OTHER_SEX" ? "other" : $0.lowercased() }
  }

  /// `8500/3` of `ICD-O-3 morphology 8500/3`; words stay as they are.
  private static func code(_ label: String?) -> String? {
    guard let label, label.hasPrefix("ICD-O-3 ") else { return label }
    return label.split(separator: " ").last.map(String.init)
  }

  private static func age(_ onset: Any?) -> String? {
    func years(_ value: String?) -> String? { value.map { String($0.dropFirst().dropLast()) } }
    return years(text(onset, "age", "iso8601duration"))
      ?? band(
        years(text(onset, "ageRange", "start", "iso8601duration")),
        years(text(onset, "ageRange", "end", "iso8601duration")), oldest: "150")
  }
}
