import Commands
import Foundation
import Testing

@Suite struct KeysCommandTests {
  @Test func `the keys are listed with what depends on them and never shown`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    let run = world.run("keys", "show", "--format", "json")
    let key = try #require(try run.array().first)
    #expect(key["state"] as? String == "active")
    #expect(key["donors"] as? Int == 1)
    let ring = try String(contentsOfFile: world.registry + "/keyring.json", encoding: .utf8)
    let secrets = ring.split(separator: "\"").filter { $0.count == 44 && $0.hasSuffix("=") }
    #expect(secrets.count == 2)
    for secret in secrets { #expect(!run.output.contains(secret)) }
  }

  @Test func `a copy of the keys belongs to its owner and replaces nothing`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    let path = world.folder + "/keys.json"
    let summary = try world.run("keys", "export", path, "--format", "json").object()
    #expect(summary["data_keys"] as? Int == 1)
    #expect(summary["sealed"] as? Bool == false)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let copy =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any]
    #expect((copy?["data_keys"] as? [Any])?.count == 1)
    #expect(copy?["key_ring"] is [String: Any])
    #expect(world.run("keys", "export", path).status == 6)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `a passphrase seals the copy and comes from a private file`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    let secret = try world.file("passphrase", "correct horse battery\n")
    let path = world.folder + "/keys.json"
    #expect(world.run("keys", "export", path, "--passphrase-file", secret).status == 12)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    let run = world.run("keys", "export", path, "--passphrase-file", secret, "--format", "json")
    #expect(try run.object()["sealed"] as? Bool == true)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("scrypt") && !text.contains("\"clear\""))
  }

  @Test func `a rotation stops after a batch and goes on`() throws {
    let world = try TestWorld()
    for mrn in ["A1", "A2", "A3"] { _ = try world.registered(TestWorld.person(mrn)) }
    let begun = try world.run(
      "keys", "rotate", "--batch", "2", "--batches", "1", "--format", "json"
    ).object()
    #expect(begun["moved"] as? Int == 2 && begun["remaining"] as? Int == 1)
    #expect(begun["finished"] as? Bool == false)
    let states = try world.run("keys", "show", "--format", "json").array()
    #expect(states.compactMap { $0["state"] as? String } == ["old", "new"])
    #expect(states.compactMap { $0["donors"] as? Int } == [1, 2])
    #expect(world.run("keys", "rotate").errors.isEmpty)
    let after = try world.run("keys", "show", "--format", "json").array()
    #expect(after.compactMap { $0["state"] as? String } == ["retired", "active"])
    let old = try #require(after.first?["key"] as? String)
    #expect(world.run("keys", "forget", old).status == 64)
    #expect(world.run("keys", "forget", old, "--yes").status == 0)
    #expect(world.run("keys", "forget", "k00000000", "--yes").status == 4)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `a sealed key ring opens with its passphrase alone`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    func secret(_ name: String, _ text: String) throws -> String {
      let path = try world.file(name, text)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      return path
    }
    let right = try secret("right", "correct horse battery\n")
    let wrong = try secret("wrong", "incorrect horse battery\n")
    let short = try secret("short", "hunter2\n")
    #expect(world.run("keys", "passphrase", "--new-file", short).status == 64)
    #expect(world.run("keys", "passphrase", "--new-file", right).status == 0)
    let ring = try String(contentsOfFile: world.registry + "/keyring.json", encoding: .utf8)
    #expect(ring.contains("scrypt") && !ring.contains("\"clear\""))
    // Nobody to ask, and no file named.
    let refused = world.run("doctor", "--format", "json")
    #expect(refused.status == 12)
    #expect(try refused.failure()["code"] as? String == "wrong_key")
    func context(_ path: String) -> CommandContext {
      world.context(environment: ["TISSUECTL_PASSPHRASE_FILE": path])
    }
    #expect(world.run("doctor", context: context(wrong)).status == 12)
    #expect(world.run("doctor", context: context(right)).status == 0)
    let typing = world.context(terminalWidth: 80, isTyping: true)
    #expect(
      world.run("donor", "list", input: "correct horse battery\n", context: typing).status == 0)
    let rotated = world.run("keys", "rotate", context: context(right))
    #expect(rotated.status == 0)
    #expect(world.run("doctor").status == 12)
    #expect(world.run("keys", "passphrase", "--remove", context: context(right)).status == 0)
    #expect(world.run("doctor").status == 0)
  }

  @Test func `keys come back from a copy`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    let path = world.folder + "/keys.json"
    _ = world.run("keys", "export", path)
    try FileManager.default.removeItem(atPath: world.registry + "/keyring.json")
    #expect(world.run("doctor").status == 12)
    let summary = try world.run("keys", "import", path, "--format", "json").object()
    #expect(summary["key_ring_restored"] as? Bool == true && summary["present"] as? Int == 1)
    #expect(world.run("doctor").status == 0)
  }
}
