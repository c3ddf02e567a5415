import Domain
import Foundation
import Registry
import Testing

/// A backup, its data keys and the key ring may be of different days, with a rotation in between.
struct RotatedRestoreTests {
  private func restore(
    _ world: World, increments: [String] = [], dataKeys: String? = nil
  ) throws -> Registry {
    _ = try Registry.restore(
      RestoreRequest(
        file: world.path("backup"), increments: increments.map { world.path($0) },
        keyRing: world.path("registry/keyring.json"), dataKeys: dataKeys.map { world.path($0) },
        folder: world.path("restored")), context: world.context)
    let registry = try Registry.open(at: world.path("restored"), context: world.context)
    #expect(try registry.doctor().allSatisfy(\.ok))
    return registry
  }

  private func expectKnown(_ registry: Registry, _ donors: [String]) throws {
    for (number, donor) in donors.enumerated() {
      let answer = try registry.register(try World.person(number), ChangeRequest(dryRun: true))
      #expect(answer.donor == donor)
    }
    let other = try registry.register(try World.person(77), ChangeRequest(dryRun: true))
    #expect(other.status == .registered)
  }

  @Test(arguments: IdentityMode.allCases)
  func `a backup made after a rotation needs no older key`(mode: IdentityMode) throws {
    let world = try World(mode: mode)
    let donors = try world.consented(4)
    let rotation = try world.registry.rotateKeys(ChangeRequest())
    try world.registry.forgetKey(rotation.from, ChangeRequest())
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let restored = try restore(world)
    try expectKnown(restored, donors)
    #expect(try restored.masterKeys().map(\.id) == [rotation.to])
  }

  @Test(arguments: IdentityMode.allCases)
  func `a rotation under way goes on in the registry that was restored`(mode: IdentityMode) throws {
    let world = try World(mode: mode)
    let donors = try world.consented(5)
    #expect(try world.registry.rotateKeys(ChangeRequest(), batch: 2, upTo: 1).remaining == 3)
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let restored = try restore(world)
    try expectKnown(restored, donors)
    let rest = try restored.rotateKeys(ChangeRequest())
    #expect(rest.isFinished && rest.moved == 3)
    try expectKnown(restored, donors)
    #expect(try restored.doctor().allSatisfy(\.ok))
  }

  @Test(arguments: IdentityMode.allCases)
  func `a backup made before a rotation opens with the data keys of a later day`(
    mode: IdentityMode
  ) throws {
    let world = try World(mode: mode)
    let donors = try world.consented(4)
    _ = try world.registry.backup(to: world.path("backup"))
    _ = try world.registry.rotateKeys(ChangeRequest())
    _ = try world.registry.exportKeys(
      to: world.path("later.keys"), passphrase: nil, ChangeRequest())
    try expectKnown(try restore(world, dataKeys: "later.keys"), donors)
  }

  @Test func `an increment brings a rotation along`() throws {
    let world = try World()
    let donors = try world.consented(4)
    _ = try world.registry.backup(to: world.path("backup"))
    _ = try world.registry.rotateKeys(ChangeRequest())
    _ = try world.registry.backup(
      to: world.path("increment"), since: world.path("backup"), withKeys: true)
    let restored = try restore(world, increments: ["increment"])
    try expectKnown(restored, donors)
    let next = try restored.rotateKeys(ChangeRequest())
    #expect(next.isFinished)
    try expectKnown(restored, donors)
  }
}
