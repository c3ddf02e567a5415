internal import Domain

extension GuardContext {
  /// The facts of a refusal, withdrawal or objection.
  func denials() throws(ConsentRefusal) -> [ConsentFacts] {
    let scopes = command.namedScopes
    guard !scopes.isEmpty else {
      throw refusal(
        .nothingNamed, "no scope is named",
        fix: command.kind == .withdrawal
          ? "name the scopes, or state no_further_contact, no_further_access or no_further_use"
          : "name the scopes")
    }
    var facts = [try main(scopes)]
    if command.kind != .withdrawal || command.level != .noFurtherUse {
      try addCompanions(to: &facts, scopes)
    }
    return facts
  }

  /// The fact itself; a withdrawal that finds nothing to withdraw is a refusal of the same reach.
  private func main(_ scopes: ScopeSet) throws(ConsentRefusal) -> ConsentFacts {
    guard command.kind == .withdrawal else { return try facts(scopes: scopes) }
    let hasGrant = standing.contains { event in
      event.facts.kind.carriesAnswers && event.facts.effectiveFrom <= command.firstDay
        && !event.facts.permitted.isDisjoint(with: scopes)
    }
    return try facts(
      kind: hasGrant ? .withdrawal : .refusal, scopes: scopes, level: command.level)
  }

  /// The same denial once more for each grant that was signed by then and takes effect later.
  private func addCompanions(
    to facts: inout [ConsentFacts], _ scopes: ScopeSet
  ) throws(ConsentRefusal) {
    for event in standing.sorted(by: { $0.facts.effectiveFrom < $1.facts.effectiveFrom })
    where event.facts.kind == .grant && event.facts.signedOn <= command.signedOn
      && event.facts.effectiveFrom > command.firstDay
    {
      let shared = event.facts.permitted.intersection(scopes)
      guard !shared.isEmpty else { continue }
      let reason =
        command.reason
        ?? "the \(command.kind) of \(command.signedOn) also ends grant \(event.sequence)"
      facts.append(
        try self.facts(
          scopes: shared, level: command.kind == .withdrawal ? .scopes : nil,
          effectiveFrom: event.facts.effectiveFrom, reason: reason))
    }
  }
}
