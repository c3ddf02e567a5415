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
  /// The programme that asks, with its rules; nil for an expression.
  private let compiled: CompiledProgramme?
  /// The expression that tumours have to fulfil.
  private let program: EligibilityProgram
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
      let compiled = try CompiledProgramme(programme, ignoring: topics)
      self.compiled = compiled
      program = compiled.program
      purpose = programme.id
      needed = programme.requiredScopes
      self.programme = programme
    case (nil, let expression?):
      compiled = nil
      program = try EligibilityExpression(expression).compiled(ignoring: topics)
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

  /// Whether the facility that reported a donor matters.
  var asksFacility: Bool { program.asksFacility }

  /// What a donor comes to, consent aside.
  struct Judgement {
    let verdict: Verdict
    /// How many tumours fit, and the first of them; none where the donor is not eligible.
    let fitting: Int
    let first: Int?

    init(_ verdict: Verdict, fitting: Int = 0, first: Int? = nil) {
      self.verdict = verdict
      self.fitting = verdict == .eligible ? fitting : 0
      self.first = verdict == .eligible ? first : nil
    }
  }

  /// Judges a donor of a walk; one for whom codes have no room is read whole.
  func judge(
    _ swept: borrowing SweptDonor, on day: CivilDay, in snapshot: Snapshot
  ) throws -> Judgement {
    guard !swept.isPacked else { return judge(swept.donor, on: day) }
    let (verdict, tumours) = judge(try snapshot.wholeDonor(swept.code), on: day)
    return Judgement(verdict, fitting: tumours.count, first: tumours.first)
  }

  private func judge(_ donor: PackedDonor, on day: CivilDay) -> Judgement {
    var facts = TumourFacts.blank
    facts.take(donor: donor)
    var (fitting, first) = (0, Int?.none)
    var isUnknown = false
    for index in donor.tumours.indices {
      facts.take(donor.tumours[index])
      switch program.evaluate(facts) {
      case .isTrue:
        fitting += 1
        first = first ?? index
      case .unknown: isUnknown = true
      case .isFalse: break
      }
    }
    guard fitting > 0 else { return Judgement(isUnknown ? .needsReview : .ineligible) }
    guard let compiled, !ignoresTissue else {
      return Judgement(.eligible, fitting: fitting, first: first)
    }
    return Judgement(
      compiled.cohortVerdict(fitting: donor, on: day), fitting: fitting, first: first)
  }

  /// Whether a donor fits, consent aside, and which tumours do.
  func judge(_ donor: StoredDonor, on day: CivilDay) -> (verdict: Verdict, tumours: [Int]) {
    let facts = TumourFacts.all(of: donor.record)
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
    guard let compiled, !ignoresTissue else {
      return (.eligible, fitting)
    }
    let verdict = compiled.cohortVerdict(donor: donor.record, facts: facts, on: day)
    return (verdict, verdict == .eligible ? fitting : [])
  }
}
