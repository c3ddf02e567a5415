/// What research is for, in the permissions of the Data Use Ontology.
///
/// Source: GA4GH Data Use Ontology (DUO), release 2021-02-23; Lawson et al., Cell Genomics 2021,
/// 1:100028.
public enum DataUsePermission: UInt8, CodedValue {
  /// No restriction.
  case noRestriction = 1
  /// General research use.
  case generalResearch = 2
  /// Health, medical or biomedical research.
  case biomedical = 3
  /// Research on stated diseases.
  case diseaseSpecific = 4
  /// Population origins or ancestry research.
  case ancestry = 5

  /// `data use permission`.
  public static var vocabulary: String { "data use permission" }

  /// The shorthand of the ontology, in lower case.
  public var name: String {
    switch self {
    case .noRestriction: "nres"
    case .generalResearch: "gru"
    case .biomedical: "hmb"
    case .diseaseSpecific: "ds"
    case .ancestry: "poa"
    }
  }

  /// The shorthand of the ontology, for example `HMB`.
  public var shorthand: String { name.uppercased() }

  /// The code of the ontology, for example `DUO:0000006`.
  public var duoCode: String {
    switch self {
    case .noRestriction: "DUO:0000004"
    case .generalResearch: "DUO:0000042"
    case .biomedical: "DUO:0000006"
    case .diseaseSpecific: "DUO:0000007"
    case .ancestry: "DUO:0000011"
    }
  }
}
