import Domain
import Foundation
import Registry
import Testing

struct BackupTests {
  private func restore(
    _ world: World, _ file: String = "backup", to folder: String = "restored",
    checkpoints: [InputFile] = [], dryRun: Bool = false
  ) throws -> RestoreSummary {
    try Registry.restore(
      RestoreRequest(
        file: world.path(file), keyRing: world.path("registry/keyring.json"),
        folder: world.path(folder), checkpoints: checkpoints, dryRun: dryRun),
      context: world.context)
  }

  private func leftovers(_ world: World) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
      .filter { $0.contains("partial") || $0.contains("restoring") }
  }

  @Test func `what is restored is what was backed up`() throws {
    let world = try World()
    let donors = try world.consented(3)
    let summary = try world.registry.backup(to: world.path("backup"), withKeys: true)
    #expect(try world.mode("backup") == 0o600)
    #expect(try world.mode("backup.checkpoint") == 0o600)
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    let restored = try restore(world)
    #expect(restored.root == summary.checkpoint.root)
    #expect(restored.size == summary.checkpoint.size)
    #expect(restored.checkpoints == 1)
    let registry = try Registry.open(
      at: world.path("restored"),
      context: world.context)
    #expect(try registry.doctor().allSatisfy(\.ok))
    #expect(try world.mode("restored/registry.sqlite") == 0o600)
    #expect(try leftovers(world).isEmpty)
  }

  @Test func `neither a backup nor a registry is overwritten`() throws {
    let world = try World()
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let before = try Data(contentsOf: URL(filePath: world.path("backup")))
    try world.register(1)
    #expect(
      failure { _ = try world.registry.backup(to: world.path("backup"), withKeys: true) }?.code
        == .outputExists)
    #expect(try Data(contentsOf: URL(filePath: world.path("backup"))) == before)
    #expect(failure { _ = try restore(world, to: "registry") }?.code == .registryExists)
    #expect(try leftovers(world).isEmpty)
  }

  @Test func `a dry run verifies and leaves nothing`() throws {
    let world = try World()
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    _ = try restore(world, dryRun: true)
    #expect(!world.exists("restored"))
    #expect(try leftovers(world).isEmpty)
  }

  @Test func `a backup that is older than a checkpoint at hand is refused`() throws {
    let world = try World()
    try world.register(1)
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    try world.register(2)
    let later = try world.file("later", try world.registry.checkpoint().note)
    let error = failure { _ = try restore(world, checkpoints: [later]) }
    #expect(error?.code == .verificationFailed)
    #expect(!world.exists("restored"))
  }

  @Test func `a backup without any checkpoint is refused`() throws {
    let world = try World()
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    try FileManager.default.removeItem(atPath: world.path("backup.checkpoint"))
    #expect(failure { _ = try restore(world) }?.code == .verificationFailed)
    let kept = try world.file("kept", try world.registry.checkpoint().note)
    #expect(try restore(world, checkpoints: [kept]).checkpoints == 1)
  }

  @Test func `another registry's key ring or checkpoint restores nothing`() throws {
    let world = try World()
    let other = try World()
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let error = failure {
      _ = try Registry.restore(
        RestoreRequest(
          file: world.path("backup"), keyRing: other.path("registry/keyring.json"),
          folder: world.path("restored")),
        context: world.context)
    }
    #expect(error?.code == .wrongKey)
    let foreign = try world.file("foreign", try other.registry.checkpoint().note)
    #expect(
      failure { _ = try restore(world, checkpoints: [foreign]) }?.code == .verificationFailed)
    #expect(!world.exists("restored"))
    #expect(try leftovers(world).isEmpty)
  }

  @Test(
    .enabled(if: World.hasShell),
    arguments: [
      "DROP INDEX erased_recall_release", "DROP TRIGGER event_in_order",
      "DROP TRIGGER event_unchanged; UPDATE event SET payload = zeroblob(40) WHERE seq = 4",
      "DROP TRIGGER event_kept; DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
      "CREATE TABLE more (a)",
      "CREATE TRIGGER t AFTER INSERT ON donor BEGIN DELETE FROM consent_event; END",
      "INSERT INTO ledger_tile (place, hashes) VALUES (0, zeroblob(8192))",
    ])
  func `an altered backup is refused`(sql: String) throws {
    let world = try World()
    _ = try world.consented(2)
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    try world.tamper(sql, file: world.path("backup"))
    #expect(failure { _ = try restore(world) }?.code == .verificationFailed)
    #expect(!world.exists("restored"))
  }

  @Test func `a truncated backup and a file of another kind are refused`() throws {
    let world = try World()
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let bytes = try Data(contentsOf: URL(filePath: world.path("backup")))
    try bytes.prefix(bytes.count - 8192).write(to: URL(filePath: world.path("short")))
    #expect(failure { _ = try restore(world, "short") }?.code == .verificationFailed)
    _ = try world.file("text", "no database, but long enough to be looked at by somebody\n")
    #expect(failure { _ = try restore(world, "text") }?.code == .verificationFailed)
    #expect(try leftovers(world).isEmpty)
  }
}
