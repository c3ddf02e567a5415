public import Domain

/// When the hash of the signed document must be there.
public enum EvidenceRule: UInt8, CodedValue {
  /// Where the form says so.
  case asFormSays = 0
  /// For every grant, renewal and reinstatement.
  case always = 1
  /// Never.
  case never = 2

  /// `evidence rule`.
  public static var vocabulary: String { "evidence rule" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .asFormSays: "as_form_says"
    case .always: "always"
    case .never: "never"
    }
  }
}

/// What a registry may decide for itself about recording consent.
public struct ConsentPolicy: Hashable, Sendable {
  /// When the hash of the signed document must be there.
  public var evidence: EvidenceRule = .asFormSays
  /// Whether a donor whose birth is not known at all counts as of age when signing.
  public var acceptsUnknownBirth = true
  /// After how many days a signature is historic and needs a reason; nil for never.
  public var historicReasonAfterDays: Int?

  /// The default policy.
  public init() {}
}
