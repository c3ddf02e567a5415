/// Who told the registry that a person might donate.
public enum InterestSource: UInt8, CodedValue {
  /// The treating clinician.
  case clinician = 1
  /// The person.
  case donor = 2
  /// A relative.
  case relative = 3
  /// A cancer registry.
  case cancerRegistry = 4
  /// A hospital's own tumour bank or tumour board.
  case hospital = 5
  /// A patient organisation.
  case patientOrganisation = 6
  /// The public web site.
  case website = 7
  /// Anyone else.
  case other = 9

  /// `interest source`.
  public static var vocabulary: String { "interest source" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .clinician: "clinician"
    case .donor: "donor"
    case .relative: "relative"
    case .cancerRegistry: "cancer_registry"
    case .hospital: "hospital"
    case .patientOrganisation: "patient_organisation"
    case .website: "website"
    case .other: "other"
    }
  }
}

/// "I might donate": weighs nothing in law and never permits anything.
public struct Interest: Hashable, Sendable {
  /// Who passed it on.
  public let source: InterestSource
  /// The day on which it was said.
  public let expressedOn: CivilDay

  /// States an interest.
  /// - Parameters:
  ///   - source: who passed it on.
  ///   - expressedOn: the day on which it was said.
  public init(source: InterestSource, expressedOn: CivilDay) {
    self.source = source
    self.expressedOn = expressedOn
  }
}
