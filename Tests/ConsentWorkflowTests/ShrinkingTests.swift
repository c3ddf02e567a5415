import ConsentWorkflow
import Domain
import Testing

/// A law that does not hold is refuted on a history that nothing can be left out of.
struct ShrinkingTests {
  @Test func `a law that one event breaks is refuted by that event alone`() throws {
    let found = try #require(
      smallestCounterexample(among: 1000) { history, _ in
        history.events.contains { $0.facts.kind == .suspension } ? "somebody suspends" : nil
      })
    #expect(found.history.events.map(\.facts.kind) == [.suspension])
    #expect(found.history.donor.deathDay == nil)
    #expect(found.history.donor.majorityDay == nil)
    #expect(found.problem == "somebody suspends")
  }

  @Test func `nothing can be left out of what refutes a law`() throws {
    func isTakenBack(_ history: GeneratedHistory) -> Bool {
      let segments = history.timeline().segments
      return segments.contains { $0.states.contains(.withdrawn) }
        && segments.contains { $0.states.contains(.permitted) }
    }
    let found = try #require(
      smallestCounterexample(among: 1000) { history, _ in
        isTakenBack(history) ? "a yes is taken back" : nil
      })
    #expect(isTakenBack(found.history))
    for place in found.history.events.indices {
      var smaller = found.history
      smaller.events.remove(at: place)
      #expect(!isTakenBack(smaller), "seed \(found.seed), event \(place)")
    }
    #expect(found.problem == "a yes is taken back")
  }

  @Test func `a law that holds is not refuted`() {
    #expect(smallestCounterexample(among: 1000) { _, _ in nil } == nil)
  }
}
