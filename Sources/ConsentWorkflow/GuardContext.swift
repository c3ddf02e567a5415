internal import Domain

/// Everything that the guards look at for one command.
struct GuardContext {
  let command: ConsentCommand
  let history: [ConsentEvent]
  let donor: DonorFacts
  let birthDay: CivilDay?
  let forms: FormCatalogue
  let policy: ConsentPolicy
  let today: CivilDay
  let fold: ConsentFold?

  /// The events that no void takes out.
  var standing: [ConsentEvent] {
    let voided = history.compactMap { $0.facts.kind == .void ? $0.facts.target : nil }
    return history.filter { !voided.contains($0.sequence) }
  }

  /// What is denied or suspended on a day.
  func masks(on day: CivilDay) -> FoldMasks {
    guard !history.isEmpty else { return FoldMasks() }
    var fold = fold ?? ConsentFold(forms: forms)
    return fold.masks(of: history, validOn: day)
  }

  /// A refusal with the state of the scopes that it is about.
  func refusal(
    _ rule: ConsentRule, about scopes: ScopeSet = [], _ sentence: String, fix: String
  ) -> ConsentRefusal {
    var state: ConsentState?
    if let first = scopes.first(where: { _ in true }) {
      var fold = fold ?? ConsentFold(forms: forms)
      state =
        fold.states(
          of: history, facts: donor, validOn: command.firstDay, knownAt: .distantFuture)[first]
    }
    return ConsentRefusal(
      rule: rule, command: command.kind, state: state, scopes: scopes, sentence: sentence,
      fix: fix)
  }

  /// The fact that a command states as it stands.
  func facts(
    kind: ConsentEventKind? = nil, scopes: ScopeSet? = nil, level: WithdrawalLevel? = nil,
    effectiveFrom: CivilDay? = nil, reason: String? = nil
  ) throws(ConsentRefusal) -> ConsentFacts {
    let kind = kind ?? command.kind
    do {
      return try ConsentFacts(
        kind: kind, form: command.form, permitted: command.permitted, declined: command.declined,
        notChosen: command.notChosen, scopes: scopes ?? command.namedScopes, level: level,
        destruction: level == .noFurtherUse ? command.destruction ?? .sample : nil,
        signedOn: command.signedOn, effectiveFrom: effectiveFrom ?? command.firstDay,
        signer: command.signer, mandate: command.mandate, witness: command.witness,
        assent: command.assent, evidence: command.evidence, reason: reason ?? command.reason,
        target: command.target)
    } catch {
      throw refusal(.malformed, "\(error)", fix: "correct the command and record it again")
    }
  }
}
