/// A release as FHIR R4 (4.0.1) NDJSON: one file for each type of resource.
///
/// The resources have the shape of mCODE (ICD-O-3 morphology as its extension, topography as body
/// site, stage, categories and markers as observations by LOINC). None claims a profile of it: a
/// generalised value is a text, a band a range, and what was suppressed is not there.
struct FHIRRelease {
  static let icdO3 = "http://terminology.hl7.org/CodeSystem/icd-o-3"
  /// mCODE's extension for the morphology of a condition.
  static let morphology =
    "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior"
  /// The calendar year of a diagnosis, or a band of years.
  static let diagnosisYears = FHIRTerms.extensionPrefix + "diagnosis-years"

  private let table: ReleaseTable

  /// Columns that stand in a patient or a condition or are tissue; the others are observations.
  private static let placed: Set<String> = [
    "age", "sex", "postcode3", "country", "vital_status", "diagnosis_year", "site", "morphology",
    "tissue",
  ]

  init(_ table: ReleaseTable) {
    self.table = table
  }

  /// A type of which there is nothing has no file.
  var files: [ReleaseFile] {
    var files = [file("Patient", patient), file("Condition", condition)]
    let observed = table.others(than: Self.placed)
    if !observed.isEmpty { files.append(file("Observation", observations(observed))) }
    if table["tissue"] != nil { files.append(file("Specimen", specimens)) }
    return files
  }

  private func file(_ type: String, _ row: RowTemplate) -> ReleaseFile {
    ReleaseFile(name: "fhir/\(type).ndjson", row: row)
  }

  private var patient: RowTemplate {
    var row = RowTemplate()
    row.fixed(#"{"resourceType":"Patient","id":"\#(ReleaseFragment.pseudonym)""#)
    row.column(table["sex"]) { #","gender":\#(json: $0)"# }
    row.column(table["vital_status"]) { label in
      label == "dead" ? #","deceasedBoolean":true"# : #","deceasedBoolean":false"#
    }
    row.list(#","address":[{"use":"home","#, "}]") { row in
      row.column(table["country"]) { #""country":\#(json: $0)"# }
      // A part of a postcode is none, so it stands in words.
      row.column(table["postcode3"]) { #""text":\#(json: "postcode area " + $0)"# }
    }
    row.fixed("}\n")
    return row
  }

  private var condition: RowTemplate {
    var row = RowTemplate()
    row.fixed(
      #"""
      {"resourceType":"Condition","id":"\#(ReleaseFragment.pseudonym)-tumour",\#
      "subject":{"reference":"Patient/\#(ReleaseFragment.pseudonym)"},\#
      "code":{"text":"neoplasm"}
      """#)
    row.list(#","extension":["#, "]") { row in
      row.column(table["morphology"]) { label in
        #"{"url":\#(json: Self.morphology),"valueCodeableConcept":\#(Self.tumourCode(label))}"#
      }
      row.column(table["diagnosis_year"]) { label in
        #"{"url":\#(json: Self.diagnosisYears),\#(Self.years(label))}"#
      }
    }
    row.column(table["site"]) { #","bodySite":[\#(Self.tumourCode($0))]"# }
    row.column(table["age"]) { #","\#(Self.onset($0))"# }
    row.fixed("}\n")
    return row
  }

  /// A code where the value is one of ICD-O-3 itself, else words alone.
  private static func tumourCode(_ label: String) -> ReleaseFragment {
    let bytes = Array(label.utf8)
    let isCode =
      bytes.count == 6 && bytes[4] == ASCII.slash
      || bytes.count == 5 && bytes[3] == UInt8(ascii: ".")
    return isCode
      ? #"{"coding":[{"system":\#(json: icdO3),"code":\#(json: label)}],"text":\#(json: label)}"#
      : #"{"text":\#(json: label)}"#
  }

  private static func years(_ label: String) -> ReleaseFragment {
    switch ReleasedNumber(label) {
    case .exactly(let year): #""valueDateTime":\#(json: String(year))"#
    case .between(let first, let last):
      #""valuePeriod":{"start":\#(json: String(first)),"end":\#(json: String(last))}"#
    case .atLeast(let first): #""valuePeriod":{"start":\#(json: String(first))}"#
    case nil: #""valueString":\#(json: label)"#
    }
  }

  private static func onset(_ label: String) -> ReleaseFragment {
    switch ReleasedNumber(label) {
    case .exactly(let age): #"onsetAge":\#(quantity(age))"#
    case .between(let low, let high):
      #"onsetRange":{"low":\#(quantity(low)),"high":\#(quantity(high))}"#
    case .atLeast(let low): #"onsetRange":{"low":\#(quantity(low))}"#
    case nil: #"onsetString":\#(json: label)"#
    }
  }

  private static func quantity(_ years: Int) -> ReleaseFragment {
    #"{"value":\#(years),"unit":"a","system":"http://unitsofmeasure.org","code":"a"}"#
  }

  private func observations(_ columns: [ReleaseTable.Column]) -> RowTemplate {
    var row = RowTemplate()
    for column in columns {
      let id = column.name.replacing("_", with: "-")
      let code = ObservedCode(column)
      row.column(column) { label in
        #"""
        {"resourceType":"Observation","id":"\#(ReleaseFragment.pseudonym)-\#(cell: id)",\#
        "status":"final",\#
        "subject":{"reference":"Patient/\#(ReleaseFragment.pseudonym)"},\#
        "focus":[{"reference":"Condition/\#(ReleaseFragment.pseudonym)-tumour"}],\#
        "code":\#(code.concept),\#
        "valueCodeableConcept":{"coding":[{"system":\#(json: FHIRTerms.base + "result"),\#
        "code":\#(json: label)}],"text":\#(json: label)}\#(code.component)}

        """#
      }
    }
    return row
  }

  private var specimens: RowTemplate {
    var row = RowTemplate()
    row.column(table["tissue"]) { label in
      label.split(separator: "|").map(String.init).reduce("") { lines, kind in
        #"""
        \#(lines){"resourceType":"Specimen",\#
        "id":"\#(ReleaseFragment.pseudonym)-\#(cell: kind.replacing("_", with: "-"))",\#
        "subject":{"reference":"Patient/\#(ReleaseFragment.pseudonym)"},\#
        "type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0487",\#
        "code":\#(json: Self.specimenType(kind))},\#
        {"system":\#(json: FHIRTerms.base + "tissue-kind"),"code":\#(json: kind)}],\#
        "text":\#(json: kind)}}

        """#
      }
    }
    return row
  }

  /// HL7 v2 table 0487.
  private static func specimenType(_ kind: String) -> String {
    switch kind {
    case "blood": "BLD"
    case "bone_marrow": "MAR"
    case "urine": "UR"
    case "saliva": "SAL"
    default: "TISS"
    }
  }
}
