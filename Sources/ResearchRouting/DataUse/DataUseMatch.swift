internal import Domain

/// Matches what research asks for against what a donor permits.
///
/// Follows the algorithm of DUOS, version 4 (Data Use Oversight System, Broad Institute), on the
/// terms of the GA4GH Data Use Ontology, and is stricter where that one fails open: no permission
/// recorded is a denial; research of any kind is covered by a permission for any kind only; methods
/// research needs a recorded permission; a denial outranks everything that needs review. Other than
/// in REMS, every disease asked for has to be permitted, not just one.
public struct DataUseMatch: Sendable {
  private let hierarchy: DiseaseHierarchy

  /// A match over a hierarchy of diseases.
  /// - Parameter hierarchy: which disease is a kind of which other.
  public init(hierarchy: DiseaseHierarchy) {
    self.hierarchy = hierarchy
  }

  /// Matches a request against terms, with every reason.
  /// - Parameters:
  ///   - request: what research asks for.
  ///   - terms: what the donor permits.
  /// - Returns: the reasons, one for everything asked for and for every restriction; their strictest
  ///   outcome is the answer.
  public func reasons(_ request: DataUseRequest, on terms: DataUseTerms) -> [VerdictReason] {
    let found =
      terms.permissions.isEmpty
      ? "no permission recorded"
      : terms.permissions.sorted { $0.rawValue < $1.rawValue }.map(\.shorthand)
        .joined(separator: ", ")
    var reasons: [VerdictReason] = []
    func state(_ outcome: RuleOutcome, _ needed: String) {
      reasons.append(
        VerdictReason(rule: "purpose", outcome: outcome, found: found, needed: needed))
    }
    let isAny = !terms.permissions.isDisjoint(with: [.noRestriction, .generalResearch])
    let isHealth = isAny || terms.permissions.contains(.biomedical)
    if terms.permissions.isEmpty { state(.notMet, "a recorded permission") }
    if request.isGeneral { state(isAny ? .met : .notMet, "research of any kind") }
    if request.isBiomedical { state(isHealth ? .met : .notMet, "biomedical research") }
    for disease in request.diseases {
      let isPermitted =
        isHealth
        || terms.permissions.contains(.diseaseSpecific)
          && terms.diseases.contains { hierarchy.isWithin(disease, $0) }
      state(isPermitted ? .met : .notMet, "research on \(FieldProblem.excerpt(disease))")
    }
    if request.isAncestry {
      let isPermitted = isAny || terms.permissions.contains(.ancestry)
      state(isPermitted ? .met : .notMet, "research on population origins or ancestry")
    }
    if request.isMethods {
      state(terms.permissions.isEmpty ? .notMet : .met, "methods research")
    }
    if !asksAnything(request) { state(.unknown, "a stated purpose") }
    reasons += request.sensitive.map { topic in
      VerdictReason(
        rule: "sensitive", outcome: .unknown, found: topic, needed: "a person to decide")
    }
    reasons += terms.modifiers.map { modifier in
      VerdictReason(
        rule: "restriction", outcome: outcome(modifier, request), found: modifier.shorthand,
        needed: needed(modifier))
    }
    reasons += terms.unrecognised.map { code in
      VerdictReason(
        rule: "restriction", outcome: .unknown, found: FieldProblem.excerpt(code),
        needed: "a person to say what the code means")
    }
    reasons += request.accepts.filter { !terms.modifiers.contains($0) }.map { modifier in
      VerdictReason(
        rule: "condition", outcome: .met, found: "not asked for by the donor",
        needed: "nothing: the programme keeps to \(modifier.shorthand)")
    }
    return reasons
  }

  /// The answer alone.
  /// - Parameters:
  ///   - request: what research asks for.
  ///   - terms: what the donor permits.
  /// - Returns: the strictest of all reasons.
  public func verdict(_ request: DataUseRequest, on terms: DataUseTerms) -> Verdict {
    Verdict.combined(reasons(request, on: terms).lazy.map(\.outcome.verdict))
  }

  private func asksAnything(_ request: DataUseRequest) -> Bool {
    request.isGeneral || request.isBiomedical || !request.diseases.isEmpty || request.isAncestry
      || request.isMethods
  }

  private func outcome(_ modifier: DataUseModifier, _ request: DataUseRequest) -> RuleOutcome {
    switch modifier {
    case .noMethodsResearch: request.isMethods ? .notMet : .met
    case .noAncestryResearch: request.isAncestry ? .notMet : .met
    case .notForProfitOrganisation, .nonCommercial, .notForProfitNonCommercial:
      request.isCommercial == false ? .met : .notMet
    case .geneticStudiesOnly:
      request.isGenetic.map { $0 ? .met : .notMet } ?? .unknown
    case .publicationRequired, .publicationMoratorium, .collaborationRequired, .userSpecific,
      .projectSpecific, .institutionSpecific, .geographical, .timeLimit, .returnRequired,
      .ethicsApproval, .clinicalCare, .researchSpecific:
      request.accepts.contains(modifier) ? .met : .unknown
    }
  }

  private func needed(_ modifier: DataUseModifier) -> String {
    switch modifier {
    case .noMethodsResearch: "no methods research"
    case .noAncestryResearch: "no ancestry research"
    case .notForProfitOrganisation, .nonCommercial, .notForProfitNonCommercial:
      "a use stated as not commercial"
    case .geneticStudiesOnly: "a genetic study"
    default: "\(modifier.shorthand) accepted by the requester"
    }
  }
}
