public import Domain

/// The answer to `route explain`: whether a donor can be offered to a programme, with every reason.
public struct RouteExplanation: Sendable {
  /// One rule with what came out of it.
  public struct Reason: Sendable {
    /// Name of the rule.
    public var rule: String
    /// `met`, `unknown` or `not_met`.
    public var outcome: String
    /// What is recorded.
    public var found: String
    /// What the programme needs.
    public var needed: String
  }

  /// A signed document that a needed scope rests on, or fails on.
  public struct Document: Sendable {
    /// Name of the scope.
    public var scope: String
    /// Name of its state on the day.
    public var state: String
    /// The form, `id@version`; nil where the event names none.
    public var form: String?
    /// Ledger sequence of the consent event.
    public var event: UInt64
    /// The day of signature.
    public var signedOn: CivilDay
    /// SHA-256 of the signed document, hexadecimal.
    public var evidence: String?
  }

  /// The donor's code.
  public var donor: String
  /// Id of the programme.
  public var programme: String
  /// Its version.
  public var version: Int
  /// The day judged.
  public var on: CivilDay
  /// `eligible`, `needs_review` or `ineligible`: the strictest of all reasons.
  public var verdict: String
  /// The tumour judged, counted from 1; nil where none is recorded.
  public var tumour: Int?
  /// Every rule, those that are met included.
  public var reasons: [Reason]
  /// The documents that the needed scopes rest on.
  public var documents: [Document]
}

/// The answer to `route explain --why-not`: where a programme loses its donors.
public struct RouteLosses: Sendable {
  /// One rule over all donors.
  public struct Rule: Sendable {
    /// Name of the rule.
    public var rule: String
    /// What the programme needs.
    public var needed: String
    /// Donors for whom it is broken.
    public var lost: Int
    /// Donors for whom it is the only one that is broken.
    public var lostOnlyHere: Int
    /// Donors for whom what is recorded does not settle it.
    public var unknown: Int
    /// Donors who would be eligible if what is missing here were known and met.
    public var wouldGain: Int
  }

  /// Id of the programme.
  public var programme: String
  /// Donors of the registry.
  public var donors: Int
  /// Donors who are eligible.
  public var eligible: Int
  /// Donors whom a person has to look at.
  public var needsReview: Int
  /// Donors who are ineligible.
  public var ineligible: Int
  /// The rules that lose donors or leave them open; the greatest loss first.
  public var rules: [Rule]
  /// The missing value that would gain most, in the programme's words; nil where none would.
  public var bestGain: String?
}

/// One programme in the answer to `route run`.
public struct RouteLine: Sendable {
  /// Id of the programme.
  public var programme: String
  /// Name of its state.
  public var state: String
  /// Donors who are eligible.
  public var eligible: Int
  /// Donors whom a person has to look at.
  public var needsReview: Int
  /// Donors who are ineligible.
  public var ineligible: Int
}

/// One donor in the answer to `route run --programme`.
public struct RouteCandidate: Sendable {
  /// The donor's code.
  public var donor: String
  /// `eligible` or `needs_review`.
  public var verdict: String
}

/// One line of `stats --quality`.
public struct QualityLine: Sendable {
  /// The donor's code.
  public var donor: String
  /// The tumour, counted from 1.
  public var tumour: Int
  /// Name of the biomarker, or of the part of the staging.
  public var field: String
  /// What contradicts itself, with days and specimens.
  public var found: String
  /// Whether the results are of `one` specimen, of `different` ones, or `not recorded`.
  public var specimens: String
}
