import TestSupport
import ConsentWorkflow
import Domain
import Testing

struct `The fold against the rule written twice` {
  @Test func `it agrees with the reference on every scope`() {
    expectForAllHistories { history, random in
      for _ in 0..<3 {
        let day = GeneratedHistory.anyDay(&random)
        let knownAt = GeneratedHistory.anyInstant(&random)
        let states = history.states(on: day, knownAt: knownAt)
        let reference = ReferenceRule(history, on: day, knownAt: knownAt)
        for scope in GeneratedHistory.scopes + [.xenograft]
        where states[scope] != reference.state(scope) {
          return "\(scope) on \(day), known at \(knownAt): \(states[scope]), the reference says"
            + " \(reference.state(scope))"
        }
      }
      return nil
    }
  }

  @Test func `explanations give the same states and account for every event`() {
    expectForAllHistories(oneIn: 8) { history, random in
      let day = GeneratedHistory.anyDay(&random)
      let knownAt = GeneratedHistory.anyInstant(&random)
      let states = history.states(on: day, knownAt: knownAt)
      let timeline = history.timeline(knownAt: knownAt)
      let explanations = ConsentExplanation.all(
        events: history.events, facts: history.donor, forms: history.forms, validOn: day,
        knownAt: knownAt)
      for explanation in explanations {
        let scope = explanation.scope
        if explanation.state != states[scope] {
          return "\(scope) on \(day) is \(states[scope]), explained as \(explanation.state)"
        }
        let about = history.events.filter {
          $0.recordedAt <= knownAt && $0.facts.namedScopes.contains(scope)
        }.map(\.sequence)
        let named = explanation.because + explanation.overruled.map(\.sequence)
        // A suspension of use after death may mask other scopes, which it does not name.
        let isMasked = explanation.state == .suspended
        if !Set(about).isSubset(of: named) || named.count != Set(named).count
          || (!isMasked && Set(named) != Set(about))
        {
          return "\(scope) on \(day): events \(about), named \(named)"
        }
        if (explanation.state == .notAsked) != explanation.because.isEmpty {
          return "\(scope) on \(day) is \(explanation.state) because \(explanation.because)"
        }
        for bound in [explanation.from?.adding(days: -1), explanation.until].compactMap({ $0 })
        where timeline.state(scope, on: bound) == explanation.state {
          return "\(scope) is \(explanation.state) beyond \(bound)"
        }
      }
      return nil
    }
  }

  @Test func `generated histories reach every state`() {
    var seen: Set<ConsentState> = []
    for seed: UInt64 in 0..<2000 {
      var random = SeededGenerator(seed: seed)
      let history = GeneratedHistory(&random)
      let states = history.states(
        on: GeneratedHistory.anyDay(&random), knownAt: .distantFuture)
      seen.formUnion(ConsentScope.allCases.map { states[$0] })
    }
    #expect(seen == Set(ConsentState.allCases))
  }

  @Test func `what the guards let through keeps the invariants of those who signed`() {
    // A withdrawal by command leaves nothing of it permitted from its day on, whatever was
    // granted before it and however far ahead.
    expectForAllHistories(oneIn: 4) { history, random in
      var command = ConsentCommand(
        kind: .withdrawal, signedOn: CivilDay(daysSinceEpoch: 18_000))  // after every grant
      command.scopes = GeneratedHistory.scopeSet(&random)
      command.effectiveFrom = GeneratedHistory.day(&random)
      command.reason = "a letter"
      var after = history
      do {
        let facts = try ConsentGuard.decide(
          command, history: history.events, donor: DonorFacts(), forms: history.forms,
          today: CivilDay(daysSinceEpoch: 18_000))
        for fact in facts {
          after.events.append(
            ConsentEvent(
              sequence: UInt64(after.events.count + 100), recordedAt: .distantFuture, facts: fact))
        }
      } catch { return "\(error)" }
      for _ in 0..<4 {
        let day = GeneratedHistory.anyDay(&random)
        guard day >= command.firstDay else { continue }
        let permitted = after.states(on: day, knownAt: .distantFuture).permitted
          .intersection(command.scopes)
        let reinstated = history.events.contains {
          $0.facts.kind == .reinstatement && $0.facts.effectiveFrom > command.firstDay
        }
        if !permitted.isEmpty, !reinstated { return "\(permitted) still permitted on \(day)" }
      }
      return nil
    }
  }
}
