internal import Domain

/// What an event does to the scopes it names, from the mildest to the strictest.
///
/// On one effective day effects are applied in this order, so that the strictest has the last word
/// and events recorded in any order give the same states. Effects of the same strictness on the
/// same day commute.
enum Effect: UInt8, Comparable {
  case resume
  case reinstate
  case grant
  case renew
  case suspend
  case decline
  case refuse
  case object
  case withdraw
  case refuseAllUse
  case withdrawAllUse

  static func < (left: Effect, right: Effect) -> Bool { left.rawValue < right.rawValue }

  /// Whether it permits something.
  var permits: Bool { self == .grant || self == .renew }

  /// The effect of a fact on a scope that it names; nil where it has none.
  init?(of facts: ConsentFacts, on scope: ConsentScope) {
    if facts.kind.carriesAnswers {
      if facts.permitted.contains(scope) {
        self = facts.kind == .grant ? .grant : .renew
      } else if facts.declined.contains(scope) {
        self = .decline
      } else {
        return nil
      }
    } else {
      guard facts.scopes.contains(scope),
        let effect = Effect(of: facts.kind, isAbsorbing: facts.isAbsorbing, signer: facts.signer)
      else { return nil }
      self = effect
    }
  }

  /// The effect of a kind without answers; nil for a void, a grant and a renewal.
  ///
  /// A reinstatement that the donor did not sign has none.
  init?(of kind: ConsentEventKind, isAbsorbing: Bool, signer: Signer) {
    switch kind {
    case .grant, .renewal, .void: return nil
    case .refusal: self = isAbsorbing ? .refuseAllUse : .refuse
    case .withdrawal: self = isAbsorbing ? .withdrawAllUse : .withdraw
    case .objection: self = .object
    case .reinstatement:
      guard signer == .donor else { return nil }
      self = .reinstate
    case .suspension: self = .suspend
    case .resumption: self = .resume
    }
  }
}
