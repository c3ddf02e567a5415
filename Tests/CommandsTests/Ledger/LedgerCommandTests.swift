import Foundation
import Testing

@testable import Commands

@Suite struct LedgerCommandTests {
  private func world() throws -> TestWorld {
    let world = try TestWorld()
    _ = try world.registered()
    return world
  }

  @Test func `verify answers with size, root and valid`() throws {
    let run = try world().run("ledger", "verify", "--format", "json")
    let answer = try run.object()
    #expect(run.status == 0)
    #expect(answer["size"] as? Int ?? 0 > 10)
    #expect((answer["root"] as? String)?.count == 64)
    #expect(answer["valid"] as? Bool == true)
    #expect(answer["first_bad"] == nil)
  }

  @Test func `the log is a list of headers`() throws {
    let world = try world()
    let rows = try world.run("ledger", "log", "--from", "2", "--to", "4", "--format", "json")
      .array()
    #expect(rows.map { $0["sequence"] as? Int } == [2, 3, 4])
    #expect(rows.allSatisfy { $0["payload"] == nil })
    #expect(world.run("ledger", "log", "--donor", "ZZZZ").status == 4)
  }

  @Test func `a checkpoint goes to an auditor who has only its file and the key`() throws {
    let world = try world()
    let key = world.run("ledger", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
    let file = world.folder + "/a.checkpoint"
    #expect(world.run("ledger", "checkpoint", "--out", file).status == 0)
    #expect(world.run("ledger", "checkpoint", "--out", file).status == 6)
    let note = world.run("ledger", "checkpoint").output
    #expect(note == (try String(contentsOfFile: file, encoding: .utf8)))
    #expect(world.run("ledger", "checkpoint", "--out", "-").output == note)
    let elsewhere = world.context(environment: ["TISSUECTL_REGISTRY": "/nowhere"])
    let audit = world.run(
      "ledger", "audit-checkpoint", file, "--key", key, "--format", "json", context: elsewhere)
    #expect(audit.status == 0)
    #expect(try audit.object()["valid"] as? Bool == true)
    let altered = try world.file("b.checkpoint", note.replacing("\n1", with: "\n2"))
    let refused = world.run(
      "ledger", "audit-checkpoint", altered, "--key", key, "--format", "json")
    #expect(refused.status == 20)
    #expect(try refused.failure()["code"] as? String == "verification_failed")
    #expect(world.run("ledger", "audit-checkpoint", file, "--key", "nokey").status == 65)
  }

  @Test func `proofs are written and audited`() throws {
    let world = try world()
    let key = world.run("ledger", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
    let old = world.folder + "/old"
    world.run("ledger", "checkpoint", "--out", old)
    let size = try #require(
      try world.run("ledger", "verify", "--format", "json").object()["size"] as? Int)
    _ = try world.registered(TestWorld.person("B2"))
    let (entry, growth) = (world.folder + "/entry", world.folder + "/growth")
    #expect(world.run("ledger", "prove", "3", "--out", entry).status == 0)
    #expect(world.run("ledger", "consistency", "\(size)", "--out", growth).status == 0)
    let proved = try world.run(
      "ledger", "audit-checkpoint", entry, "--key", key, "--format", "json"
    ).object()
    #expect(proved["sequence"] as? Int == 3)
    let grown = try world.run(
      "ledger", "audit-checkpoint", old, "--key", key, "--proof", growth, "--registry",
      world.registry, "--format", "json"
    ).object()
    #expect(grown["grew_to"] as? Int ?? 0 > size)
    #expect(grown["registry_size"] as? Int == grown["grew_to"] as? Int)
    #expect(world.run("ledger", "consistency", "0").status == 64)
    #expect(world.run("ledger", "prove", "9999").status == 4)
  }

  @Test func `a backup is restored where no registry stands`() throws {
    let world = try world()
    let file = world.folder + "/b.backup"
    let backup = try world.run("backup", file, "--with-keys", "--format", "json").object()
    #expect(backup["checkpoint"] as? String == file + ".checkpoint")
    #expect(world.run("backup", file).status == 6)
    let keys = world.registry + "/keyring.json"
    #expect(world.run("restore", file, "--keyring", keys).status == 6)
    let restored = try world.run(
      "restore", file, "--keyring", keys, "--registry", world.folder + "/new", "--format", "json"
    ).object()
    #expect(restored["root"] as? String == backup["root"] as? String)
    let late = world.folder + "/late"
    _ = try world.registered(TestWorld.person("B2"))
    world.run("ledger", "checkpoint", "--out", late)
    let refused = world.run(
      "restore", file, "--keyring", keys, "--checkpoint", late, "--registry",
      world.folder + "/old", "--format", "json")
    #expect(refused.status == 20)
    #expect(!FileManager.default.fileExists(atPath: world.folder + "/old"))
  }
}
