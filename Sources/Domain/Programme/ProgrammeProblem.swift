/// Why a description is no research programme.
public enum ProgrammeProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The id cannot be one.
  case identifier
  /// The version cannot be one.
  case version
  /// A text is empty, too long or unprintable.
  case text(String)
  /// Disease-specific research names no disease.
  case diseaseMissing
  /// Other research names diseases.
  case diseaseUnneeded(DataUsePermission)
  /// A disease has not the shape of an OncoTree code.
  case disease(String)
  /// A list holds the same entry twice.
  case repeated(String)
  /// A commercial programme states a modifier that forbids commerce.
  case commercialContradiction(DataUseModifier)
  /// No tissue is accepted.
  case tissueMissing
  /// The preferred tissue is not accepted.
  case preferredNotAccepted(TissueKind)
  /// The least viability is no percentage.
  case viability
  /// The least amount is out of range.
  case amount
  /// The time window is out of range.
  case window
  /// Viability is asked of tissue in which no cell lives.
  case notLiving(TissueKind)
  /// No scope is required.
  case scopesMissing
  /// Something is asked for whose scope is not required.
  case scopeMissing(ConsentScope, for: String)
  /// The approval ends before it begins.
  case approvalEmpty
  /// The state demands an approval.
  case approvalMissing(ProgrammeState)
  /// A country is no ISO 3166-1 alpha-2 code.
  case country(String)
  /// The quota is out of range.
  case quota
  /// The priority is out of range.
  case priority

  /// The field that is wrong, as a document names it.
  public var field: String {
    switch self {
    case .identifier: "id"
    case .version: "version"
    case .text(let field): field
    case .diseaseMissing, .diseaseUnneeded, .disease: "purpose.diseases"
    case .repeated(let what): what
    case .commercialContradiction: "purpose.modifiers"
    case .tissueMissing: "tissue.accept"
    case .preferredNotAccepted: "tissue.prefer"
    case .viability, .notLiving: "tissue.minimum_viability"
    case .amount: "tissue.minimum_mg"
    case .window: "tissue.window_days"
    case .scopesMissing, .scopeMissing: "consent_scopes"
    case .approvalEmpty, .approvalMissing: "approval"
    case .country: "countries"
    case .quota: "quota"
    case .priority: "priority"
    }
  }

  /// What is wrong, without what to do.
  public var problem: String { sentence.problem }
  /// What to do.
  public var fix: String { sentence.fix }

  /// The sentence shown for it.
  public var description: String { "\(sentence.problem); \(sentence.fix)" }

  private var sentence: (problem: String, fix: String) {
    switch self {
    case .identifier:
      (
        "the id of the programme is no identifier",
        "use letters, digits, dots, hyphens, underscores"
      )
    case .version: ("the version is out of range", "number versions from 1")
    case .text(let field):
      ("the \(field) is empty, too long or holds control characters", "write a printable text")
    case .diseaseMissing:
      ("disease-specific research names no disease", "give OncoTree codes, or state hmb or gru")
    case .diseaseUnneeded(let permission):
      ("\(permission.shorthand) research names diseases", "state ds, or take the diseases out")
    case .disease(let code):
      ("'\(code)' has not the shape of an OncoTree code", "write it in capitals, as BREAST")
    case .repeated(let what): ("the same \(what) stands twice", "list each once")
    case .commercialContradiction(let modifier):
      (
        "a commercial programme states \(modifier.shorthand)",
        "take the modifier out or let it be non-commercial"
      )
    case .tissueMissing: ("no kind of tissue is accepted", "accept at least one")
    case .preferredNotAccepted(let kind):
      ("\(kind) is preferred but not accepted", "accept it as well, or prefer another")
    case .amount: ("the least amount is out of range", "write whole milligrams, from 1 on")
    case .window: ("the time window is out of range", "write 1 to 3650 days, or leave it out")
    case .viability: ("the least viability is no percentage", "write 1 to 100")
    case .notLiving(let kind):
      (
        "viability is asked for, but no cell lives in \(kind)",
        "accept only fresh, viable, blood or bone_marrow"
      )
    case .scopesMissing: ("no consent scope is required", "name what donors have to permit")
    case .scopeMissing(let scope, let what):
      ("\(what) is asked for without the scope \(scope)", "require \(scope)")
    case .approvalEmpty:
      ("the approval ends before it begins", "let until be later than from, or leave it out")
    case .approvalMissing(let state):
      ("the programme is \(state) without an ethics approval", "state approval or let it be draft")
    case .country(let code):
      ("'\(code)' is no ISO 3166-1 alpha-2 country", "write two capitals, as US")
    case .quota: ("the quota is out of range", "write 1 or more, or leave it out")
    case .priority: ("the priority is out of range", "write 0 to 100")
    }
  }
}
