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
}
