public import Domain

/// What somebody wants to record, before the guards have seen it.
public struct ConsentCommand: Hashable, Sendable {
  /// What kind of event it is to be.
  public var kind: ConsentEventKind
  /// The form that was signed.
  public var form: FormReference?
  /// Scopes answered yes, for a grant or renewal.
  public var permitted: ScopeSet = []
  /// Scopes answered no, for a grant or renewal.
  public var declined: ScopeSet = []
  /// Scopes left open, for a grant or renewal.
  public var notChosen: ScopeSet = []
  /// The scopes that any other kind is about; for a withdrawal, where the level has none.
  public var scopes: ScopeSet = []
  /// How far a withdrawal goes.
  public var level: WithdrawalLevel = .scopes
  /// What is destroyed on a withdrawal of all use; the sample where nothing is said, which can
  /// still be widened and destroys nothing that was not named.
  public var destruction: Destruction?
  /// The day of the signature.
  public var signedOn: CivilDay
  /// The first day on which it is to hold; nil for the day of the signature.
  public var effectiveFrom: CivilDay?
  /// Who signed.
  public var signer: Signer = .donor
  /// Reference of the mandate of a signer other than the donor.
  public var mandate: String?
  /// Who witnessed the signature.
  public var witness: String?
  /// Whether a minor agreed.
  public var assent = false
  /// The hash of the signed document.
  public var evidence: DocumentHash?
  /// Why, in words.
  public var reason: String?
  /// The ledger sequence of the event that a void takes out.
  public var target: UInt64?

  /// A command with nothing but its kind and day, to be filled.
  /// - Parameters:
  ///   - kind: what kind of event it is to be.
  ///   - signedOn: the day of the signature.
  public init(kind: ConsentEventKind, signedOn: CivilDay) {
    self.kind = kind
    self.signedOn = signedOn
  }

  /// The first day on which it is to hold.
  public var firstDay: CivilDay { effectiveFrom ?? signedOn }

  /// The scopes that a kind without answers is about.
  public var namedScopes: ScopeSet {
    kind == .withdrawal && level != .scopes ? level.scopes : scopes
  }
}
