internal import Config
internal import Domain
internal import ResearchRouting
internal import Storage

/// What judging donors takes besides the donors: programmes, forms and the hierarchy of diseases.
struct RoutingRules {
  let programmes: [CompiledProgramme]
  let match = DataUseMatch(hierarchy: DiseaseHierarchy(ancestors: OncoTree.ancestors))

  private let forms: [UInt64: ConsentForm]
  private var known: [TermsKey: DataUseTerms] = [:]

  private struct TermsKey: Hashable {
    var permitted: ScopeSet
    var signed: [SignedForm]
  }

  init(_ programmes: [ResearchProgramme], registry: Registry, snapshot: Snapshot) throws {
    self.programmes = try programmes.map { try CompiledProgramme($0) }
    forms = Dictionary(
      uniqueKeysWithValues: try snapshot.forms().map {
        ($0.sequence, try registry.parsedForm($0.document))
      })
  }

  /// What a donor permits research for: each scope in the words of the form that asked for it last.
  mutating func terms(permitted: ScopeSet, signed: [SignedForm]) -> DataUseTerms {
    let key = TermsKey(permitted: permitted, signed: signed)
    if let terms = known[key] { return terms }
    let terms = DataUseTerms(permitted: permitted) { scope in
      let form = signed.last { $0.scopes.contains(scope) }.flatMap { forms[$0.form] }
      return form?.module(holding: scope)?.items.first { $0.scope == scope }
    }
    known[key] = terms
    return terms
  }

  /// Pairs the match with a donor's terms.
  mutating func purpose(permitted: ScopeSet, signed: [SignedForm]) -> PurposeMatch {
    PurposeMatch(match: match, terms: terms(permitted: permitted, signed: signed))
  }
}
