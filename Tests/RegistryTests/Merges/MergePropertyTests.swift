import TestSupport
import Domain
import Registry
import Testing

/// Laws of merging, tried on random histories of two codes through the whole registry.
struct MergePropertyTests {
  /// Records a few random events on one of two donors; what a guard refuses is left out.
  private func live(_ world: World, _ donors: [String], _ random: inout SeededGenerator) throws {
    let names = ConsentScope.allCases.map(\.name)
    for _ in 0..<6 {
      var request = ConsentRequest(
        donor: donors[random.below(2)],
        kind: ["grant", "grant", "withdrawal", "objection", "suspension", "resumption"][
          random.below(6)])
      let first = random.below(names.count)
      request.scopes =
        random.below(2) == 0 ? ["all"] : [names[first], names[(first + 5) % names.count]]
      request.effectiveFrom = World.firstDay.adding(days: 30 * random.below(24))
      request.signedOn = World.firstDay
      world.clock.tick()
      do { _ = try world.registry.consent(request, ChangeRequest(reason: "generated")) } catch {
        #expect((error as? RegistryError)?.code != .internalError)
      }
    }
  }

  @Test(arguments: 0..<12)
  func `merge and split are the identity, in either order, and denials never permit`(
    seed: Int
  ) throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    var random = SeededGenerator(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    try live(world, [first, second], &random)
    let before = try [world.states(first), world.states(second)]
    try world.merge(first, second)
    let union = try world.states(first)
    #expect(try world.states(second) == union, "seed \(seed)")
    try world.split(second)
    #expect(try [world.states(first), world.states(second)] == before, "seed \(seed)")
    try world.merge(second, first)
    #expect(try world.states(first) == union, "seed \(seed): the order of the names matters")
    try world.split(first)
    #expect(try [world.states(first), world.states(second)] == before, "seed \(seed)")
    try world.withdraw(
      [first, second][random.below(2)],
      scopes: [ConsentScope.allCases[random.below(16)].name])
    try world.merge(first, second)
    for (denied, states) in zip(try world.states(first), union) {
      for (after, state) in zip(denied, states) where after == "permitted" {
        #expect(state == "permitted", "seed \(seed): a denial raised a verdict")
      }
    }
    #expect(try world.faults().isEmpty, "seed \(seed)")
  }
}
