/// Why a description is no consent form.
public enum FormProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A text that the donor reads, or the title, is empty, too long or unprintable.
  case text(String)
  /// The language is no BCP 47 tag.
  case language
  /// It is in force before it is published.
  case inForceBeforePublished
  /// The age of majority is not between 12 and 25, or the assent age is not below it.
  case ages
  /// A period is zero or negative.
  case period(String)
  /// There is no module, or no module asks for anything.
  case asksNothing
  /// The id of a module cannot be one.
  case moduleID
  /// Two modules have the same id.
  case duplicateModule(String)
  /// Two items ask for the same scope.
  case duplicateScope(ConsentScope)
  /// The parent of a module is not in the form.
  case unknownParent(module: String, fix: String)
  /// A module is its own ancestor.
  case cycle(module: String)
  /// A module has neither questions nor modules below it.
  case emptyModule(String)
  /// A code has not the shape of its system.
  case code(ConsentScope, system: String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .text(let what):
      "\(what) is empty, longer than \(TextRule.longest) bytes or holds control characters;"
        + " write a printable text"
    case .language: "the language of the form is no language tag; write for example en or de-CH"
    case .inForceBeforePublished:
      "the form is in force before it is published; let in_force_from be published_on or later"
    case .ages:
      "the ages of the form contradict each other; let the age of majority be 12 to 25 and the"
        + " assent age below it"
    case .period(let what):
      "\(what) is no positive period of at most 999 years; write for example P5Y or P6M"
    case .asksNothing: "the form asks for nothing; give it a module with an item"
    case .moduleID:
      "the id of a module is no identifier; use letters, digits, dots, hyphens and underscores"
    case .duplicateModule(let id): "module '\(id)' stands twice in the form; rename one of them"
    case .duplicateScope(let scope):
      "scope '\(scope)' is asked twice in the form; ask each scope once"
    case .unknownParent(let module, let fix):
      "the parent of module '\(module)' is not in the form; \(fix)"
    case .cycle(let module):
      "module '\(module)' is its own ancestor; let its parents end at a module without parent"
    case .emptyModule(let id):
      "module '\(id)' has neither items nor modules below it; give it an item or remove it"
    case .code(let scope, let system):
      "a \(system) code of scope '\(scope)' has not the shape of that system;"
        + " write DUO:0000042 or an OID such as 2.16.840"
    }
  }
}

/// What every free text of a consent record keeps to.
enum TextRule {
  /// The greatest number of UTF-8 bytes.
  static let longest = 4000

  /// Whether a text says something and holds no control character but tab and line feed.
  static func accepts(_ text: String) -> Bool {
    guard (1...longest).contains(text.utf8.count) else { return false }
    var saysSomething = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x20: continue
      case 0x00...0x1F, 0x7F...0x9F: return false
      default: saysSomething = true
      }
    }
    return saysSomething
  }
}
