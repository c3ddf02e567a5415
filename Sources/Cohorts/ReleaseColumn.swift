internal import Anonymization
internal import Domain

/// A column of a released cohort, with the words of its data dictionary.
public struct ReleaseColumn: Sendable {
  /// Name of the column.
  public let name: String
  /// Short title.
  public let title: String
  /// What stands in it.
  public let meaning: String
  /// The value of a member, empty where it is not known.
  public let value: @Sendable (CohortMember) -> String
  /// Where the number stands that tells its values apart, so that each becomes a text only once.
  let key: MemberKeys.Place
  /// How its values lose detail; nil where they are released as recorded.
  let generalisation: BuiltInHierarchy?

  /// Whether the column can be a quasi-identifier.
  public var canBeGeneralised: Bool { generalisation != nil }

  /// Every column that a cohort can have, in the order of the file.
  public static let all: [ReleaseColumn] = person + tumour + [tissue] + markers

  private static let person: [ReleaseColumn] = [
    ReleaseColumn(
      name: "age", title: "Age at diagnosis",
      meaning: "whole years, or a band of years; the oldest ages are one value",
      value: { $0.tumour.age.map(String.init) ?? "" },
      key: .age,
      generalisation: .age),
    ReleaseColumn(
      name: "sex", title: "Sex", meaning: "administrative sex",
      value: { $0.record.sex == .unknown ? "" : $0.record.sex.name },
      key: .sex,
      generalisation: .flat),
    ReleaseColumn(
      name: "postcode3", title: "Region of residence",
      meaning: "first three characters of the postcode, 000 for areas with few people",
      value: { $0.record.postcode3 ?? "" },
      key: .postcode3,
      generalisation: .postcode),
    ReleaseColumn(
      name: "country", title: "Country of residence", meaning: "ISO 3166-1 alpha-2 code",
      value: { $0.record.country ?? "" },
      key: .country,
      generalisation: .flat),
    ReleaseColumn(
      name: "vital_status", title: "Vital status", meaning: "alive or dead when last heard of",
      value: { $0.record.vitalStatus.name },
      key: .vitalStatus,
      generalisation: nil),
  ]

  private static let tumour: [ReleaseColumn] = [
    ReleaseColumn(
      name: "diagnosis_year", title: "Year of diagnosis",
      meaning: "calendar year, or a band of years",
      value: { $0.tumour.diagnosis.diagnosedOn.map { String($0.year) } ?? "" },
      key: .year,
      generalisation: .year),
    ReleaseColumn(
      name: "site", title: "Site", meaning: "ICD-O-3 topography, or a group of it",
      value: { $0.tumour.diagnosis.site.description },
      key: .site,
      generalisation: .topography),
    ReleaseColumn(
      name: "morphology", title: "Morphology", meaning: "ICD-O-3 morphology, or a group of it",
      value: { $0.tumour.diagnosis.morphology.description },
      key: .morphology,
      generalisation: .morphology),
    ReleaseColumn(
      name: "stage", title: "Stage group", meaning: "AJCC stage group, or a group of stages",
      value: { $0.tumour.diagnosis.stage?.description ?? "" },
      key: .stage,
      generalisation: .stage),
    ReleaseColumn(
      name: "edition", title: "Edition", meaning: "edition of the AJCC manual behind stage and T",
      value: { $0.tumour.diagnosis.edition.map { String($0) } ?? "" },
      key: .edition,
      generalisation: nil),
    ReleaseColumn(
      name: "t", title: "T category", meaning: "T category of TNM, without its suffix",
      value: { $0.tumour.diagnosis.t.map { "T\($0.major)" } ?? "" },
      key: .t,
      generalisation: nil),
  ]

  private static let tissue = ReleaseColumn(
    name: "tissue", title: "Tissue", meaning: "kinds of tissue that can be asked for, by name",
    value: { member in
      Set(member.record.tissue.map(\.kind)).map(\.name).sorted().joined(separator: "|")
    }, key: .tissue,
    generalisation: nil)

  private static let markers: [ReleaseColumn] = Biomarker.allCases.map { marker in
    ReleaseColumn(
      name: marker.name, title: marker.name.uppercased(),
      meaning: "result, empty where none is recorded, conflicting where two disagree",
      value: { member in
        switch MarkerCell(marker, in: member.tumour.diagnosis) {
        case .empty: ""
        case .result(let result): result.name
        case .conflicting: "conflicting"
        }
      },
      key: .marker(marker), generalisation: nil)
  }
}

/// What the results of one marker amount to.
private enum MarkerCell {
  case empty
  case result(BiomarkerResult)
  case conflicting

  init(_ marker: Biomarker, in diagnosis: Diagnosis) {
    self = .empty
    for finding in diagnosis.biomarkers
    where finding.biomarker == marker && finding.result.isFinding {
      switch self {
      case .empty: self = .result(finding.result)
      case .result(let found): if found != finding.result { self = .conflicting }
      case .conflicting: break
      }
    }
  }
}
