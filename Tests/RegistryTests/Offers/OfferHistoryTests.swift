import Domain
import Registry
import TestSupport
import Testing

/// Histories of consents, denials, programmes and allocations in any order.
struct OfferHistoryTests {
  private static let needed: Set<String> = ["tissue_surplus", "clinical_data"]

  /// What must hold whatever happened: no live offer without consent, no quota exceeded, no accepted
  /// offer lost to an allocation, one live offer of a programme to a person.
  private func check(
    _ world: OfferWorld, quotas: [String: Int], open: Set<String>, seed: UInt64
  ) throws {
    let offers = try world.registry.offers()
    var accepted: [String: Int] = [:]
    for offer in offers {
      if offer.state.isAccepted { accepted[offer.programme, default: 0] += 1 }
      guard offer.state.isLive else { continue }
      #expect(open.contains(offer.programme), "seed \(seed), offer \(offer.offer)")
      for day in [world.today, offer.until.adding(days: -1)] {
        let permitted = try world.registry.donor(offer.donor, on: day).permitted
        #expect(Self.needed.isSubset(of: permitted), "seed \(seed), offer \(offer.offer), \(day)")
      }
    }
    for (programme, count) in accepted {
      #expect(count <= quotas[programme] ?? .max, "seed \(seed), \(programme)")
    }
    let standing = offers.filter { $0.state.isLive || $0.state == .released }
    let pairs = Dictionary(grouping: standing) { "\($0.donor) \($0.programme)" }
    #expect(pairs.values.allSatisfy { $0.count == 1 }, "seed \(seed)")
  }

  @Test(arguments: 0..<10)
  func `no live offer stands without consent, no quota is exceeded, and what was accepted stays`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let world = try OfferWorld()
    let quotas = ["P-0": 2, "P-1": 3]
    var open: Set<String> = ["P-0", "P-1", "P-2"]
    for (place, id) in open.sorted().enumerated() {
      try world.open(id, quota: quotas[id], priority: 40 + 10 * place)
    }
    var donors = try (0..<6).map(world.donor)
    for step in 0..<40 {
      if random.oneIn(3) {
        world.world.clock.move(to: world.today.adding(days: random.below(12)))
      }
      let donor = random.pick(donors)
      switch random.below(12) {
      case 0:
        world.world.clock.tick()
        var request = ConsentRequest(donor: donor, kind: random.pick(["withdrawal", "objection"]))
        request.scopes = [random.pick(["tissue_surplus", "clinical_data", "animal_work"])]
        if random.oneIn(2) { request.effectiveFrom = world.today.adding(days: random.below(40)) }
        _ = try? world.registry.consent(request, ChangeRequest())
      case 1:
        world.world.clock.tick()
        _ = try? world.registry.consent(
          ConsentRequest(donor: donor, kind: "suspension"), ChangeRequest())
      case 2: _ = try? world.world.grant(donor, on: world.today)
      case 3: donors.append(try world.donor(10 + step))
      case 4:
        let id = random.pick(["P-0", "P-1", "P-2"])
        if open.remove(id) != nil {
          try world.set(id, .suspended)
        } else {
          try world.set(id, .open)
          open.insert(id)
        }
      case 5..<8:
        let offers = try world.registry.offers()
        guard !offers.isEmpty else { continue }
        let state = random.pick([OfferState.reserved, .reserved, .released, .declined, .cancelled])
        _ = try? world.move(random.pick(offers).offer, to: state)
      default:
        let before = try world.registry.offers().filter { $0.state.isAccepted }.map(\.offer)
        let plan = try world.allocate(portions: 1 + random.below(2), days: 1 + random.below(60))
        #expect(plan.isOptimal, "seed \(seed)")
        let after = try world.registry.offers().filter { $0.state.isAccepted }.map(\.offer)
        #expect(before == after, "seed \(seed)")
      }
      try check(world, quotas: quotas, open: open, seed: seed)
    }
    #expect(try world.world.faults().isEmpty, "seed \(seed)")
  }
}
