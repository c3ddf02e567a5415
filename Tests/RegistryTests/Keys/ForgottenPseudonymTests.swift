import Domain
import Foundation
import HashedIdentifiers
import Registry
import Testing

/// What stays of a programme whose pseudonyms' key was destroyed.
struct ForgottenPseudonymTests {
  private static let programme = "HER2-TARGETED"
  private static let evidence = RecallEvidence.digest(String(repeating: "ab", count: 32))

  /// A release of the programme, recorded after the fact, with pseudonyms that a test can look for.
  @discardableResult
  private static func released(_ world: World, _ donors: [String], first: Int64) throws
    -> ReleaseLine
  {
    world.clock.tick()
    var table = "donor,pseudonym\n"
    for (place, donor) in donors.enumerated() {
      let pseudonym = try #require(Pseudonym(value: first + Int64(place)))
      table += "\(donor),\(pseudonym)\n"
    }
    return try world.registry.recordRelease(
      LateRelease(
        selection: CohortSelection(programme: programme), recipient: "Lab",
        releasedOn: World.firstDay,
        input: try world.file("late-\(first).csv", table)), ChangeRequest())
  }

  private static let first: Int64 = 0x0A1B_2C3D_4E5F_6071

  private static func world() throws -> (World, [String], ReleaseLine) {
    let world = try World()
    let donors = try world.consented(5)
    return (world, donors, try released(world, donors, first: first))
  }

  private static func forget(_ world: World, dryRun: Bool = false) throws -> ForgottenPseudonyms {
    try world.registry.forgetPseudonyms(
      of: programme, confirmation: dryRun ? nil : programme,
      ChangeRequest(reason: "over", dryRun: dryRun))
  }

  /// Whether any pseudonym stands in the registry's files, as SQLite or the ledger writes it.
  private static func standsOnDisk(_ world: World, _ count: Int) throws -> Bool {
    let bytes = try Data(contentsOf: URL(filePath: world.registry.folder + "/registry.sqlite"))
    return (0..<count).contains { place in
      bytes.range(of: stored(first + Int64(place))) != nil
    }
  }

  /// A number of eight bytes as SQLite stores it.
  private static func stored(_ value: Int64) -> Data {
    Data((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * Int64($0))) })
  }

  @Test func `nobody can be told from a pseudonym afterwards`() throws {
    let (world, donors, release) = try Self.world()
    #expect(try Self.standsOnDisk(world, donors.count))
    _ = try world.registry.destroyRelease(
      release.release, evidence: Self.evidence, ChangeRequest())
    #expect(try Self.forget(world, dryRun: true).pseudonyms == 5)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
    let found = try Self.forget(world)
    #expect(found.releases == 1 && found.pseudonyms == 5)
    #expect(try !Self.standsOnDisk(world, donors.count))
    // The rebuild of every table is the same as the live one.
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(try Self.forget(world).pseudonyms == 0)
    // The ledger, with the keys of today, opens none either.
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    _ = try Registry.restore(
      RestoreRequest(
        file: world.path("backup"), keyRing: world.path("registry/keyring.json"),
        folder: world.path("restored")), context: world.context)
    let restored = try Data(contentsOf: URL(filePath: world.path("restored/registry.sqlite")))
    #expect(restored.range(of: Self.stored(Self.first)) == nil)
  }

  @Test func `who can still be recalled is not forgotten`() throws {
    let (world, donors, release) = try Self.world()
    #expect(failure { _ = try Self.forget(world) }?.code == .programmeRefused)
    try world.withdraw(donors[0], level: "no_further_use")
    _ = try world.registry.destroyRelease(
      release.release, evidence: Self.evidence, ChangeRequest())
    let open = try world.registry.recalls(RecallQuery(all: true)).contains { $0.closedAt == nil }
    let refused = failure { _ = try Self.forget(world) }
    #expect((refused?.code == .programmeRefused) == open)
    let unconfirmed = failure {
      _ = try world.registry.forgetPseudonyms(
        of: Self.programme, confirmation: "NK-RESISTANCE", ChangeRequest())
    }
    #expect(unconfirmed?.code == .usage)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `a later release has a key of its own`() throws {
    let (world, donors, release) = try Self.world()
    _ = try world.registry.destroyRelease(
      release.release, evidence: Self.evidence, ChangeRequest())
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    _ = try Self.forget(world)
    try Self.released(world, donors, first: 1000)
    #expect(try world.registry.doctor().allSatisfy(\.ok))
    #expect(try world.registry.rotateKeys(ChangeRequest()).isFinished)
    let reopened = try world.reopened()
    #expect(try reopened.doctor().allSatisfy(\.ok))
    // A copy from before brings nothing back.
    _ = try Registry.importKeys(
      from: world.path("keys.json"), into: world.registry.folder, passphrase: nil,
      ChangeRequest(), context: world.context)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(try !Self.standsOnDisk(world, donors.count))
  }

  @Test func `a key that is lost is missed by doctor and comes back from a copy`() throws {
    let (world, _, _) = try Self.world()
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    try world.tamper("DELETE FROM study_key")
    #expect(try !world.reopened().doctor().allSatisfy(\.ok))
    _ = try Registry.importKeys(
      from: world.path("keys.json"), into: world.registry.folder, passphrase: nil,
      ChangeRequest(), context: world.context)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
  }
}
