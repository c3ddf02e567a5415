/// What a consent event states, without the place and the moment that the ledger gives it.
///
/// A value can always be stored and folded. Whether it may be recorded for this donor today is
/// for the guards of the consent workflow to say.
public struct ConsentFacts: Hashable, Sendable {
  /// What kind of fact it is.
  public let kind: ConsentEventKind
  /// The form that was signed; always there for a grant and a renewal.
  public let form: FormReference?
  /// Scopes answered yes, in a grant or renewal.
  public let permitted: ScopeSet
  /// Scopes answered no, in a grant or renewal.
  public let declined: ScopeSet
  /// Scopes left open, in a grant or renewal.
  public let notChosen: ScopeSet
  /// The scopes that any other kind is about; none for a void.
  public let scopes: ScopeSet
  /// How far a withdrawal goes.
  ///
  /// A refusal has it too where it stands for a withdrawal that found nothing to withdraw.
  public let level: WithdrawalLevel?
  /// What is destroyed, where the level is ``WithdrawalLevel/noFurtherUse``.
  public let destruction: Destruction?
  /// The day of the signature.
  public let signedOn: CivilDay
  /// The first day on which the fact holds.
  public let effectiveFrom: CivilDay
  /// Who signed.
  public let signer: Signer
  /// Reference of the mandate of a signer other than the donor.
  public let mandate: String?
  /// Who witnessed the signature.
  public let witness: String?
  /// Whether a minor agreed with what was signed for it.
  public let assent: Bool
  /// The hash of the signed document.
  public let evidence: DocumentHash?
  /// Why, in words.
  public let reason: String?
  /// The ledger sequence of the event that a void takes out.
  public let target: UInt64?

  /// Checks that the parts of a fact fit its kind, and keeps them.
  /// - Parameters:
  ///   - kind: what kind of fact it is.
  ///   - form: the form that was signed.
  ///   - permitted: scopes answered yes.
  ///   - declined: scopes answered no.
  ///   - notChosen: scopes left open.
  ///   - scopes: the scopes that a kind without answers is about; nil for those of the level.
  ///   - level: how far a withdrawal goes.
  ///   - destruction: what is destroyed.
  ///   - signedOn: the day of the signature.
  ///   - effectiveFrom: the first day on which the fact holds; nil for the day of the signature.
  ///   - signer: who signed.
  ///   - mandate: reference of the signer's mandate.
  ///   - witness: who witnessed the signature.
  ///   - assent: whether a minor agreed.
  ///   - evidence: the hash of the signed document.
  ///   - reason: why, in words.
  ///   - target: the ledger sequence of the event that a void takes out.
  /// - Throws: ``ConsentFactsProblem``, the first that is found.
  public init(
    kind: ConsentEventKind, form: FormReference? = nil, permitted: ScopeSet = [],
    declined: ScopeSet = [], notChosen: ScopeSet = [], scopes: ScopeSet? = nil,
    level: WithdrawalLevel? = nil, destruction: Destruction? = nil, signedOn: CivilDay,
    effectiveFrom: CivilDay? = nil, signer: Signer = .donor, mandate: String? = nil,
    witness: String? = nil, assent: Bool = false, evidence: DocumentHash? = nil,
    reason: String? = nil, target: UInt64? = nil
  ) throws(ConsentFactsProblem) {
    self.kind = kind
    self.form = form
    self.permitted = permitted
    self.declined = declined
    self.notChosen = notChosen
    self.scopes = scopes ?? level?.scopes ?? []
    self.level = level
    self.destruction = destruction
    self.signedOn = signedOn
    self.effectiveFrom = effectiveFrom ?? signedOn
    self.signer = signer
    self.mandate = mandate
    self.witness = witness
    self.assent = assent
    self.evidence = evidence
    self.reason = reason
    self.target = target
    try check()
  }

  /// Every scope that the event says something about.
  public var namedScopes: ScopeSet {
    permitted.union(declined).union(notChosen).union(scopes)
  }

  /// Whether it takes back all use for good.
  public var isAbsorbing: Bool { kind.isDenial && level == .noFurtherUse }
}
