internal import ConsentWorkflow
public import Domain
internal import RegistryCrypto

/// A consent event as a command or a row states it, before it is understood.
public struct ConsentRequest: Sendable {
  /// The signed document, or its hash.
  public enum Evidence: Sendable {
    /// Path of the signed document; only its SHA-256 is kept.
    case file(String)
    /// SHA-256, with or without `sha256:` before it.
    case digest(String)
  }

  /// The donor's code; may be empty where `target` names an event.
  public var donor: String
  /// Name of the kind of event.
  public var kind: String
  /// The form, `id` or `id@version`; nil is the form in force on the day of signature.
  public var form: String?
  /// Scopes permitted, withdrawn, refused …; `all` for every one.
  public var scopes: [String]
  /// Scopes declined.
  public var decline: [String]
  /// Withdrawal level.
  public var level: String?
  /// What is destroyed on a withdrawal of all use; nil is the sample.
  public var destruction: String?
  /// The day of signature; nil is today, for what needs no document.
  public var signedOn: CivilDay?
  /// The day from which it holds; nil is the day of signature.
  public var effectiveFrom: CivilDay?
  /// Who signed; nil is whoever is entitled to on that day.
  public var signer: String?
  /// Reference of the mandate.
  public var mandate: String?
  /// Who witnessed it.
  public var witness: String?
  /// Whether a minor agreed to what a parent or guardian signed.
  public var assent: Bool
  /// The signed document.
  public var evidence: Evidence?
  /// The event that a void takes out.
  public var target: UInt64?

  /// Describes a consent event.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - kind: name of the kind of event.
  public init(donor: String, kind: String) {
    self.donor = donor
    self.kind = kind
    scopes = []
    decline = []
    assent = false
  }
}

extension ConsentRequest {
  /// Reads every text into the vocabulary.
  /// - Throws: `FieldProblem` with the nearest valid value.
  func command(
    reason: String?, words: ConsentWords, donor: DonorFacts, birthDay: CivilDay?, today: CivilDay
  ) throws -> ConsentCommand {
    let kind = try ConsentEventKind.parse(self.kind, field: "event")
    let signedOn = self.signedOn ?? today
    var command = ConsentCommand(kind: kind, signedOn: signedOn)
    command.effectiveFrom = effectiveFrom
    command.reason = reason
    command.mandate = mandate
    command.witness = witness
    command.assent = assent
    command.target = target
    command.signer =
      try signer.map { text throws(FieldProblem) in
        try Signer.parse(text, field: "signer")
      } ?? Self.entitledSigner(on: signedOn, donor: donor, birthDay: birthDay)
    switch evidence {
    case nil: break
    case .file(let path):
      let contents = try InputFile.path(path).contents(limit: 64 << 20)
      command.evidence = DocumentHash(bytes: try sha256(contents).bytes)
    case .digest(let text):
      guard let hash = DocumentHash(text: text) else {
        throw FieldProblem(
          field: "evidence", problem: "this is no SHA-256",
          fix: "write sha256: and 64 hexadecimal digits, or name the signed document")
      }
      command.evidence = hash
    }
    switch kind {
    case .grant, .renewal:
      // A day that no signature can have is refused by its guard, whatever form was in force then.
      let isPossible = signedOn <= today && signedOn >= birthDay ?? signedOn
      let form = try words.form(self.form, on: isPossible ? signedOn : today)
      command.form = form.reference
      command.declined = try words.scopes(decline, all: form.scopes, "decline")
      let permitted = try words.scopes(scopes, all: form.scopes, "scopes")
      command.permitted =
        scopes.contains("all") ? permitted.subtracting(command.declined) : permitted
      command.notChosen = form.notChosen(
        permitted: command.permitted, declined: command.declined)
    default:
      if let level { command.level = try WithdrawalLevel.parse(level, field: "level") }
      command.destruction = try destruction.map { text throws(FieldProblem) in
        try Destruction.parse(text, field: "destruction")
      }
      command.scopes = try words.scopes(scopes, all: .all, "scopes")
    }
    return command
  }

  /// Who may sign when nobody is named: the donor, a parent for a minor, the next of kin after
  /// death.
  ///
  /// The stricter reading is the safe one: a parent's grant ends on the majority day.
  private static func entitledSigner(
    on day: CivilDay, donor: DonorFacts, birthDay: CivilDay?
  ) -> Signer {
    if let died = donor.deathDay, died < day { return .nextOfKin }
    let majority = birthDay.map { $0.reaching(age: 18) } ?? donor.majorityDay
    if let majority, day < majority { return .parent }
    return .donor
  }
}
