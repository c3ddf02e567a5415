public import Domain

/// A consent command that the rule does not allow, and what to do instead.
public struct ConsentRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The guard that failed.
  public let rule: ConsentRule
  /// What was to be recorded.
  public let command: ConsentEventKind
  /// The state of the first of ``scopes`` on the day on which the command was to take effect.
  public let state: ConsentState?
  /// The scopes that the guard is about; none where it is not about scopes.
  public let scopes: ScopeSet
  /// What is wrong, a lower-case sentence without full stop.
  public let sentence: String
  /// What to do instead.
  public let fix: String

  /// The stable code of the error.
  public var code: String { "consent_" + rule.name }

  /// The sentence shown for it: command, problem, state and fix.
  public var description: String {
    let now = state.map { " (\(scopes) is \($0))" } ?? ""
    return "\(command) refused: \(sentence)\(scopes.count == 1 ? now : ""); \(fix)"
  }
}
