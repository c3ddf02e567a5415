public import Domain

/// Whether a release still may be used for a donor: the purpose it was made for needs scopes, and
/// each of them has to be permitted still.
public enum RecallRule {
  /// The scopes of a release that a donor no longer permits, each with the state it is in now.
  ///
  /// A grant that ran out does not reach back: what was released while it held was released rightly
  /// and its use goes on. A denial does, and so does a void, which leaves nothing that was permitted.
  /// - Parameters:
  ///   - needed: the scopes that the release needed.
  ///   - states: the donor's states now.
  /// - Returns: empty where nothing has to be recalled.
  public static func lost(_ needed: ScopeSet, in states: PackedStates) -> [(
    scope: ConsentScope, state: ConsentState
  )] {
    needed.compactMap { scope in
      let state = states[scope]
      switch state {
      case .permitted, .lapsed, .suspended, .reconsentDue, .majorityDue: return nil
      case .notAsked, .declined, .refused, .withdrawn, .objected: return (scope, state)
      }
    }
  }
}
