/// What an observation of a release is called: by LOINC where the code says no more than is known.
///
/// Marker tests are those of mCODE STU4's value sets. Whether a stage is clinical or pathological
/// does not leave the registry, so it goes by the codes for either.
struct ObservedCode {
  /// LOINC: genetic variant assessment.
  static let variant = "69548-6"
  /// LOINC: gene studied.
  static let gene = "48018-6"

  private static let loincs = [
    "stage": "21914-7", "t": "21911-3", "her2_ihc": "72383-3", "her2_ish": "31150-6",
    "her2": "48676-1", "er": "16112-5", "pr": "16113-3", "cd20": "10438-0", "msi": "81695-9",
  ]
  private static let genes: Set<String> = [
    "kras", "nras", "braf", "egfr", "pik3ca", "tp53", "idh1", "jak1", "jak2", "erbb2",
  ]

  private let column: ReleaseTable.Column

  init(_ column: ReleaseTable.Column) {
    self.column = column
  }

  private var isGene: Bool { Self.genes.contains(column.name) }

  /// The LOINC code; nil where none fits.
  var loinc: String? { isGene ? Self.variant : Self.loincs[column.name] }

  /// The LOINC code, where it tells the column from every other.
  var markerLOINC: String? { Self.loincs[column.name] }

  /// The code as a concept of FHIR.
  var concept: ReleaseFragment {
    let own: ReleaseFragment =
      #"{"system":\#(json: FHIRTerms.base + "column"),"code":\#(json: column.name)}"#
    guard let loinc else { return #"{"coding":[\#(own)],"text":\#(json: column.title)}"# }
    return #"""
      {"coding":[{"system":"http://loinc.org","code":\#(json: loinc)},\#(own)],\#
      "text":\#(json: column.title)}
      """#
  }

  /// The gene that was looked at, for observations whose code does not say so.
  var component: ReleaseFragment {
    guard isGene else { return "" }
    return #"""
      ,"component":[{"code":{"coding":[{"system":"http://loinc.org","code":\#(json: Self.gene)}]},\#
      "valueCodeableConcept":{"text":\#(json: column.name.uppercased())}}]
      """#
  }
}
