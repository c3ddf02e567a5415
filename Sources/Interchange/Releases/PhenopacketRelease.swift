internal import Domain

/// A release as GA4GH Phenopackets, version 2, one packet a line.
///
/// ICD-O-3 codes stand where a value is one; a group of codes goes by the release's own prefix and
/// its words. Bands of ages are age ranges, tissue kinds are biosamples, and what phenopackets have
/// no element for (region, years, markers) are measurements.
struct PhenopacketRelease {
  private let table: ReleaseTable
  private let terms: ReleaseHeading

  private static let placed: Set<String> = [
    "age", "sex", "vital_status", "site", "morphology", "stage", "t", "tissue",
  ]
  /// The oldest age that the registry takes, the end of the range for "90 and over".
  private static let oldest = 150

  init(_ table: ReleaseTable, _ terms: ReleaseHeading) {
    self.table = table
    self.terms = terms
  }

  var file: ReleaseFile {
    ReleaseFile(name: "phenopackets/phenopackets.ndjson", row: row)
  }

  private var row: RowTemplate {
    var row = RowTemplate()
    row.fixed(
      #"{"id":"\#(ReleaseFragment.pseudonym)","subject":{"id":"\#(ReleaseFragment.pseudonym)""#)
    row.column(table["sex"]) { #","sex":\#(json: Self.sex($0))"# }
    row.column(table["vital_status"]) { label in
      #","vitalStatus":{"status":\#(json: label == "dead" ? "DECEASED" : "ALIVE")}"#
    }
    row.fixed(#"},"diseases":[{"term":"#)
    let neoplasm: ReleaseFragment = #"{"id":"NCIT:C3262","label":"Neoplasm"}"#
    if table["morphology"] == nil { row.fixed(neoplasm) }
    row.column(table["morphology"], absent: neoplasm) { Self.tumourClass($0, "morphology") }
    row.column(table["age"]) { #","onset":\#(Self.onset($0))"# }
    row.column(table["site"]) { #","primarySite":\#(Self.tumourClass($0, "site"))"# }
    row.column(table["stage"]) { #","diseaseStage":[\#(Self.own($0, "stage"))]"# }
    row.column(table["t"]) { #","clinicalTnmFinding":[\#(Self.own($0, "t"))]"# }
    row.fixed("}]")
    row.column(table["tissue"]) { label in
      let kinds = label.split(separator: "|").map(String.init)
      let samples = kinds.enumerated().reduce("" as ReleaseFragment) { list, kind in
        #"""
        \#(list)\#(cell: kind.offset == 0 ? "" : ","){\#
        "id":"\#(ReleaseFragment.pseudonym)-\#(cell: kind.element.replacing("_", with: "-"))",\#
        "individualId":"\#(ReleaseFragment.pseudonym)",\#
        "sampleType":\#(Self.own(kind.element, "tissue"))}
        """#
      }
      return #","biosamples":[\#(samples)]"#
    }
    row.list(#","measurements":["#, "]") { row in
      for column in table.others(than: Self.placed) {
        row.column(column) { label in
          #"""
          {"assay":\#(Self.assay(column)),\#
          "value":{"ontologyClass":\#(Self.own(label, column.name))}}
          """#
        }
      }
    }
    row.column(
      vocabularies(of: table.others(than: Self.placed)),
      (0..<Vocabulary.combinations).map { #","metaData":\#(metaData(with: $0))}\#n"# })
    return row
  }

  /// Vocabularies that some packets use: they are described in these alone.
  private enum Vocabulary {
    static let ncit: UInt32 = 1
    static let loinc: UInt32 = 2
    static let combinations: UInt32 = 4
  }

  /// Which of them each packet uses.
  private func vocabularies(of measured: [ReleaseTable.Column]) -> [UInt32] {
    let isTumourNamed = table["morphology"] != nil
    var used = [UInt32](
      repeating: isTumourNamed ? 0 : Vocabulary.ncit, count: table.rowCount)
    func note(_ vocabulary: UInt32, of column: ReleaseTable.Column, where isUsed: (Bool) -> Bool) {
      let marks = column.labels.map { isUsed(RowTemplate.isKnown($0)) ? vocabulary : 0 }
      guard marks.contains(vocabulary) else { return }
      for (row, code) in column.codes.enumerated() { used[row] |= marks[Int(code)] }
    }
    if let morphology = table["morphology"] { note(Vocabulary.ncit, of: morphology) { !$0 } }
    for column in measured where ObservedCode(column).markerLOINC != nil {
      note(Vocabulary.loinc, of: column) { $0 }
    }
    return used
  }

  private static func sex(_ label: String) -> String {
    switch label {
    case "female": "FEMALE"
    case "male": "MALE"
    default: "OTHER_SEX"
    }
  }

  /// A class of ICD-O-3, or a group of its codes.
  private static func tumourClass(_ label: String, _ column: String) -> ReleaseFragment {
    guard label.utf8.contains(ASCII.slash) || label.utf8.contains(UInt8(ascii: ".")) else {
      return own(label, column)
    }
    return #"{"id":\#(json: "ICDO:" + label),"label":\#(json: "ICD-O-3 \(label)")}"#
  }

  /// A value by the release's own prefix.
  private static func own(_ label: String, _ column: String) -> ReleaseFragment {
    let code = label.split(separator: " ").joined(separator: "-")
    return #"{"id":\#(json: "TDR:\(column).\(code)"),"label":\#(json: label)}"#
  }

  private static func assay(_ column: ReleaseTable.Column) -> ReleaseFragment {
    let id = ObservedCode(column).markerLOINC.map { "LOINC:" + $0 } ?? "TDR:" + column.name
    return #"{"id":\#(json: id),"label":\#(json: column.name)}"#
  }

  private static func onset(_ label: String) -> ReleaseFragment {
    func age(_ years: Int) -> ReleaseFragment { #"{"iso8601duration":"P\#(years)Y"}"# }
    func range(_ low: Int, _ high: Int) -> ReleaseFragment {
      #"{"ageRange":{"start":\#(age(low)),"end":\#(age(high))}}"#
    }
    return switch ReleasedNumber(label) {
    case .exactly(let years): #"{"age":\#(age(years))}"#
    case .between(let low, let high): range(low, high)
    case .atLeast(let low): range(low, oldest)
    case nil: #"{"ontologyClass":\#(own(label, "age"))}"#
    }
  }

  private func metaData(with vocabularies: UInt32) -> ReleaseFragment {
    func described(_ vocabulary: UInt32, _ resource: ReleaseFragment) -> ReleaseFragment {
      vocabularies & vocabulary == 0 ? "" : "\(resource),"
    }
    return #"""
      {"created":\#(json: terms.sealedAt.description),"createdBy":"tissue-donation-registry",\#
      "externalReferences":[{"id":\#(json: "TDR:release.\(terms.release)"),\#
      "description":\#(json: "release for \(terms.purpose)")}],\#
      "resources":[\#(Self.resource("icdo", "ICD-O-3", "http://www.iacr.com.fr", "3.2", "ICDO")),\#
      \#(described(Vocabulary.ncit, Self.ncit))\#(described(Vocabulary.loinc, Self.loinc))\#
      \#(Self.resource("tdr", "Columns of this release", FHIRTerms.base, "1", "TDR"))],\#
      "phenopacketSchemaVersion":"2.0"}
      """#
  }

  private static let ncit = resource(
    "ncit", "NCI Thesaurus", "https://ncit.nci.nih.gov", "24.01d", "NCIT")
  private static let loinc = resource("loinc", "LOINC", "https://loinc.org", "2.77", "LOINC")

  private static func resource(
    _ id: String, _ name: String, _ url: String, _ version: String, _ prefix: String
  ) -> ReleaseFragment {
    #"""
    {"id":\#(json: id),"name":\#(json: name),"url":\#(json: url),"version":\#(json: version),\#
    "namespacePrefix":\#(json: prefix),"iriPrefix":\#(json: url + "/")}
    """#
  }
}
