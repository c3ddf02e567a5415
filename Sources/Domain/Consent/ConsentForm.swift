/// One version of a consent document: what is asked, in which words, and for how long.
///
/// Once published it never changes; a change is a new version, which says whether it is
/// ``FormChange/editorial`` or ``FormChange/material``.
public struct ConsentForm: Hashable, Sendable {
  /// The form and its version.
  public let reference: FormReference
  /// The title as the donor reads it.
  public let title: String
  /// The language, a BCP 47 tag.
  public let language: String
  /// The day of publication.
  public let publishedOn: CivilDay
  /// The first day on which it is to be signed.
  public let inForceFrom: CivilDay
  /// How it relates to the version before it.
  public let change: FormChange
  /// After a material change, how long grants on older versions go on; nil for not at all.
  public let gracePeriod: CivilPeriod?
  /// How long a yes lasts at most; nil without limit.
  public let validity: CivilPeriod?
  /// The age from which a donor signs alone.
  public let ageOfMajority: Int
  /// The age from which a minor must agree as well; nil where none is asked to.
  public let assentAge: Int?
  /// Whether the hash of the signed document must be recorded with it.
  public let requiresEvidence: Bool
  /// Whether what was permitted goes on after the donor's death.
  public let survivesDeath: Bool
  /// The modules in the order of the document.
  public let modules: [FormModule]
  /// Every scope that the form asks for.
  public let scopes: ScopeSet

  /// Checks and keeps a form.
  /// - Parameters:
  ///   - reference: the form and its version.
  ///   - title: the title.
  ///   - language: a BCP 47 tag.
  ///   - publishedOn: the day of publication.
  ///   - inForceFrom: the first day on which it is to be signed; nil for the day of publication.
  ///   - change: how it relates to the version before it.
  ///   - gracePeriod: after a material change, how long older grants go on.
  ///   - validity: how long a yes lasts at most.
  ///   - ageOfMajority: the age from which a donor signs alone.
  ///   - assentAge: the age from which a minor must agree as well.
  ///   - requiresEvidence: whether the hash of the signed document must be recorded.
  ///   - survivesDeath: whether what was permitted goes on after death.
  ///   - modules: the modules in the order of the document.
  /// - Throws: ``FormProblem``, the first that is found.
  public init(
    reference: FormReference, title: String, language: String, publishedOn: CivilDay,
    inForceFrom: CivilDay? = nil, change: FormChange = .initial, gracePeriod: CivilPeriod? = nil,
    validity: CivilPeriod? = nil, ageOfMajority: Int = 18, assentAge: Int? = nil,
    requiresEvidence: Bool = true, survivesDeath: Bool = true, modules: [FormModule]
  ) throws(FormProblem) {
    self.reference = reference
    self.title = title
    self.language = language
    self.publishedOn = publishedOn
    self.inForceFrom = inForceFrom ?? publishedOn
    self.change = change
    self.gracePeriod = gracePeriod
    self.validity = validity
    self.ageOfMajority = ageOfMajority
    self.assentAge = assentAge
    self.requiresEvidence = requiresEvidence
    self.survivesDeath = survivesDeath
    self.modules = modules
    scopes = modules.reduce(into: ScopeSet()) { $0.formUnion($1.scopes) }
    try check()
  }

  /// The module that asks for a scope.
  /// - Parameter scope: the scope.
  /// - Returns: the module, or nil where the form does not ask for it.
  public func module(holding scope: ConsentScope) -> FormModule? {
    modules.first { $0.scopes.contains(scope) }
  }

  /// The day on which a yes to a scope ends: the earliest that form, module and item state.
  /// - Parameters:
  ///   - scope: the scope.
  ///   - start: the first day of the yes.
  /// - Returns: the first day on which it no longer holds, or nil where nothing ends it.
  public func validityEnd(of scope: ConsentScope, from start: CivilDay) -> CivilDay? {
    validities(of: scope).map { start.adding($0) }.min()
  }

  /// The periods that form, module and item state for a scope.
  /// - Parameter scope: the scope.
  /// - Returns: none to three periods; the one that ends first counts.
  public func validities(of scope: ConsentScope) -> [CivilPeriod] {
    let module = module(holding: scope)
    let item = module?.items.first { $0.scope == scope }
    return [validity, module?.validity, item?.validity].compactMap { $0 }
  }

  /// The scopes that a signed form leaves open.
  /// - Parameters:
  ///   - permitted: scopes answered yes.
  ///   - declined: scopes answered no.
  /// - Returns: the scopes of the form that are in neither.
  public func notChosen(permitted: ScopeSet, declined: ScopeSet) -> ScopeSet {
    scopes.subtracting(permitted).subtracting(declined)
  }
}
