import Domain
import Foundation
import Registry
import Testing

@Suite struct KeyImportTests {
  private static func importKeys(
    _ world: World, dryRun: Bool = false
  ) throws -> KeyImportSummary {
    try Registry.importKeys(
      from: world.path("keys.json"), into: world.registry.folder, passphrase: nil,
      ChangeRequest(dryRun: dryRun),
      context: world.context)
  }

  /// Four donors and a copy of their keys, with the data keys of some lost since.
  private static func world(losing lost: String) throws -> (World, [String]) {
    let world = try World()
    let donors = try world.consented(4)
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    try world.tamper("DELETE FROM data_key WHERE \(lost)")
    return (world, donors)
  }

  @Test func `lost data keys come back from a copy`() throws {
    let (world, donors) = try Self.world(losing: "1")
    #expect((try? world.reopened().doctor().allSatisfy(\.ok)) != true)
    #expect(try Self.importKeys(world, dryRun: true).restored == 4)
    let summary = try Self.importKeys(world)
    #expect(summary.restored == 4 && summary.present == 0 && !summary.restoredRing)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(try world.reopened().register(try World.person(2), ChangeRequest()).donor == donors[2])
    #expect(try Self.importKeys(world).present == 4)
  }

  @Test func `a rotation does not pass over a donor whose key is lost`() throws {
    let (world, donors) = try Self.world(losing: "donor = (SELECT max(donor) FROM data_key)")
    let refused = failure { _ = try world.reopened().rotateKeys(ChangeRequest()) }
    #expect(refused?.code == .wrongKey && refused?.fix?.contains("keys import") == true)
    _ = try Self.importKeys(world)
    #expect(try world.reopened().rotateKeys(ChangeRequest()).isFinished)
    #expect(try world.reopened().register(try World.person(0), ChangeRequest()).donor == donors[0])
  }

  @Test func `a copy made before a rotation is good after it`() throws {
    let world = try World()
    let donors = try world.consented(4)
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    let summary = try world.registry.rotateKeys(ChangeRequest())
    try world.registry.forgetKey(summary.from, ChangeRequest())
    try world.tamper("DELETE FROM data_key")
    #expect(try Self.importKeys(world).restored == 4)
    let reopened = try world.reopened()
    #expect(try reopened.doctor().allSatisfy(\.ok))
    #expect(try reopened.register(try World.person(3), ChangeRequest()).donor == donors[3])
  }

  @Test func `a lost key ring comes back, and the keys of another registry do not`() throws {
    let (world, _) = try Self.world(losing: "0")
    let ring = world.registry.folder + "/keyring.json"
    try FileManager.default.removeItem(atPath: ring)
    #expect(failure { _ = try world.reopened() }?.code == .wrongKey)
    #expect(try Self.importKeys(world).restoredRing)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    let stranger = try World()
    _ = try stranger.registry.exportKeys(
      to: stranger.path("keys.json"), passphrase: nil, ChangeRequest())
    try FileManager.default.removeItem(atPath: ring)
    let refused = failure {
      _ = try Registry.importKeys(
        from: stranger.path("keys.json"), into: world.registry.folder, passphrase: nil,
        ChangeRequest(),
        context: world.context)
    }
    #expect(refused?.code == .wrongKey)
    #expect(!FileManager.default.fileExists(atPath: ring))
  }

  @Test func `what is no copy of keys is refused`() throws {
    let (world, _) = try Self.world(losing: "0")
    for text in ["", "{}", "{\"version\":1,\"registry\":\"x\",\"key_ring\":{}}"] {
      try Data(text.utf8).write(to: URL(filePath: world.path("keys.json")))
      #expect(failure { _ = try Self.importKeys(world) }?.code == .inputMalformed)
    }
  }
}
