public import Domain

/// A field that an eligibility expression can ask about.
public enum EligibilityField: Hashable, Sendable {
  /// ICD-O-3 topography.
  case site
  /// ICD-O-3 morphology with behaviour.
  case morphology
  /// ICD-O-3 histology without behaviour.
  case histology
  /// ICD-O-3 behaviour.
  case behaviour
  /// Side of a paired organ.
  case laterality
  /// T category.
  case t
  /// N category.
  case n
  /// M category.
  case m
  /// AJCC stage group in one edition of the manual.
  case stage(edition: UInt8)
  /// Edition of the AJCC manual.
  case edition
  /// Administrative sex.
  case sex
  /// Whole years of age at diagnosis.
  case age
  /// Calendar year of birth.
  case birthYear
  /// Day of diagnosis.
  case diagnosedOn
  /// Country of residence.
  case country
  /// The site that registered the donor.
  case facility
  /// The states in which tissue is there.
  case tissueKind
  /// Whether matched normal tissue is there.
  case tissueMatchedNormal
  /// A biomarker.
  case biomarker(Biomarker)

  /// The edition that `stage` alone means: the current one.
  public static let currentEdition: UInt8 = 8

  /// Every field but the biomarkers and the older editions, in the order of the documentation.
  static let common: [EligibilityField] = [
    .site, .morphology, .histology, .behaviour, .laterality, .t, .n, .m,
    .stage(edition: currentEdition), .edition, .sex, .age, .birthYear, .diagnosedOn, .country,
    .facility, .tissueKind, .tissueMatchedNormal,
  ]

  /// Every field.
  public static let all: [EligibilityField] =
    common + [5, 6, 7, 9].map { .stage(edition: $0) } + Biomarker.allCases.map { .biomarker($0) }

  /// Every name of the language.
  public static var names: [String] { all.map(\.name) }

  /// The name that people write; dots, hyphens and underscores are the same when it is read.
  public var name: String {
    switch self {
    case .site: "site"
    case .morphology: "morphology"
    case .histology: "histology"
    case .behaviour: "behaviour"
    case .laterality: "laterality"
    case .t: "t"
    case .n: "n"
    case .m: "m"
    case .stage(Self.currentEdition): "stage"
    case .stage(let edition): "stage.ajcc\(edition)"
    case .edition: "edition"
    case .sex: "sex"
    case .age: "age"
    case .birthYear: "birth_year"
    case .diagnosedOn: "diagnosed_on"
    case .country: "country"
    case .facility: "facility"
    case .tissueKind: "tissue.kind"
    case .tissueMatchedNormal: "tissue.matched_normal"
    case .biomarker(let marker): marker.name
    }
  }

  /// What the field is about.
  public var topic: EligibilityTopics {
    switch self {
    case .site: .site
    case .morphology, .histology, .behaviour: .morphology
    case .laterality: .laterality
    case .t, .n, .m, .stage, .edition: .staging
    case .sex, .age, .birthYear, .country, .facility: .person
    case .diagnosedOn: .time
    case .tissueKind, .tissueMatchedNormal: .tissue
    case .biomarker: .biomarkers
    }
  }

  /// The field with a name, or nil where the language has none such.
  /// - Parameter name: what was written, in any case.
  public init?(name: some StringProtocol) {
    let folded = Self.folded(name)
    let aliases: [String: EligibilityField] = [
      "topography": .site, "behavior": .behaviour, "tissue": .tissueKind,
      "stage_ajcc8": .stage(edition: Self.currentEdition),
    ]
    let known = Self.all.first { Self.folded($0.name) == folded } ?? aliases[folded]
    guard let known else { return nil }
    self = known
  }

  private static func folded(_ name: some StringProtocol) -> String {
    String(
      decoding: name.lowercased().utf8.map { byte in
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte
      }, as: UTF8.self)
  }
}
