import Domain
import Foundation
import Registry
import Testing

struct WitnessTests {
  /// A registry and a witness outside of it.
  private struct Setting {
    let world: World
    let line: String

    init() throws {
      world = try World()
      line = try Witness.makeKey(name: "witness.example/one", at: world.path("w.key"))
    }

    func cosign(_ name: String, _ text: String) throws -> Cosigned {
      try Witness.cosign(
        CosignRequest(
          file: try world.file(name, text), logKey: try world.registry.logKey(),
          keyFile: world.path("w.key"), stateFile: world.path("w.state")),
        at: world.clock.now)
    }
  }

  @Test func `a witness cosigns growth, the registry takes it in, and an audit demands it`() throws
  {
    let setting = try Setting()
    let world = setting.world
    try world.register(1)
    world.clock.tick()
    let added = try world.registry.addWitness(setting.line, ChangeRequest())
    #expect(added.name == "witness.example/one" && added.size == nil)
    let all = try world.registry.checkpoint().size
    #expect(try world.unwitnessed() == all)
    let first = try setting.cosign("first", try world.registry.checkpoint().note)
    #expect(first.oldSize == 0 && first.size == all)
    try world.register(2)
    let second = try setting.cosign(
      "second", try world.registry.proveConsistency(from: first.size).file)
    #expect(second.oldSize == first.size)
    let file = try world.file("cosigned", second.note)
    #expect(try world.registry.importCosignatures(file, dryRun: false).map(\.size) == [second.size])
    #expect(try world.unwitnessed() == 0)
    try world.register(3)
    #expect(try world.unwitnessed() > 0)
    let audit = try Registry.auditCheckpoint(
      CheckpointAuditRequest(
        file: try world.file("again", second.note), key: try world.registry.logKey(),
        witnesses: [setting.line], registry: world.registry.folder))
    #expect(audit.cosigned.map(\.witness) == ["witness.example/one"])
    #expect(try world.faults().isEmpty)
  }

  @Test func `what is remembered comes before what is signed`() throws {
    let setting = try Setting()
    try setting.world.register(1)
    let note = try setting.world.registry.checkpoint().note
    _ = try setting.cosign("first", note)
    #expect(try String(contentsOfFile: setting.world.path("w.state"), encoding: .utf8) == note)
    #expect(try setting.world.mode("w.state") == 0o600)
    #expect(try setting.world.mode("w.key") == 0o600)
    // The same again is no second history.
    #expect(try setting.cosign("again", note).size > 0)
  }

  @Test func `no witness goes back, skips a proof, or takes another log`() throws {
    let setting = try Setting()
    let world = setting.world
    try world.register(1)
    let early = try world.registry.checkpoint().note
    try world.register(2)
    let first = try setting.cosign("first", try world.registry.checkpoint().note)
    #expect(failure { _ = try setting.cosign("early", early) }?.code == .verificationFailed)
    try world.register(3)
    let bare = try world.registry.checkpoint().note
    #expect(failure { _ = try setting.cosign("bare", bare) }?.code == .verificationFailed)
    let wrong = try world.registry.proveConsistency(from: first.size - 1).file
    #expect(failure { _ = try setting.cosign("wrong", wrong) }?.code == .verificationFailed)
    let other = try World()
    try other.register(1)
    let foreign = try other.registry.checkpoint().note
    #expect(failure { _ = try setting.cosign("foreign", foreign) }?.code == .verificationFailed)
    let right = try world.registry.proveConsistency(from: first.size).file
    #expect(try setting.cosign("right", right).oldSize == first.size)
  }

  @Test func `a cosignature of nobody, of another log or of a rewritten one is not taken in`()
    throws
  {
    let setting = try Setting()
    let world = setting.world
    try world.register(1)
    let cosigned = try setting.cosign("first", try world.registry.checkpoint().note).note
    #expect(
      failure {
        _ = try world.registry.importCosignatures(try world.file("a", cosigned), dryRun: false)
      }?.code == .verificationFailed)
    world.clock.tick()
    _ = try world.registry.addWitness(setting.line, ChangeRequest())
    let other = try World()
    _ = try other.registry.addWitness(setting.line, ChangeRequest())
    #expect(
      failure {
        _ = try other.registry.importCosignatures(try world.file("b", cosigned), dryRun: false)
      }?.code == .verificationFailed)
    _ = try world.registry.importCosignatures(try world.file("c", cosigned), dryRun: true)
    #expect(try world.registry.witnesses().map(\.size) == [nil])
    let log = try world.registry.logKey()
    #expect(failure { _ = try world.registry.addWitness(log, ChangeRequest()) } != nil)
    #expect(
      failure { _ = try world.registry.addWitness(setting.line, ChangeRequest()) }?.code
        == .versionConflict)
  }
}

extension World {
  fileprivate func unwitnessed() throws -> UInt64 {
    let found = try registry.stats().first { $0.name == "ledger_unwitnessed" }
    return try #require(found.flatMap { UInt64($0.value) })
  }
}
