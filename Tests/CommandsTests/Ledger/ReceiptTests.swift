import Foundation
import Testing

/// What a donor holds in hands after a withdrawal or an erasure.
@Suite struct ReceiptTests {
  private struct Setting {
    let world: TestWorld
    let donor: String
    let key: String

    init() throws {
      world = try TestWorld()
      donor = try world.registered()
      key = world.run("ledger", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
    }

    func audit(_ receipt: String, registry: String? = nil) -> TestWorld.Run {
      world.run(
        ["ledger", "audit-checkpoint", receipt, "--key", key, "--format", "json"]
          + (registry.map { ["--registry", $0] } ?? []))
    }
  }

  @Test func `a receipt proves a withdrawal, and convicts a registry that dropped it`() throws {
    let setting = try Setting()
    let world = setting.world
    let before = world.folder + "/before"
    try FileManager.default.copyItem(atPath: world.registry, toPath: before)
    let file = world.folder + "/no.proof"
    let run = world.run(
      "consent", "withdraw", setting.donor, "--scopes", "all", "--receipt", file, "--format",
      "json")
    #expect(run.status == 0, "\(run.errors)")
    let receipt = try #require(try run.object()["receipt"] as? [String: Any])
    #expect(receipt["file"] as? String == file)
    #expect(receipt["key"] as? String == setting.key)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let alone = setting.audit(file)
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(try alone.object()["sequence"] as? Int == (try run.object()["sequence"] as? Int))
    #expect(setting.audit(file, registry: world.registry).status == 0)
    // Put back to the day before, the same keys and all.
    #expect(setting.audit(file, registry: before).status == 20)
    // And another history that is long enough.
    let rewritten = world.context(environment: ["TISSUECTL_REGISTRY": before])
    for number in 0..<3 {
      _ = world.run(
        ["donor", "register", "--file", "-"], input: TestWorld.person("R\(number)"),
        context: rewritten)
    }
    let convicted = setting.audit(file, registry: before)
    #expect(convicted.status == 20)
    #expect(try convicted.failure()["code"] as? String == "verification_failed")
  }

  @Test func `a receipt of an erasure stays good, and names nobody`() throws {
    let setting = try Setting()
    let world = setting.world
    let file = world.folder + "/gone.proof"
    let run = world.run(
      "donor", "erase", setting.donor, "--confirm", setting.donor, "--receipt", file, "--format",
      "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["receipt"] is [String: Any])
    #expect(setting.audit(file, registry: world.registry).status == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!text.contains(setting.donor))
  }

  @Test func `a name that is taken refuses before anything is recorded`() throws {
    let setting = try Setting()
    let world = setting.world
    let taken = try world.file("taken", "mine")
    let before = world.run("ledger", "verify").output
    for words in [
      ["consent", "withdraw", setting.donor, "--scopes", "all"],
      ["donor", "erase", setting.donor, "--confirm", setting.donor],
    ] {
      let run = world.run(words + ["--receipt", taken, "--format", "json"])
      #expect(run.status == 6)
      #expect(try run.failure()["code"] as? String == "output_exists")
    }
    #expect(world.run("ledger", "verify").output == before)
    #expect(try String(contentsOfFile: taken, encoding: .utf8) == "mine")
    let dry = world.run(
      "consent", "withdraw", setting.donor, "--scopes", "all", "--dry-run", "--receipt",
      world.folder + "/dry.proof")
    #expect(dry.status == 0)
    #expect(!FileManager.default.fileExists(atPath: world.folder + "/dry.proof"))
  }
}
