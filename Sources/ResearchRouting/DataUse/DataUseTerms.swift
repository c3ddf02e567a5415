public import Domain

/// What a donor permits research for, in the terms of the Data Use Ontology.
public struct DataUseTerms: Hashable, Sendable {
  /// The permissions recorded; each one widens the use, none permits nothing.
  public var permissions: Set<DataUsePermission>
  /// The diseases that a disease-specific permission is limited to.
  public var diseases: [String]
  /// The restrictions and conditions recorded.
  public var modifiers: [DataUseModifier]
  /// Codes that were recorded and that nobody here understands; each one needs review.
  public var unrecognised: [String]

  /// States terms.
  /// - Parameters:
  ///   - permissions: the permissions recorded.
  ///   - diseases: the diseases that a disease-specific permission is limited to.
  ///   - modifiers: the restrictions and conditions recorded.
  ///   - unrecognised: codes recorded that are not understood.
  public init(
    permissions: Set<DataUsePermission>, diseases: [String] = [], modifiers: [DataUseModifier] = [],
    unrecognised: [String] = []
  ) {
    self.permissions = permissions
    self.diseases = diseases
    self.modifiers = modifiers
    self.unrecognised = unrecognised
  }
}

/// What a research purpose asks for, in the terms of the Data Use Ontology.
public struct DataUseRequest: Hashable, Sendable {
  /// Whether research of any kind is asked for.
  public var isGeneral = false
  /// Whether health, medical or biomedical research is asked for.
  public var isBiomedical = false
  /// The diseases to be studied, every one of which has to be permitted.
  public var diseases: [String] = []
  /// Whether population origins or ancestry are to be studied.
  public var isAncestry = false
  /// Whether methods are to be developed.
  public var isMethods = false
  /// Whether it is a genetic study, where that is stated.
  public var isGenetic: Bool?
  /// Whether the use is commercial or for profit, where that is stated.
  public var isCommercial: Bool?
  /// What makes the purpose sensitive, for example `stigmatised disease`.
  public var sensitive: [String] = []
  /// The conditions that the requester accepts.
  public var accepts: [DataUseModifier] = []

  /// Asks for nothing, to be filled.
  public init() {}

  /// What a programme asks for.
  /// - Parameter programme: the programme.
  public init(_ programme: ResearchProgramme) {
    switch programme.purpose.permission {
    case .noRestriction, .generalResearch: isGeneral = true
    case .biomedical: isBiomedical = true
    case .diseaseSpecific: diseases = programme.purpose.diseases
    case .ancestry: isAncestry = true
    }
    isCommercial = programme.isCommercial
    isGenetic =
      programme.requiredScopes.contains(.somaticGenomics)
        || programme.requiredScopes.contains(.germlineGenomics) ? true : nil
    sensitive = programme.purpose.sensitive
    accepts = programme.purpose.modifiers
    // A restriction that a scope would lift binds only a programme that asks for the scope.
    let lifted: [(ConsentScope, DataUseModifier)] = [
      (.internationalTransfer, .geographical), (.returnOfFindings, .clinicalCare),
    ]
    for (scope, modifier) in lifted
    where !programme.requiredScopes.contains(scope) && !accepts.contains(modifier) {
      accepts.append(modifier)
    }
  }
}
