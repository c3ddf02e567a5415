internal import ConsentWorkflow
public import Domain
internal import ResearchRouting
internal import Storage

/// Which donors are asked for.
public struct CohortSelection: Sendable {
  /// Id of a research programme.
  public var programme: String?
  /// An eligibility expression, instead of a programme.
  public var expression: String?
  /// Whether biomarkers, staging and tissue are left out of account, for feasibility.
  public var ignoreBiomarkers: Bool
  /// The day whose consent counts; nil is today.
  public var on: CivilDay?
  /// What was recorded later is left out; nil is everything.
  public var knownAt: Instant?

  /// Describes a selection.
  /// - Parameters:
  ///   - programme: id of a research programme.
  ///   - expression: an eligibility expression instead.
  ///   - ignoreBiomarkers: whether biomarkers, staging and tissue are left out of account.
  ///   - on: the day whose consent counts.
  ///   - knownAt: what was recorded later is left out.
  public init(
    programme: String? = nil, expression: String? = nil, ignoreBiomarkers: Bool = false,
    on: CivilDay? = nil, knownAt: Instant? = nil
  ) {
    self.programme = programme
    self.expression = expression
    self.ignoreBiomarkers = ignoreBiomarkers
    self.on = on
    self.knownAt = knownAt
  }
}

/// A selection that was understood: a question for one donor after the other.
struct CohortQuestion {
  private enum Subject {
    case programme(CompiledProgramme)
    case expression(EligibilityProgram)
  }

  private let subject: Subject
  let purpose: String
  let needed: ScopeSet
  /// The programme that asks; nil for an expression.
  let programme: ResearchProgramme?
  private let ignoresTissue: Bool

  init(_ selection: CohortSelection, registry: Registry, snapshot: Snapshot) throws {
    ignoresTissue = selection.ignoreBiomarkers
    let topics: EligibilityTopics = selection.ignoreBiomarkers ? .feasibility : []
    switch (selection.programme, selection.expression) {
    case (let id?, nil):
      let programme = try registry.programme(id, at: selection.knownAt, in: snapshot)
      subject = .programme(try CompiledProgramme(programme, ignoring: topics))
      purpose = programme.id
      needed = programme.requiredScopes
      self.programme = programme
    case (nil, let expression?):
      subject = .expression(
        try EligibilityExpression(expression).compiled(ignoring: topics))
      purpose = expression
      // An expression names no purpose of its own: what leaves is clinical data.
      needed = [.clinicalData]
      programme = nil
    default:
      throw RegistryError(
        .usage, "a cohort is either a programme's or an expression's",
        fix: "give --programme ID or --where EXPR, and not both")
    }
  }

  /// Whether a donor fits, consent aside, and which tumours do.
  func judge(_ donor: StoredDonor, on day: CivilDay) -> (verdict: Verdict, tumours: [Int]) {
    let facts = TumourFacts.all(of: donor.record)
    let program: EligibilityProgram
    switch subject {
    case .programme(let compiled): program = compiled.program
    case .expression(let compiled): program = compiled
    }
    var fitting: [Int] = []
    var isUnknown = false
    for index in facts.indices {
      switch program.evaluate(facts[index]) {
      case .isTrue: fitting.append(index)
      case .unknown: isUnknown = true
      case .isFalse: break
      }
    }
    guard !fitting.isEmpty else { return (isUnknown ? .needsReview : .ineligible, []) }
    guard case .programme(let compiled) = subject, !ignoresTissue else {
      return (.eligible, fitting)
    }
    let verdict = compiled.cohortVerdict(donor: donor.record, facts: facts, on: day)
    return (verdict, verdict == .eligible ? fitting : [])
  }
}
