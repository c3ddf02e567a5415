internal import Domain

/// The columns of a delimited file of registrations; the biomarkers' columns come behind them.
enum IntakeColumn: Int, CaseIterable {
  case facility, mrn, family, given, birthDate, sex, postcode, phone
  case nationalSystem, nationalValue, country
  case interestSource, interestOn, vitalStatus, diedOn, noContact
  case site, morphology, laterality, diagnosedOn, stage, edition, t, n, m
  case tissueKind, tissueAvailableOn, matchedNormal, viability, tissueMilligrams, treatment
  case procedureKind, procedureOn, procedureStatus
  case specimen

  /// The name in the header line.
  var name: String {
    switch self {
    case .birthDate: "birth_date"
    case .nationalSystem: "national_system"
    case .nationalValue: "national_value"
    case .interestSource: "interest_source"
    case .interestOn: "interest_on"
    case .vitalStatus: "vital_status"
    case .diedOn: "died_on"
    case .noContact: "no_contact"
    case .diagnosedOn: "diagnosed_on"
    case .tissueKind: "tissue_kind"
    case .tissueAvailableOn: "tissue_available_on"
    case .matchedNormal: "matched_normal"
    case .tissueMilligrams: "tissue_mg"
    case .procedureKind: "procedure"
    case .procedureOn: "procedure_on"
    case .procedureStatus: "procedure_status"
    default: "\(self)"
    }
  }

  /// Where the column stands in a registration in JSON, for columns that are checked again when it is
  /// stored.
  var path: String? {
    switch self {
    case .facility, .mrn, .family, .given, .birthDate, .sex, .postcode, .phone:
      "identifiers.\(name)"
    case .nationalSystem: "identifiers.national.system"
    case .nationalValue: "identifiers.national.value"
    case .country: "residence.country"
    case .interestOn: "interest.expressed_on"
    case .diagnosedOn: "diagnoses.diagnosed_on"
    case .procedureOn: "procedures.planned_on"
    default: nil
    }
  }

  /// Columns that say something of a tumour beside its site and morphology.
  static let tumourDetails: [IntakeColumn] = [
    .laterality, .diagnosedOn, .stage, .edition, .t, .n, .m,
  ]

  /// The number of columns that are not a biomarker's.
  static let count = allCases.count

  /// Every column: the ones above, then for each biomarker its result and the day of the result.
  static let allNames: [String] =
    allCases.map(\.name) + Biomarker.allCases.flatMap { [$0.name, "\($0.name)_on"] }

  /// The place of a biomarker's result among ``allNames``; the day stands behind it.
  /// - Parameter index: the place of the marker in `Biomarker.allCases`.
  /// - Returns: the place of its result.
  static func result(ofMarker index: Int) -> Int { count + 2 * index }
}
