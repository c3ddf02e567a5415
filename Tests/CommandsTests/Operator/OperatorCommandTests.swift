import Foundation
import Testing

/// Who may do what, from the first enrolment on.
@Suite struct OperatorCommandTests {
  private let world: TestWorld
  private let ada: String
  private let publicKey: String

  init() throws {
    world = try TestWorld()
    world.run("init")
    ada = world.folder + "/ada.key"
    publicKey = try Self.key(world, ada)
  }

  private static func key(_ world: TestWorld, _ path: String) throws -> String {
    let run = world.run("operator", "key", path, "--format", "json")
    return try #require(try run.object()["public_key"] as? String)
  }

  private func enrolFirst() {
    let run = world.run(
      "operator", "add", "ada", "--roles", "administrator", "--public-key", publicKey,
      "--operator-key", ada)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Enrols somebody with a key of their own.
  /// - Returns: the path of the key.
  private func enrol(_ name: String, _ roles: String) throws -> String {
    let path = world.folder + "/\(name).key"
    let run = world.run(
      "operator", "add", name, "--roles", roles, "--public-key", try Self.key(world, path),
      "--operator-key", ada)
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  private func code(_ run: TestWorld.Run) throws -> String? {
    try run.failure()["code"] as? String
  }

  @Test func `until somebody is enrolled everything works, and doctor and stats say so`() throws {
    #expect(world.run("donor", "list").status == 0)
    #expect(world.run("doctor").output.contains("nobody is enrolled"))
    let stats = world.run("stats", "--format", "json").output
    #expect(stats.contains("operators"))
    let verify = try world.run("operator", "verify", "--format", "json").object()
    #expect(verify["valid"] as? Bool == true)
    #expect(verify["operators"] as? Int == 0)
  }

  @Test func `the first operator is an administrator who signs with the key`() throws {
    let words = ["operator", "add", "ada", "--public-key", publicKey, "--format", "json"]
    for wrong in [
      ["--roles", "administrator"], ["--roles", "auditor", "--operator-key", ada],
    ] {
      let run = world.run(words + wrong)
      #expect(run.status == 5)
      #expect(try code(run) == "operator_refused")
    }
    #expect(world.run("operator", "list", "--format", "json").output == "[]\n")
    enrolFirst()
    #expect(
      try world.run("operator", "list", "--format", "json", "--operator-key", ada).array().count
        == 1)
  }

  @Test func `after the first enrolment everything is denied without a key`() throws {
    enrolFirst()
    for words in [
      ["donor", "list"], ["stats"], ["doctor"], ["ledger", "log"], ["programme", "list"],
      ["operator", "list"],
    ] {
      let run = world.run(words + ["--format", "json"])
      #expect(run.status == 77)
      #expect(try code(run) == "not_permitted")
      #expect(run.output.isEmpty)
    }
    let stranger = world.folder + "/eve.key"
    _ = try Self.key(world, stranger)
    #expect(world.run("donor", "list", "--operator-key", stranger).status == 77)
    #expect(world.run("--operator-key", ada, "programme", "list").status == 0)
    let context = world.context(environment: ["TISSUECTL_OPERATOR_KEY": ada])
    #expect(world.run("programme", "list", context: context).status == 0)
  }

  @Test func `a role may do what it is for and nothing else`() throws {
    enrolFirst()
    let coordinator = try enrol("cora", "coordinator")
    let auditor = try enrol("otto", "auditor")
    func register(_ key: String, _ mrn: String) -> TestWorld.Run {
      world.run(
        "donor", "register", "--file", "-", "--format", "json", "--operator-key", key,
        input: TestWorld.person(mrn))
    }
    let registered = register(coordinator, "A1")
    #expect(registered.status == 0, "\(registered.errors)")
    let donor = try #require(try registered.object()["donor"] as? String)
    let before = world.run("stats", "--format", "json", "--operator-key", auditor).output
    for key in [auditor, ada] {
      let refused = register(key, "A2")
      #expect(refused.status == 77)
      #expect(try code(refused) == "not_permitted")
    }
    let grant = [
      "consent", "grant", donor, "--form", "broad-tissue-donation", "--scopes", "all",
      "--signed-on", "2026-02-01",
    ]
    #expect(world.run(grant + ["--operator-key", auditor]).status == 77)
    #expect(
      world.run("stats", "--format", "json", "--operator-key", auditor).output == before)
    #expect(world.run(grant + ["--operator-key", coordinator]).status == 0)
    // Withdrawal is never harder than consent.
    let withdrawal = world.run(
      "consent", "withdraw", donor, "--scopes", "all", "--operator-key", auditor)
    #expect(withdrawal.status == 0, "\(withdrawal.errors)")
    let log = try world.run(
      "ledger", "log", "--format", "json", "--operator-key", auditor
    ).array()
    #expect(log.contains { $0["actor"] as? String == "cora" })
    #expect(log.last?["actor"] as? String == "otto")
    #expect(world.run("doctor", "--operator-key", auditor).status == 0)
  }

  @Test func `what a revoked operator signed stays valid, and nothing more is taken`() throws {
    enrolFirst()
    let coordinator = try enrol("cora", "coordinator")
    let person = TestWorld.person("A1")
    #expect(
      world.run(
        "donor", "register", "--file", "-", "--operator-key", coordinator, input: person
      ).status == 0)
    #expect(
      world.run("operator", "revoke", "cora", "--reason", "left", "--operator-key", ada).status
        == 0)
    let run = world.run("donor", "list", "--operator-key", coordinator, "--format", "json")
    #expect(run.status == 77)
    #expect(try code(run) == "not_permitted")
    let verify = try world.run(
      "operator", "verify", "--format", "json", "--operator-key", ada
    ).object()
    #expect(verify["valid"] as? Bool == true)
    #expect(verify["signatures"] as? Int == 4)
    for words in [["ada"], ["cora"]] {
      let again = world.run(
        ["operator", "revoke"] + words + ["--operator-key", ada, "--format", "json"])
      #expect(again.status == 5)
      #expect(try code(again) == "operator_refused")
    }
    #expect(world.run("operator", "revoke", "cara", "--operator-key", ada).status == 4)
  }

  @Test func `names, keys and roles that cannot be are refused`() throws {
    enrolFirst()
    let lowOrder = String(repeating: "00", count: 32)
    let notReduced = "ed" + String(repeating: "ff", count: 30) + "7f"
    let other = try Self.key(world, world.folder + "/other.key")
    func add(_ name: String, _ roles: String, _ key: String) -> TestWorld.Run {
      world.run(
        "operator", "add", name, "--roles", roles, "--public-key", key, "--operator-key", ada,
        "--format", "json")
    }
    for key in [lowOrder, notReduced, "abc", ""] {
      #expect(add("bob", "auditor", key).status == 65)
    }
    let role = add("bob", "auditr", other)
    #expect(role.status == 65)
    #expect(role.errors.contains("auditor"))
    #expect(add("b\u{1B}[31m", "auditor", other).status == 65)
    #expect(add("ada", "auditor", other).status == 5)
    #expect(add("ada2", "auditor", publicKey).status == 5)
    #expect(add("bob", "auditor", other).status == 0)
  }

  @Test func `a key file that others may read, or a link to one, is refused`() throws {
    enrolFirst()
    let link = world.folder + "/link.key"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ada)
    #expect(world.run("donor", "list", "--operator-key", link).status != 0)
    let mode = try FileManager.default.attributesOfItem(atPath: ada)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let again = world.run("operator", "key", ada, "--format", "json")
    #expect(again.status == 6)
    #expect(try code(again) == "output_exists")
    #expect(!again.errors.contains("key ring"))
    let nowhere = world.run("operator", "key", world.folder + "/none/eve.key", "--format", "json")
    #expect(nowhere.status == 74)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: ada)
    #expect(world.run("donor", "list", "--operator-key", ada).status == 12)
  }

  @Test func `signatures are checked without any key, in the registry or a copy of it`() throws {
    enrolFirst()
    let coordinator = try enrol("cora", "coordinator")
    #expect(
      world.run(
        "donor", "register", "--file", "-", "--operator-key", coordinator,
        input: TestWorld.person("A1")
      ).status == 0)
    let copy = world.folder + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: world.registry + "/registry.sqlite", toPath: copy + "/registry.sqlite")
    let words = ["operator", "verify", "--format", "json"]
    let there = world.run(words)
    let elsewhere = world.run(words + ["--registry", copy])
    #expect(there.status == 0)
    #expect(there.output == elsewhere.output)
    #expect(try elsewhere.object()["signatures"] as? Int == 3)
    #expect(world.run(words + ["--registry", world.folder + "/none"]).status == 10)
  }

  @Test func `a passphrase seals the key`() throws {
    let secret = try world.file("passphrase", "correct horse battery\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    let path = world.folder + "/sealed.key"
    let run = world.run(
      "operator", "key", path, "--passphrase-file", secret, "--format", "json")
    let key = try #require(try run.object()["public_key"] as? String)
    let words = [
      "operator", "add", "sam", "--roles", "administrator", "--public-key", key,
      "--operator-key", path,
    ]
    #expect(world.run(words).status == 12)
    #expect(world.run(words + ["--operator-passphrase-file", secret]).status == 0)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sqlite3")))
  func `an event that nobody signed is found`() throws {
    enrolFirst()
    let coordinator = try enrol("cora", "coordinator")
    // Somebody with the key ring and without an operator's key hides the operators for a moment.
    func shell(_ sql: String) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/sqlite3")
      process.arguments = [world.registry + "/registry.sqlite", sql]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    try shell("CREATE TABLE hidden AS SELECT * FROM operator; DELETE FROM operator")
    let person = TestWorld.person("A1")
    #expect(world.run("donor", "register", "--file", "-", input: person).status == 0)
    try shell("INSERT INTO operator SELECT * FROM hidden; DROP TABLE hidden")
    let verify = world.run("operator", "verify", "--format", "json", "--operator-key", coordinator)
    #expect(verify.status == 20)
    #expect(try verify.object()["valid"] as? Bool == false)
    #expect(world.run("doctor", "--operator-key", coordinator).status == 20)
  }
}
