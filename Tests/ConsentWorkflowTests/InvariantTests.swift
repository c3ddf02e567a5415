import TestSupport
import ConsentWorkflow
import Domain
import Testing

struct `Invariants of consent` {
  @Test func `1, a denial holds until something re-opens it by law`() {
    expectForAllHistories { history, random in
      let knownAt = GeneratedHistory.anyInstant(&random)
      let day = GeneratedHistory.anyDay(&random)
      let states = history.states(on: day, knownAt: knownAt)
      let known = history.events.filter { $0.recordedAt <= knownAt }
      let standing = known.filter { event in
        event.facts.effectiveFrom <= day
          && !known.contains { $0.facts.kind == .void && $0.facts.target == event.sequence }
      }.map(\.facts)
      for denial in standing where denial.kind.isDenial {
        for scope in denial.scopes.intersection(states.permitted) {
          let isReopened = standing.contains { later in
            guard later.effectiveFrom > denial.effectiveFrom else { return false }
            if later.kind == .reinstatement, later.signer == .donor {
              return later.scopes.contains(scope)
            }
            return later.kind == .grant && !denial.isAbsorbing && later.permitted.contains(scope)
          }
          if !isReopened { return "\(scope) is permitted on \(day), known at \(knownAt)" }
        }
      }
      return nil
    }
  }

  @Test func `2, what is recorded later never changes what was known`() {
    expectForAllHistories { history, random in
      let knownAt = GeneratedHistory.instant(&random)
      var then = history
      then.events.removeAll { $0.recordedAt > knownAt }
      let known = history.forms.entries.filter { $0.recordedAt <= knownAt }
      if known.count < history.forms.entries.count {
        var forms = FormCatalogue()
        do {
          for entry in known { try forms.publish(entry.form, recordedAt: entry.recordedAt) }
        } catch { return "\(error)" }
        then.forms = forms
      }
      return history.timeline(knownAt: knownAt) == then.timeline()
        ? nil : "the past of \(knownAt) has changed"
    }
  }

  @Test func `3, facts recorded in any order give the same states`() {
    expectForAllHistories { history, random in
      var places = Array(history.events.indices)
      places.shuffle(using: &random)
      // The event at `places[n]` is recorded as number n, at the instant that was number n's.
      var shuffled = history
      shuffled.events = places.enumerated().compactMap { number, place in
        let facts = history.events[place].facts
        let target = facts.target.flatMap { target in
          places.firstIndex { history.events[$0].sequence == target }.map { UInt64($0 + 1) }
        }
        guard
          let moved = try? ConsentFacts(
            kind: facts.kind, form: facts.form, permitted: facts.permitted,
            declined: facts.declined, notChosen: facts.notChosen, scopes: facts.scopes,
            level: facts.level, destruction: facts.destruction, signedOn: facts.signedOn,
            effectiveFrom: facts.effectiveFrom, signer: facts.signer, reason: facts.reason,
            target: facts.kind == .void ? target ?? 999 : nil)
        else { return nil }
        return ConsentEvent(
          sequence: UInt64(number + 1), recordedAt: history.events[number].recordedAt,
          facts: moved)
      }
      guard shuffled.events.count == history.events.count else { return "a fact was lost" }
      return shuffled.timeline() == history.timeline() ? nil : "the order \(places) matters"
    }
  }

  @Test func `4, a void is there for later knowledge and not for earlier`() {
    expectForAllHistories { history, random in
      guard let last = history.events.last else { return nil }
      let target = random.pick(history.events)
      guard target.facts.kind != .void else { return nil }
      let moment = Instant(microseconds: last.recordedAt.microseconds + 1)
      var voided = history
      voided.events.append(
        ConsentEvent(
          sequence: last.sequence + 1, recordedAt: moment,
          facts: GeneratedHistory.facts(.void, &random, target: target.sequence)))
      if voided.timeline(knownAt: last.recordedAt) != history.timeline(knownAt: last.recordedAt) {
        return "the past has changed"
      }
      var without = history
      without.events.removeAll { $0.sequence == target.sequence }
      for knownAt in [moment, .distantFuture]
      where voided.timeline(knownAt: knownAt) != without.timeline(knownAt: knownAt) {
        return "event \(target.sequence) still counts at \(knownAt)"
      }
      return nil
    }
  }

  @Test func `5, a merge followed by a split is the identity`() {
    expectForAllHistories { history, random in
      var one = history
      var other = history
      one.events = []
      other.events = []
      for event in history.events {
        if random.oneIn(2) { one.events.append(event) } else { other.events.append(event) }
      }
      let (before, otherBefore) = (one.timeline(), other.timeline())
      let own = Set(one.events.map(\.sequence))
      var merged = history
      merged.events = ConsentEvent.union(other.events, one.events)
      if merged.timeline() != history.timeline() { return "the merge is not the union" }
      one.events = merged.events.filter { own.contains($0.sequence) }
      other.events = merged.events.filter { !own.contains($0.sequence) }
      return one.timeline() == before && other.timeline() == otherBefore
        ? nil : "the split is not exact"
    }
  }

  @Test func `6, one more denial never permits anything`() {
    expectForAllHistories { history, random in
      let kind = random.pick([ConsentEventKind.withdrawal, .refusal, .objection, .suspension])
      var denied = history
      denied.events.append(
        ConsentEvent(
          sequence: 100, recordedAt: GeneratedHistory.instant(&random),
          facts: GeneratedHistory.facts(kind, &random)))
      for _ in 0..<4 {
        let day = GeneratedHistory.anyDay(&random)
        let knownAt = GeneratedHistory.anyInstant(&random)
        let before = history.states(on: day, knownAt: knownAt).permitted
        let after = denied.states(on: day, knownAt: knownAt).permitted
        if !after.isSubset(of: before) {
          return "a \(kind) permits \(after.subtracting(before)) on \(day)\n\(denied)"
        }
      }
      return nil
    }
  }

  @Test func `6, what no known form asks for is never permitted`() {
    expectForAllHistories { history, random in
      var unknown = history
      unknown.forms = FormCatalogue()
      let states = unknown.states(on: GeneratedHistory.anyDay(&random), knownAt: .distantFuture)
      let foreign = history.states(
        on: GeneratedHistory.anyDay(&random), knownAt: .distantFuture)[.xenograft]
      return states.permitted.isEmpty && !foreign.permits ? nil : "\(states), xenograft \(foreign)"
    }
  }

  @Test func `7, the timeline says of every day what the rule says of that day alone`() {
    expectForAllHistories { history, random in
      let knownAt = GeneratedHistory.anyInstant(&random)
      let timeline = history.timeline(knownAt: knownAt)
      guard ConsentTimeline(segments: timeline.segments) == timeline else {
        return "the segments are out of order"
      }
      var days = (0..<4).map { _ in GeneratedHistory.anyDay(&random) } + [.earliest, .latest]
      days += timeline.segments.flatMap { [$0.from, $0.from.adding(days: -1)] }
      for day in days
      where timeline.states(on: day) != history.states(on: day, knownAt: knownAt) {
        return "\(day): \(timeline.states(on: day)); \(history.states(on: day, knownAt: knownAt))"
      }
      return nil
    }
  }
}
