/// The data items that a registration is made of; a case is named as the item is in XML.
enum NaaccrField: Int, CaseIterable {
  case registryId
  case patientIdNumber, sex, sexAssignedAtBirth, dateOfBirth, vitalStatus, dateOfLastContact
  case noPatientContactFlag, nameLast, nameFirst, socialSecurityNumber, telephone
  case addrCurrentPostalCode, addrCurrentCountry
  case addrAtDxPostalCode, addrAtDxCountry
  case primarySite, histologicTypeIcdO3, behaviorCodeIcdO3, laterality, dateOfDiagnosis
  case ageAtDiagnosis
  case ajccTnmClinT, ajccTnmClinN, ajccTnmClinM, ajccTnmClinStageGroup
  case ajccTnmClinTSuffix, ajccTnmClinNSuffix
  case ajccTnmPathT, ajccTnmPathN, ajccTnmPathM, ajccTnmPathStageGroup
  case ajccTnmPathTSuffix, ajccTnmPathNSuffix
  case tnmClinT, tnmClinN, tnmClinM, tnmClinStageGroup
  case tnmPathT, tnmPathN, tnmPathM, tnmPathStageGroup
  case tnmEditionNumber
  case her2IhcSummary, her2IshSummary, her2OverallSummary, estrogenReceptorSummary
  case progesteroneRecepSummary, microsatelliteInstability, kras, brafMutationalAnalysis, jak2

  /// The name in XML.
  var id: String { Self.ids[rawValue] }

  private static let ids = allCases.map { "\($0)" }
}

/// The values of one element, blanks around them taken off, empty ones left out.
struct NaaccrValues {
  private var values = [String?](repeating: nil, count: NaaccrField.allCases.count)

  /// The value of a field, or nil.
  subscript(_ field: NaaccrField) -> String? {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }

  /// The value at a place of `NaaccrField.allCases`.
  mutating func set(place: Int, to value: String) { values[place] = value }
}

/// One patient of a file with every tumour.
struct NaaccrPatient {
  var line = 0
  var rawRow: [UInt8] = []
  var file: NaaccrValues
  var values = NaaccrValues()
  var tumors: [NaaccrValues] = []
}
