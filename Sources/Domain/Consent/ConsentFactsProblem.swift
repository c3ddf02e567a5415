/// Why parts do not make up one consent fact.
public enum ConsentFactsProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A grant or renewal names no form.
  case noForm(ConsentEventKind)
  /// A scope has two answers.
  case contradictoryAnswers(ScopeSet)
  /// Nothing is answered, or no scope is named.
  case nothingNamed(ConsentEventKind)
  /// A part stands in a kind that has no such part.
  case misplaced(String, in: ConsentEventKind)
  /// A withdrawal does not say how far it goes.
  case noLevel
  /// A withdrawal of all use does not cover all scopes, or does not say what is destroyed.
  case incompleteNoFurtherUse
  /// A void names no event.
  case noTarget
  /// A void gives no reason.
  case noReason
  /// A text is empty, too long or unprintable.
  case text(String)
  /// A day is outside of the calendar's range.
  case day

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .noForm(let kind): "a \(kind) names no form; name the form that was signed"
    case .contradictoryAnswers(let scopes):
      "two answers are given for \(scopes); give each scope one answer"
    case .nothingNamed(let kind): "a \(kind) names no scope; name the scopes that it is about"
    case .misplaced(let part, let kind): "a \(kind) has no \(part); leave it out"
    case .noLevel: "a withdrawal does not say how far it goes; state its level"
    case .incompleteNoFurtherUse:
      "a withdrawal of all use must cover every scope and say what is destroyed;"
        + " leave the scopes out and state sample or sample_and_data"
    case .noTarget: "a void names no event; state the ledger sequence of the event"
    case .noReason: "a void gives no reason; state why the event was wrong"
    case .text(let part):
      "the \(part) is empty, longer than \(TextRule.longest) bytes or holds control characters;"
        + " write a printable text or leave it out"
    case .day: "a day lies outside of 1850-01-01 to 9999-12-31; check the date"
    }
  }
}

extension ConsentFacts {
  /// Everything that the parts of a fact must keep to.
  func check() throws(ConsentFactsProblem) {
    for (name, text) in [("mandate", mandate), ("witness", witness), ("reason", reason)] {
      if let text, !TextRule.accepts(text) { throw .text(name) }
    }
    for day in [signedOn, effectiveFrom] {
      guard (CivilDay.earliest...CivilDay.latest).contains(day) else { throw .day }
    }
    if kind.carriesAnswers { try checkAnswers() } else { try checkScopes() }
    if kind == .void {
      guard target != nil else { throw .noTarget }
      guard reason != nil else { throw .noReason }
    } else if target != nil {
      throw .misplaced("target", in: kind)
    }
    try checkLevel()
  }

  private func checkAnswers() throws(ConsentFactsProblem) {
    guard form != nil else { throw .noForm(kind) }
    guard scopes.isEmpty else { throw .misplaced("list of scopes beside its answers", in: kind) }
    let twice = permitted.intersection(declined).union(permitted.intersection(notChosen))
      .union(declined.intersection(notChosen))
    guard twice.isEmpty else { throw .contradictoryAnswers(twice) }
    guard !namedScopes.isEmpty else { throw .nothingNamed(kind) }
  }

  private func checkScopes() throws(ConsentFactsProblem) {
    guard permitted.union(declined).union(notChosen).isEmpty else {
      throw .misplaced("answers", in: kind)
    }
    if kind == .void {
      guard scopes.isEmpty else { throw .misplaced("scopes", in: kind) }
    } else {
      guard !scopes.isEmpty else { throw .nothingNamed(kind) }
    }
  }

  private func checkLevel() throws(ConsentFactsProblem) {
    switch kind {
    case .withdrawal: guard level != nil else { throw .noLevel }
    case .refusal: break
    default: guard level == nil else { throw .misplaced("withdrawal level", in: kind) }
    }
    if level == .noFurtherUse {
      guard scopes == .all, destruction != nil else { throw .incompleteNoFurtherUse }
    } else if destruction != nil {
      throw .misplaced("destruction without a withdrawal of all use", in: kind)
    }
  }
}
