/// A condition on research use, in the modifiers of the Data Use Ontology.
///
/// Source: GA4GH Data Use Ontology (DUO), release 2021-02-23.
public enum DataUseModifier: UInt8, CodedValue {
  /// Genetic studies only.
  case geneticStudiesOnly = 1
  /// No general methods research.
  case noMethodsResearch = 2
  /// Not-for-profit organisations only.
  case notForProfitOrganisation = 3
  /// Non-commercial use only.
  case nonCommercial = 4
  /// Not-for-profit organisations and non-commercial use only.
  case notForProfitNonCommercial = 5
  /// Results have to be published.
  case publicationRequired = 6
  /// No publication before a date.
  case publicationMoratorium = 7
  /// Collaboration with the primary investigators.
  case collaborationRequired = 8
  /// Approved users only.
  case userSpecific = 9
  /// Approved projects only.
  case projectSpecific = 10
  /// Approved institutions only.
  case institutionSpecific = 11
  /// A stated region only.
  case geographical = 12
  /// For a limited time.
  case timeLimit = 13
  /// Derived data has to be returned.
  case returnRequired = 14
  /// Ethics approval has to be shown.
  case ethicsApproval = 15
  /// Use in clinical care.
  case clinicalCare = 16
  /// A stated type of research only.
  case researchSpecific = 17
  /// No population origins or ancestry research.
  case noAncestryResearch = 18

  /// `data use modifier`.
  public static var vocabulary: String { "data use modifier" }

  /// Shorthand and code of the ontology.
  private var entry: (shorthand: String, number: String) {
    switch self {
    case .geneticStudiesOnly: ("GSO", "0000016")
    case .noMethodsResearch: ("NMDS", "0000015")
    case .notForProfitOrganisation: ("NPU", "0000045")
    case .nonCommercial: ("NCU", "0000046")
    case .notForProfitNonCommercial: ("NPUNCU", "0000018")
    case .publicationRequired: ("PUB", "0000019")
    case .publicationMoratorium: ("MOR", "0000024")
    case .collaborationRequired: ("COL", "0000020")
    case .userSpecific: ("US", "0000026")
    case .projectSpecific: ("PS", "0000027")
    case .institutionSpecific: ("IS", "0000028")
    case .geographical: ("GS", "0000022")
    case .timeLimit: ("TS", "0000025")
    case .returnRequired: ("RTN", "0000029")
    case .ethicsApproval: ("IRB", "0000021")
    case .clinicalCare: ("CC", "0000043")
    case .researchSpecific: ("RS", "0000012")
    case .noAncestryResearch: ("NPOA", "0000044")
    }
  }

  /// The shorthand of the ontology, in lower case.
  public var name: String { shorthand.lowercased() }

  /// The shorthand of the ontology, for example `NPU`.
  public var shorthand: String { entry.shorthand }

  /// The code of the ontology, for example `DUO:0000045`.
  public var duoCode: String { "DUO:\(entry.number)" }

  /// Whether a commercial programme contradicts it.
  public var excludesCommerce: Bool {
    self == .nonCommercial || self == .notForProfitNonCommercial
      || self == .notForProfitOrganisation
  }
}
