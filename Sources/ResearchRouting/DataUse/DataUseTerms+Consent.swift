public import Domain

extension DataUseTerms {
  /// What a donor's consent says in the terms of the Data Use Ontology.
  ///
  /// A permission holds where a scope that carries it is permitted. A modifier beside a permission
  /// restricts that permission; a modifier alone is the restriction that a yes to its scope lifts, so
  /// that it holds wherever the scope is not permitted. A code that is neither is kept as
  /// unrecognised, never passed over.
  /// - Parameters:
  ///   - permitted: the scopes that are permitted.
  ///   - item: the question of the form signed that asks for a scope, or nil where none did.
  public init(permitted: ScopeSet, item: (ConsentScope) -> FormItem?) {
    self.init(permissions: [])
    for scope in ConsentScope.allCases {
      guard let item = item(scope) else { continue }
      let codes = item.duoCodes
      let granted = codes.compactMap { code in
        DataUsePermission.allCases.first { $0.duoCode == code }
      }
      let limits = codes.compactMap { code in
        DataUseModifier.allCases.first { $0.duoCode == code }
      }
      if permitted.contains(scope) { permissions.formUnion(granted) }
      if granted.isEmpty != permitted.contains(scope) {
        modifiers += limits.filter { !modifiers.contains($0) }
      }
      let known = granted.map(\.duoCode) + limits.map(\.duoCode)
      unrecognised += codes.filter { !known.contains($0) && !unrecognised.contains($0) }
    }
  }
}

extension DataUseTerms {
  /// What a donor's consent says: each scope in the words of the form that asked for it last.
  /// - Parameters:
  ///   - permitted: the scopes that are permitted.
  ///   - signed: the forms signed, oldest first, each with the scopes that it asked for.
  public init(permitted: ScopeSet, signed: [(form: ConsentForm?, scopes: ScopeSet)]) {
    self.init(permitted: permitted) { scope in
      let form = signed.last { $0.scopes.contains(scope) }?.form
      return form?.module(holding: scope)?.items.first { $0.scope == scope }
    }
  }
}

/// What a donor permits research for, ready to be matched.
public struct PurposeMatch: Sendable {
  /// The match over a hierarchy of diseases.
  public let match: DataUseMatch
  /// What the donor permits.
  public let terms: DataUseTerms

  /// Pairs a match with a donor's terms.
  /// - Parameters:
  ///   - match: the match over a hierarchy of diseases.
  ///   - terms: what the donor permits.
  public init(match: DataUseMatch, terms: DataUseTerms) {
    self.match = match
    self.terms = terms
  }

  func reasons(_ programme: ResearchProgramme) -> [VerdictReason] {
    match.reasons(DataUseRequest(programme), on: terms)
  }

  func verdict(_ programme: ResearchProgramme) -> Verdict {
    match.verdict(DataUseRequest(programme), on: terms)
  }
}
