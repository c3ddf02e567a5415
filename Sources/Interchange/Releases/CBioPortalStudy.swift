/// A release as a study folder of cBioPortal: clinical data of patients and samples, no others.
///
/// One sample stands for the tumour that the cohort is about. Ages and years stay texts, since a
/// band is no number, and no survival is derived: neither follow-up nor months leave the registry.
///
/// Source: cBioPortal file formats, sections study, clinical data, case lists.
struct CBioPortalStudy {
  private let table: ReleaseTable
  private let terms: ReleaseHeading

  /// What is said of the person; everything else is said of the tumour.
  private static let personColumns: Set<String> = [
    "age", "sex", "postcode3", "country", "vital_status",
  ]

  init(_ table: ReleaseTable, _ terms: ReleaseHeading) {
    self.table = table
    self.terms = terms
  }

  /// A name that no other study in a portal has: letters, digits and underscores.
  private var study: String {
    "tdr_" + String(decoding: terms.release.utf8.map(Self.identifierByte), as: UTF8.self)
  }

  private static func identifierByte(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), ASCII.zero...ASCII.nine: byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    default: UInt8(ascii: "_")
    }
  }

  var files: [ReleaseFile] {
    [
      text(
        "meta_study.txt",
        """
        type_of_cancer: mixed
        cancer_study_identifier: \(cell: study)
        name: Anonymised cohort: \(cell: terms.purpose)
        description: For \(cell: terms.recipient) and for this purpose alone. At least \(terms.k) \
        donors look alike in all that others may know of them. Delete what the registry recalls.

        """),
      meta("patient", "PATIENT_ATTRIBUTES"), meta("sample", "SAMPLE_ATTRIBUTES"), patients,
      samples, cases,
    ]
  }

  private func text(_ name: String, _ text: ReleaseFragment) -> ReleaseFile {
    ReleaseFile(name: "cbioportal/" + name, text: text)
  }

  private func meta(_ kind: String, _ datatype: String) -> ReleaseFile {
    text(
      "meta_clinical_\(kind).txt",
      """
      cancer_study_identifier: \(cell: study)
      genetic_alteration_type: CLINICAL
      datatype: \(cell: datatype)
      data_filename: data_clinical_\(cell: kind).txt

      """)
  }

  private var patients: ReleaseFile {
    clinical(
      "patient", [("PATIENT_ID", "Patient Identifier", "Pseudonym in this release alone")],
      "\(ReleaseFragment.pseudonym)",
      table.columns.filter { Self.personColumns.contains($0.name) })
  }

  private var samples: ReleaseFile {
    clinical(
      "sample",
      [
        ("SAMPLE_ID", "Sample Identifier", "The tumour that the cohort is about"),
        ("PATIENT_ID", "Patient Identifier", "Pseudonym in this release alone"),
      ],
      "\(Self.sample)\t\(ReleaseFragment.pseudonym)", table.others(than: Self.personColumns))
  }

  private static let sample: ReleaseFragment = "\(ReleaseFragment.pseudonym)-T1"

  /// Four lines that describe the attributes, their names, and a line for each donor.
  private func clinical(
    _ kind: String, _ keys: [(name: String, title: String, meaning: String)],
    _ identifiers: ReleaseFragment, _ columns: [ReleaseTable.Column]
  ) -> ReleaseFile {
    let attributes =
      keys + columns.map { (Self.attribute($0.name), $0.title, $0.meaning) }
    func line(_ cells: [String]) -> String {
      cells.map { $0.isEmpty ? "-" : $0.replacing("\t", with: " ") }.joined(separator: "\t") + "\n"
    }
    let head =
      "#" + line(attributes.map(\.title)) + "#" + line(attributes.map(\.meaning)) + "#"
      + line(attributes.map { _ in "STRING" }) + "#" + line(attributes.map { _ in "1" })
      + line(attributes.map(\.name))
    var row = RowTemplate()
    row.fixed(identifiers)
    for column in columns {
      row.column(column, absent: "\tNA") { "\t\(cell: Self.value($0, of: column.name))" }
    }
    row.fixed("\n")
    return ReleaseFile(
      name: "cbioportal/data_clinical_\(kind).txt", head: ReleaseFragment(stringLiteral: head),
      row: row)
  }

  /// The portal's own name of an attribute where it has one that means the same.
  private static func attribute(_ column: String) -> String {
    switch column {
    case "age": "AGE_GROUP"
    case "site": "PRIMARY_SITE"
    case "morphology": "HISTOLOGY"
    default: column.uppercased()
    }
  }

  /// The portal writes sex with a capital letter.
  private static func value(_ label: String, of column: String) -> String {
    column == "sex" ? label.prefix(1).uppercased() + label.dropFirst() : label
  }

  private var cases: ReleaseFile {
    var row = RowTemplate()
    row.fixed("\t\(Self.sample)")
    return ReleaseFile(
      name: "cbioportal/case_lists/cases_all.txt",
      head: """
        cancer_study_identifier: \(cell: study)
        stable_id: \(cell: study)_all
        case_list_name: All tumours
        case_list_description: All tumours (\(table.rowCount) samples)
        case_list_category: all_cases_in_study
        case_list_ids: \("")
        """,
      separatorLength: 1, tail: "\n", row: row)
  }
}
