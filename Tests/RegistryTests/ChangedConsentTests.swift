import Domain
import Registry
import Testing

/// A row of consent that was changed on the disk is not believed, whoever asks and for whatever time.
@Suite struct ChangedConsentTests {
  private static let change = """
    UPDATE consent_event SET effective_from = effective_from + 400
    WHERE seq = (SELECT max(seq) FROM consent_event)
    """

  private func expectRefusal(_ world: World, _ donor: String, knownAt: Instant?) throws {
    let error = #expect(throws: RegistryError.self) { try world.states(donor, knownAt: knownAt) }
    #expect(error?.code == .verificationFailed)
  }

  @Test func `of one donor, now and as known before`() throws {
    let world = try World()
    let donor = try world.register(1) { _ in }.donor
    try world.grant(donor)
    let known = world.clock.now
    let before = try world.states(donor, knownAt: known)
    try world.tamper(Self.change)
    try expectRefusal(world, donor, knownAt: nil)
    try expectRefusal(world, donor, knownAt: known)
    #expect(before.joined().contains("permitted"))
  }

  @Test func `of a merged person, under either code and before the merge`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    try world.grant(second)
    let apart = world.clock.now
    try world.merge(first, second)
    _ = try world.states(second, knownAt: apart)
    try world.tamper(Self.change)
    for code in [first, second] {
      try expectRefusal(world, code, knownAt: nil)
      try expectRefusal(world, code, knownAt: apart)
    }
  }

  @Test func `a row that no event can have is damage and no defect`() throws {
    let world = try World()
    let donor = try world.register(1) { _ in }.donor
    try world.grant(donor)
    try world.tamper("UPDATE consent_event SET form_seq = NULL, declined = permitted")
    let error = #expect(throws: RegistryError.self) { try world.states(donor) }
    #expect(error?.code == .verificationFailed)
  }
}
