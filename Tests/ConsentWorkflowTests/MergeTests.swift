import TestSupport
import ConsentWorkflow
import Domain
import Testing

/// Rule 10 on its own: two donors who turn out to be one person.
struct `Merging two donors` {
  /// A history dealt out to two donors, each with facts of their own.
  private struct Pair {
    var history: GeneratedHistory
    var facts: [DonorFacts]
    var events: [[ConsentEvent]] = [[], []]

    init(_ history: GeneratedHistory, _ random: inout SeededGenerator) {
      self.history = history
      facts = [history.donor, GeneratedHistory(&random).donor]
      for event in history.events { events[random.below(2)].append(event) }
    }

    func timeline(_ events: [ConsentEvent], _ facts: DonorFacts) -> ConsentTimeline {
      ConsentTimeline(
        events: events, facts: facts, forms: history.forms, knownAt: .distantFuture)
    }

    func merged(_ one: Int, _ other: Int) -> ConsentTimeline {
      timeline(
        ConsentEvent.union(events[one], events[other]), facts[one].combined(with: facts[other]))
    }
  }

  @Test func `it does not matter which is merged into which`() {
    expectForAllHistories(oneIn: 2) { history, random in
      let pair = Pair(history, &random)
      return pair.merged(0, 1) == pair.merged(1, 0) ? nil : "the order matters"
    }
  }

  @Test func `a donor of whom nothing is known changes nothing`() {
    expectForAllHistories(oneIn: 4) { history, random in
      var pair = Pair(history, &random)
      pair.events = [history.events, []]
      pair.facts = [history.donor, DonorFacts()]
      return pair.merged(1, 0) == history.timeline() ? nil : "an empty donor counts"
    }
  }

  @Test func `a denial on either side never permits anything`() {
    expectForAllHistories(oneIn: 2) { history, random in
      let pair = Pair(history, &random)
      var denied = pair
      let kind = random.pick([ConsentEventKind.withdrawal, .refusal, .objection, .suspension])
      denied.events[random.below(2)].append(
        ConsentEvent(
          sequence: 100, recordedAt: GeneratedHistory.instant(&random),
          facts: GeneratedHistory.facts(kind, &random)))
      let (before, after) = (pair.merged(0, 1), denied.merged(0, 1))
      for _ in 0..<4 {
        let day = GeneratedHistory.anyDay(&random)
        if !after.states(on: day).permitted.isSubset(of: before.states(on: day).permitted) {
          return "a \(kind) permits something on \(day)"
        }
      }
      return nil
    }
  }

  @Test func `the facts of both never permit more than those of one`() {
    expectForAllHistories(oneIn: 2) { history, random in
      let pair = Pair(history, &random)
      let events = ConsentEvent.union(pair.events[0], pair.events[1])
      let merged = pair.merged(0, 1)
      let combined = pair.facts[0].combined(with: pair.facts[1])
      // A day that only one of them knows is better than a guess from the year.
      for facts in pair.facts
      where facts.majorityDay != nil || (facts.birthYear != nil && combined.majorityDay == nil) {
        let single = pair.timeline(events, facts)
        for _ in 0..<4 {
          let day = GeneratedHistory.anyDay(&random)
          if !merged.states(on: day).permitted.isSubset(of: single.states(on: day).permitted) {
            return "more is permitted on \(day) than by \(facts)"
          }
        }
      }
      return nil
    }
  }

  @Test func `three donors give the same person in whatever order they are merged`() {
    expectForAllHistories(oneIn: 4) { history, random in
      var parts: [[ConsentEvent]] = [[], [], []]
      for event in history.events { parts[random.below(3)].append(event) }
      let left = ConsentEvent.union(ConsentEvent.union(parts[0], parts[1]), parts[2])
      let right = ConsentEvent.union(parts[1], ConsentEvent.union(parts[2], parts[0]))
      return left == right ? nil : "the unions differ"
    }
  }
}
