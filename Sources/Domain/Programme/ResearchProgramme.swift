/// One version of a research programme: what it is for, whom it can use, and under which terms.
///
/// A published version never changes; a change is a new version. ``eligibility`` is an expression
/// of the eligibility language, kept as it was written.
public struct ResearchProgramme: Hashable, Sendable {
  /// The programme, the same through all its versions, for example `HER2-TARGETED`.
  public let id: String
  /// The version, from 1.
  public let version: Int
  /// The title.
  public let title: String
  /// Where it stands.
  public let state: ProgrammeState
  /// What it is for.
  public let purpose: ResearchPurpose
  /// Which tumours it can use, in the eligibility language.
  public let eligibility: String
  /// What it needs to receive.
  public let tissue: TissueRequirement
  /// The scopes that a donor must permit, every one.
  public let requiredScopes: ScopeSet
  /// The ethics approval.
  public let approval: ApprovalInterval?
  /// Who pays for it.
  public let sponsor: String?
  /// Whether it is run by or for industry.
  public let isCommercial: Bool
  /// ISO 3166-1 alpha-2 countries that donors are taken from; empty for all.
  public let countries: [String]
  /// How many donors it takes at most; nil without limit.
  public let quota: Int?
  /// The weight in the allocation of scarce tissue, 0 to 100; more goes first.
  public let priority: Int
  /// What a reader should know.
  public let note: String?
  /// Publications, as cited.
  public let references: [String]

  /// Checks and keeps a programme.
  /// - Parameters:
  ///   - id: letters, digits, dots, hyphens and underscores.
  ///   - version: from 1.
  ///   - title: the title.
  ///   - state: where it stands.
  ///   - purpose: what it is for.
  ///   - eligibility: which tumours it can use, in the eligibility language.
  ///   - tissue: what it needs to receive.
  ///   - requiredScopes: the scopes that a donor must permit.
  ///   - approval: the ethics approval.
  ///   - sponsor: who pays for it.
  ///   - isCommercial: whether it is run by or for industry.
  ///   - countries: ISO 3166-1 alpha-2 countries; empty for all.
  ///   - quota: how many donors it takes at most.
  ///   - priority: 0 to 100.
  ///   - note: what a reader should know.
  ///   - references: publications.
  /// - Throws: ``ProgrammeProblem``, the first that is found.
  public init(
    id: String, version: Int, title: String, state: ProgrammeState = .draft,
    purpose: ResearchPurpose, eligibility: String, tissue: TissueRequirement,
    requiredScopes: ScopeSet, approval: ApprovalInterval? = nil, sponsor: String? = nil,
    isCommercial: Bool = false, countries: [String] = [], quota: Int? = nil, priority: Int = 50,
    note: String? = nil, references: [String] = []
  ) throws(ProgrammeProblem) {
    self.id = id
    self.version = version
    self.title = title
    self.state = state
    self.purpose = purpose
    self.eligibility = eligibility
    self.tissue = tissue
    self.requiredScopes = requiredScopes
    self.approval = approval
    self.sponsor = sponsor
    self.isCommercial = isCommercial
    self.countries = countries
    self.quota = quota
    self.priority = priority
    self.note = note
    self.references = references
    try check()
  }

  /// The same programme in another state.
  /// - Parameter state: the new state.
  /// - Returns: the programme.
  /// - Throws: ``ProgrammeProblem`` where the programme cannot be in that state.
  public func with(state: ProgrammeState) throws(ProgrammeProblem) -> ResearchProgramme {
    try ResearchProgramme(
      id: id, version: version, title: title, state: state, purpose: purpose,
      eligibility: eligibility, tissue: tissue, requiredScopes: requiredScopes, approval: approval,
      sponsor: sponsor, isCommercial: isCommercial, countries: countries, quota: quota,
      priority: priority, note: note, references: references)
  }
}
