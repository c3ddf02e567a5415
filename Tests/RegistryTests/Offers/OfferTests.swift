import Domain
import Registry
import Testing

/// The life of offers, step by step.
struct OfferTests {
  @Test func `an offer is proposed, reserved and released, and the rebuild agrees`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    let plan = try world.allocate()
    #expect((plan.proposed, plan.kept, plan.takenBack) == (1, 0, 0))
    let offer = try world.offer(donor)
    #expect(offer.state == .proposed)
    #expect(offer.until == world.today.adding(days: 28))
    #expect(failure { try world.move(offer.offer, to: .released) }?.code == .offerRefused)
    #expect(try world.move(offer.offer, to: .reserved).state == .reserved)
    let released = try world.move(offer.offer, to: .released)
    #expect(released.state == .released)
    #expect(released.releasedAt != nil)
    for state in [OfferState.reserved, .declined, .cancelled, .released] {
      let refusal = failure { try world.move(offer.offer, to: state) }
      #expect(refusal?.code == .offerRefused)
      #expect(refusal?.code.exitStatus == 5)
    }
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `every transition that is not allowed is refused and leaves no trace`() throws {
    let allowed: [OfferState: [OfferState]] = [
      .proposed: [.reserved, .declined, .cancelled],
      .reserved: [.released, .declined, .cancelled],
    ]
    for from in OfferState.allCases where from != .expired {
      for to in OfferState.allCases {
        let world = try OfferWorld()
        try world.open("P-1")
        let donor = try world.donor(1)
        try world.allocate()
        let offer = try world.offer(donor).offer
        if from == .released { try world.move(offer, to: .reserved) }
        if from != .proposed { try world.move(offer, to: from) }
        let refusal = failure { try world.move(offer, to: to) }
        if allowed[from, default: []].contains(to) {
          #expect(refusal == nil, "\(from) to \(to)")
        } else {
          #expect(refusal?.code == .offerRefused, "\(from) to \(to)")
          #expect(try world.offer(donor).state == from)
        }
      }
    }
  }

  @Test func `time alone expires an offer, and only on the day asked about`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    try world.allocate(days: 10)
    let offer = try world.offer(donor)
    let eve = offer.until.adding(days: -1)
    #expect(try world.registry.offers(on: eve).map(\.state) == [.proposed])
    #expect(try world.registry.offers(on: offer.until).map(\.state) == [.expired])
    world.world.clock.move(to: offer.until)
    #expect(failure { try world.move(offer.offer, to: .reserved) }?.code == .offerRefused)
    #expect(try world.allocate().proposed == 1)
    #expect(try world.states(donor) == ["expired", "proposed"])
  }

  @Test func `an offer ends with the consent, the approval or the tissue's own time`() throws {
    let world = try OfferWorld()
    // More tissue may be taken for five years.
    try world.open("P-1", scopes: "tissue_surplus, clinical_data, tissue_extra_sampling")
    try world.open("P-2", approved: "from: 2020-01-01\n  until: 2027-01-01")
    try world.open("P-3", tissue: "window_days: 5")
    let donor = try world.world.register(2) {
      $0.tissue = [Specimen(kind: .fresh, availableOn: world.today, viability: .viable)]
    }.donor
    try world.world.grant(donor, on: world.today)
    world.world.clock.move(to: world.today.adding(days: 2))
    try world.allocate(portions: 3, days: 3650)
    #expect(try world.offer(donor, "P-1").until == CivilDay(iso: "2031-01-01"))
    #expect(try world.offer(donor, "P-2").until == CivilDay(iso: "2027-01-01"))
    #expect(try world.offer(donor, "P-3").until == CivilDay(iso: "2026-01-06"))
  }

  @Test func `a withdrawal cancels in its own transaction, whether proposed, reserved or released`()
    throws
  {
    for state in [OfferState.proposed, .reserved, .released] {
      let world = try OfferWorld()
      try world.open("P-1")
      let donor = try world.donor(1)
      try world.allocate()
      let offer = try world.offer(donor).offer
      if state != .proposed { try world.move(offer, to: .reserved) }
      if state == .released { try world.move(offer, to: .released) }
      try world.world.withdraw(donor, scopes: ["tissue_surplus"])
      #expect(try world.states(donor) == ["cancelled consent"])
      #expect((try world.offer(donor).releasedAt != nil) == (state == .released))
      let last = try world.events().suffix(2)
      #expect(last.map(\.kind) == ["consent_recorded", "offer_changed"])
      #expect(Set(last.map(\.recordedAt)).count == 1)
      #expect(try world.world.faults().isEmpty)
    }
  }

  @Test func `the donor's page says where tissue went and whether it comes back`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    try world.allocate()
    let offer = try world.offer(donor).offer
    try world.move(offer, to: .reserved)
    let before = world.world.clock.now
    #expect(try world.registry.report(donor, on: nil, knownAt: nil).tissue.isEmpty)
    try world.move(offer, to: .released)
    let handed = world.world.clock.now
    #expect(try world.registry.report(donor, on: nil, knownAt: nil).tissue.count == 1)
    try world.world.withdraw(donor, level: "no_further_use")
    let page = try world.registry.report(donor, on: nil, knownAt: nil)
    #expect(page.tissue.map(\.programme) == ["P-1"])
    #expect(page.tissue.first?.recalledOn == world.today)
    #expect(page.markdown.contains("has to come back since"))
    #expect(page.html.contains("has to come back since"))
    // As known earlier, it says what it said then.
    let then = try world.registry.report(donor, on: nil, knownAt: handed)
    #expect(then.tissue.map(\.recalledOn) == [nil])
    #expect(try world.registry.report(donor, on: nil, knownAt: before).tissue.isEmpty)
  }

  @Test func `a denial that begins later cancels at once what it would reach`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let (soon, late) = (try world.donor(1), try world.donor(2))
    try world.allocate(days: 10)
    for (donor, days) in [(soon, 5), (late, 30)] {
      world.world.clock.tick()
      var request = ConsentRequest(donor: donor, kind: "withdrawal")
      request.scopes = ["clinical_data"]
      request.effectiveFrom = world.today.adding(days: days)
      _ = try world.registry.consent(request, ChangeRequest())
    }
    #expect(try world.states(soon) == ["cancelled consent"])
    #expect(try world.states(late) == ["proposed"])
  }

  @Test func `the end of a programme cancels what it has not received`() throws {
    for end in [ProgrammeState.suspended, .closed, .terminated] {
      let world = try OfferWorld()
      try world.open("P-1")
      let donors = try (1...3).map(world.donor)
      try world.allocate()
      try world.move(try world.offer(donors[1]).offer, to: .reserved)
      try world.move(try world.offer(donors[2]).offer, to: .reserved)
      try world.move(try world.offer(donors[2]).offer, to: .released)
      try world.set("P-1", end)
      #expect(try world.states(donors[0]) == ["cancelled programme"])
      #expect(try world.states(donors[1]) == ["cancelled programme"])
      #expect(try world.states(donors[2]) == ["released decision"])
      #expect(try world.world.faults().isEmpty)
    }
  }

  @Test func `a new version that asks for more cancels what no longer suits`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    try world.allocate()
    try world.open("P-1", version: 2, more: "countries: [IT]")
    #expect(try world.states(donor) == ["cancelled eligibility"])
  }

  @Test func `a later report that changes the verdict cancels`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    try world.allocate()
    try world.world.register(1) {
      $0.tissue = [Specimen(kind: .viable, viability: .viable)]
      $0.vitalStatus = .dead
      $0.diedOn = CivilDay(iso: "2026-01-01")
    }
    // The grant holds after death only with its scope, which this one has.
    #expect(try world.states(donor) == ["proposed"])
    try world.open("P-2", more: "countries: [US]")
    try world.allocate(portions: 2)
    #expect(try world.states(donor) == ["proposed", "proposed"])
  }

  @Test func `two codes of one person keep one offer of a programme`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let (first, second) = try world.world.twoCodes()
    for code in [first, second] { try world.world.grant(code) }
    for (number, facility) in [(1, "site-1"), (1, "site-2")] {
      try world.world.register(number) {
        $0.tissue = [Specimen(kind: .viable, viability: .viable)]
        if facility == "site-2" {
          $0.identifiers.facility = facility
          $0.identifiers.mrn = "X9"
          $0.identifiers.family = "Other"
        }
      }
    }
    try world.allocate()
    try world.move(try world.offer(second).offer, to: .reserved)
    try world.world.merge(first, second, confirm: first, reason: "one person")
    #expect(try world.states(first).sorted() == ["cancelled same_person", "reserved decision"])
    #expect(try world.world.faults().isEmpty)
  }

  @Test func `taking up and handing over ask the verdict and the quota of the moment`() throws {
    let world = try OfferWorld()
    try world.open("P-1", quota: 2)
    let donors = try (1...2).map(world.donor)
    try world.allocate()
    try world.move(try world.offer(donors[0]).offer, to: .reserved)
    try world.open("P-1", version: 2, quota: 1)
    let refusal = failure { try world.move(try world.offer(donors[1]).offer, to: .reserved) }
    #expect(refusal?.code == .offerRefused)
    #expect(try world.move(try world.offer(donors[0]).offer, to: .released).state == .released)
    #expect(failure { try world.move(1, to: .reserved) }?.code == .notFound)
  }

  @Test func `the same operation moves and allocates once`() throws {
    let world = try OfferWorld()
    try world.open("P-1")
    let donor = try world.donor(1)
    let id = "0190a0b0-0000-7000-8000-00000000000a"
    for _ in 0..<2 {
      _ = try world.registry.allocate(AllocationRequest(), ChangeRequest(operation: id))
    }
    let offers = try world.registry.offers(OfferQuery(donor: donor))
    #expect(offers.count == 1)
    let other = "0190a0b0-0000-7000-8000-00000000000b"
    for _ in 0..<2 {
      let line = try world.registry.moveOffer(
        offers[0].offer, to: .reserved, ChangeRequest(operation: other))
      #expect(line.state == .reserved)
    }
  }
}
