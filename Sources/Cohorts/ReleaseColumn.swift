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
  let generalisation: Generalisation

  /// Whether the column can be a quasi-identifier.
  public var canBeGeneralised: Bool { generalisation != .none }

  /// Every column that a cohort can have, in the order of the file.
  public static let all: [ReleaseColumn] = person + tumour + [tissue] + markers

  private static let person: [ReleaseColumn] = [
    ReleaseColumn(
      name: "age", title: "Age at diagnosis",
      meaning: "whole years, or a band of years; the oldest ages are one value",
      value: { $0.tumour.age.map(String.init) ?? "" },
      generalisation: .age),
    ReleaseColumn(
      name: "sex", title: "Sex", meaning: "administrative sex",
      value: { $0.record.sex == .unknown ? "" : $0.record.sex.name },
      generalisation: .flat),
    ReleaseColumn(
      name: "postcode3", title: "Region of residence",
      meaning: "first three characters of the postcode, 000 for areas with few people",
      value: { $0.record.postcode3 ?? "" },
      generalisation: .postcode),
    ReleaseColumn(
      name: "country", title: "Country of residence", meaning: "ISO 3166-1 alpha-2 code",
      value: { $0.record.country ?? "" }, generalisation: .flat),
    ReleaseColumn(
      name: "vital_status", title: "Vital status", meaning: "alive or dead when last heard of",
      value: { $0.record.vitalStatus.name }, generalisation: .none),
  ]

  private static let tumour: [ReleaseColumn] = [
    ReleaseColumn(
      name: "diagnosis_year", title: "Year of diagnosis",
      meaning: "calendar year, or a band of years",
      value: { $0.tumour.diagnosis.diagnosedOn.map { String($0.year) } ?? "" },
      generalisation: .year),
    ReleaseColumn(
      name: "site", title: "Site", meaning: "ICD-O-3 topography, or a group of it",
      value: { $0.tumour.diagnosis.site.description },
      generalisation: .topography),
    ReleaseColumn(
      name: "morphology", title: "Morphology", meaning: "ICD-O-3 morphology, or a group of it",
      value: { $0.tumour.diagnosis.morphology.description },
      generalisation: .morphology),
    ReleaseColumn(
      name: "stage", title: "Stage group", meaning: "AJCC stage group, or a group of stages",
      value: { $0.tumour.diagnosis.stage?.description ?? "" },
      generalisation: .stage),
    ReleaseColumn(
      name: "edition", title: "Edition", meaning: "edition of the AJCC manual behind stage and T",
      value: { $0.tumour.diagnosis.edition.map { String($0) } ?? "" }, generalisation: .none),
    ReleaseColumn(
      name: "t", title: "T category", meaning: "T category of TNM, without its suffix",
      value: { $0.tumour.diagnosis.t.map { "T\($0.major)" } ?? "" }, generalisation: .none),
  ]

  private static let tissue = ReleaseColumn(
    name: "tissue", title: "Tissue", meaning: "kinds of tissue that can be asked for, by name",
    value: { member in
      Set(member.record.tissue.map(\.kind)).map(\.name).sorted().joined(separator: "|")
    }, generalisation: .none)

  private static let markers: [ReleaseColumn] = Biomarker.allCases.map { marker in
    ReleaseColumn(
      name: marker.name, title: marker.name.uppercased(),
      meaning: "result, empty where none is recorded, conflicting where two disagree",
      value: { member in
        var found: BiomarkerResult?
        for finding in member.tumour.diagnosis.biomarkers
        where finding.biomarker == marker && finding.result.isFinding {
          if let found, found != finding.result { return "conflicting" }
          found = finding.result
        }
        return found?.name ?? ""
      }, generalisation: .none)
  }
}
