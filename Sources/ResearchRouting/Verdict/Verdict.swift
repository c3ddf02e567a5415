public import Domain

/// Whether a donor can be offered to a programme.
public enum Verdict: UInt8, CodedValue, Comparable {
  /// Every rule is met.
  case eligible = 0
  /// No rule is broken, but what is recorded does not settle every one: a person has to look.
  case needsReview = 1
  /// A rule is broken.
  case ineligible = 2

  /// `verdict`.
  public static var vocabulary: String { "verdict" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .eligible: "eligible"
    case .needsReview: "needs_review"
    case .ineligible: "ineligible"
    }
  }

  /// The stricter verdict is the greater.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }

  /// The strictest of some verdicts; no information at all is ``ineligible``.
  /// - Parameter verdicts: the verdicts, in any order.
  /// - Returns: their maximum.
  public static func combined(_ verdicts: some Sequence<Verdict>) -> Verdict {
    verdicts.max() ?? .ineligible
  }
}

/// What came out of one rule.
public enum RuleOutcome: UInt8, CodedValue {
  /// The rule is met.
  case met = 0
  /// What is recorded does not settle it.
  case unknown = 1
  /// The rule is broken.
  case notMet = 2

  /// `rule outcome`.
  public static var vocabulary: String { "rule outcome" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .met: "met"
    case .unknown: "unknown"
    case .notMet: "not_met"
    }
  }

  /// The verdict that the rule alone would give.
  public var verdict: Verdict {
    switch self {
    case .met: .eligible
    case .unknown: .needsReview
    case .notMet: .ineligible
    }
  }

  /// The truth that it amounts to.
  var truth: Truth {
    switch self {
    case .met: .isTrue
    case .unknown: .unknown
    case .notMet: .isFalse
    }
  }

  /// The outcome that a truth amounts to.
  /// - Parameter truth: the truth.
  public init(_ truth: Truth) {
    switch truth {
    case .isTrue: self = .met
    case .unknown: self = .unknown
    case .isFalse: self = .notMet
    }
  }
}

/// One reason of a verdict.
public struct VerdictReason: Hashable, Sendable {
  /// The rule: `programme`, `approval`, `quota`, `scope`, `purpose`, `sensitive`, `restriction`,
  /// `condition`, `contact`, `country`, `eligibility`, `tissue`, `matched_normal`, `matched_blood`,
  /// `viability`, `amount`, `pre_post_pair` or `window`.
  public let rule: String
  /// What came out of it.
  public let outcome: RuleOutcome
  /// What is recorded.
  public let found: String
  /// What the programme needs.
  public let needed: String

  /// States a reason.
  /// - Parameters:
  ///   - rule: the rule.
  ///   - outcome: what came out of it.
  ///   - found: what is recorded.
  ///   - needed: what the programme needs.
  public init(rule: String, outcome: RuleOutcome, found: String, needed: String) {
    self.rule = rule
    self.outcome = outcome
    self.found = found
    self.needed = needed
  }
}

/// A verdict with every reason, those that are met included.
public struct RoutingVerdict: Hashable, Sendable {
  /// The strictest of all reasons.
  public let verdict: Verdict
  /// The reasons in the order in which the rules are read.
  public let reasons: [VerdictReason]
  /// The place of the tumour judged, the one that suits best; nil where none is recorded.
  public let tumour: Int?

  /// Keeps a verdict.
  /// - Parameters:
  ///   - reasons: the reasons; none at all make it ``Verdict/ineligible``.
  ///   - tumour: the place of the tumour judged.
  public init(reasons: [VerdictReason], tumour: Int?) {
    verdict = Verdict.combined(reasons.lazy.map(\.outcome.verdict))
    self.reasons = reasons
    self.tumour = tumour
  }
}
