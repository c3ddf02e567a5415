import Foundation
import Registry
import Testing

/// Releases that rest only on what a witness has seen, and what they carry of it.
struct WitnessPolicyTests {
  private func cosign(_ world: World, _ name: String) throws {
    let text =
      try world.exists("w.state")
      ? world.registry.proveConsistency(from: try seen(world)).file
      : world.registry.checkpoint().note
    let cosigned = try Witness.cosign(
      CosignRequest(
        file: try world.file("asked-" + name, text), logKey: try world.registry.logKey(),
        keyFile: world.path("w.key"), stateFile: world.path("w.state")), at: world.clock.now)
    _ = try world.registry.importCosignatures(
      try world.file("cosigned-" + name, cosigned.note), dryRun: false)
  }

  private func seen(_ world: World) throws -> UInt64 {
    try #require(try world.registry.witnesses().first?.size)
  }

  private func world(limit: Int) throws -> World {
    let world = try World()
    _ = try world.consented(24)
    let line = try Witness.makeKey(name: "w", at: world.path("w.key"))
    _ = try world.registry.addWitness(line, ChangeRequest())
    try world.policy(["# unwitnessed_limit: 0": "unwitnessed_limit: \(limit)"])
    return world
  }

  @Test func `a release waits until a witness has seen the head`() throws {
    let world = try world(limit: 0)
    #expect(failure { _ = try world.export("none") }?.code == .witnessRequired)
    #expect(!world.exists("none"))
    try cosign(world, "1")
    _ = try world.export("out")
    // The release itself is what nobody has seen now.
    #expect(failure { _ = try world.export("again") }?.code == .witnessRequired)
    try cosign(world, "2")
    _ = try world.export("again")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `so many events as the policy says may be unseen, and not one more`() throws {
    let world = try world(limit: 10)
    try cosign(world, "1")
    try world.register(100)
    try world.register(101)
    _ = try world.export("out")
    try cosign(world, "2")
    for number in 102..<113 { try world.register(number) }
    #expect(failure { _ = try world.export("late") }?.code == .witnessRequired)
  }

  @Test func `a limit that is no number is refused when the policy is published`() throws {
    let world = try World()
    for wrong in ["-1", "many", "1.5"] {
      #expect(
        failure {
          try world.policy(["# unwitnessed_limit: 0": "unwitnessed_limit: \(wrong)"])
        }?.code == .inputMalformed)
    }
  }

  @Test(.enabled(if: World.hasShell))
  func `a cosignature that was made up counts for nothing`() throws {
    let world = try world(limit: 1_000)
    try cosign(world, "1")
    try world.tamper("UPDATE cosignature SET size = 100000, note = CAST('x' AS BLOB)")
    #expect(failure { _ = try world.export("out") }?.code == .inputMalformed)
    #expect(!world.exists("out"))
  }

  @Test func `a manifest holds the checkpoint that the release rests on, for ever provable`() throws
  {
    let world = try World()
    _ = try world.consented(24)
    let summary = try world.export("out")
    let manifest = try InputFile.path(world.path("out/manifest.json"))
    let audit = try Registry.auditCheckpoint(
      CheckpointAuditRequest(
        file: manifest, key: try world.registry.logKey(), registry: world.registry.folder))
    #expect(audit.size == summary.ledgerSize && audit.root == summary.root)
    #expect(audit.registrySize ?? 0 > audit.size)
    // Another registry does not hold it.
    let other = try World()
    let refused = failure {
      _ = try Registry.auditCheckpoint(
        CheckpointAuditRequest(
          file: .path(world.path("out/manifest.json")), key: try world.registry.logKey(),
          registry: other.registry.folder))
    }
    #expect(refused?.code == .verificationFailed)
  }
}
