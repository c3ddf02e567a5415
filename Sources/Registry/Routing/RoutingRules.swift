internal import Domain
internal import ResearchRouting
internal import Storage

/// What judging donors takes besides the donors: programmes, forms and the hierarchy of diseases.
struct RoutingRules {
  let programmes: [CompiledProgramme]
  let match = DataUseMatch(hierarchy: .oncoTree)

  private let published: [UInt64: PublishedDocument]
  private var forms: [UInt64: ConsentForm] = [:]
  private var known: [TermsKey: DataUseTerms] = [:]

  private struct TermsKey: Hashable {
    var permitted: ScopeSet
    var signed: [SignedForm]
  }

  init(_ programmes: [ResearchProgramme], snapshot: Snapshot) throws {
    self.programmes = try programmes.map { try CompiledProgramme($0) }
    published = Dictionary(
      uniqueKeysWithValues: try snapshot.forms().map { ($0.sequence, $0.document) })
  }

  /// What a donor permits research for: each scope in the words of the form that asked for it last.
  mutating func terms(permitted: ScopeSet, signed: [SignedForm]) throws -> DataUseTerms {
    let key = TermsKey(permitted: permitted, signed: signed)
    if let terms = known[key] { return terms }
    let terms = DataUseTerms(
      permitted: permitted, signed: try signed.map { (try form($0.form), $0.scopes) })
    known[key] = terms
    return terms
  }

  /// Pairs the match with a donor's terms.
  mutating func purpose(permitted: ScopeSet, signed: [SignedForm]) throws -> PurposeMatch {
    PurposeMatch(match: match, terms: try terms(permitted: permitted, signed: signed))
  }

  /// A form, read when the first donor who signed it is judged.
  private mutating func form(_ sequence: UInt64) throws -> ConsentForm? {
    if let form = forms[sequence] { return form }
    let form = try published[sequence]?.form()
    forms[sequence] = form
    return form
  }
}
