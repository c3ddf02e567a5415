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

  init(_ programmes: [ResearchProgramme], snapshot: Snapshot) throws {
    self.programmes = try programmes.map { try CompiledProgramme($0) }
    forms = Dictionary(
      uniqueKeysWithValues: try snapshot.forms().map {
        ($0.sequence, try $0.document.form())
      })
  }

  /// What a donor permits research for: each scope in the words of the form that asked for it last.
  mutating func terms(permitted: ScopeSet, signed: [SignedForm]) -> DataUseTerms {
    let key = TermsKey(permitted: permitted, signed: signed)
    if let terms = known[key] { return terms }
    let terms = DataUseTerms(
      permitted: permitted, signed: signed.map { (forms[$0.form], $0.scopes) })
    known[key] = terms
    return terms
  }

  /// Pairs the match with a donor's terms.
  mutating func purpose(permitted: ScopeSet, signed: [SignedForm]) -> PurposeMatch {
    PurposeMatch(match: match, terms: terms(permitted: permitted, signed: signed))
  }
}
