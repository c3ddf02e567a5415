import Foundation
import Testing

/// Who may read what, role by role.
@Suite struct OperatorReadingTests {
  /// The first to be enrolled has to be an administrator.
  private static let roles = [
    "administrator", "coordinator", "data_manager", "auditor", "approver", "researcher",
  ]

  /// Commands that read, with the roles that may; `CODE` stands for a donor.
  private static let rights: [(words: [String], roles: Set<String>)] = [
    (["ledger", "checkpoint"], Set(roles)), (["ledger", "prove", "1"], Set(roles)),
    (["ledger", "witness", "list"], Set(roles)), (["form", "list"], Set(roles)),
    (["programme", "list"], Set(roles)), (["policy", "show"], Set(roles)),
    (["stats"], Set(roles).subtracting(["researcher"])),
    (["operator", "list"], Set(roles).subtracting(["researcher"])),
    (["keys", "show"], Set(roles).subtracting(["researcher"])),
    (["ledger", "log"], Set(roles).subtracting(["researcher"])),
    (["release", "list"], ["coordinator", "data_manager", "auditor", "approver"]),
    (["recall", "list"], ["coordinator", "data_manager", "auditor", "approver"]),
    (
      ["cohort", "count", "--programme", "HER2-TARGETED"],
      ["coordinator", "data_manager", "auditor", "approver"]
    ),
    (["donor", "list"], ["coordinator", "data_manager", "auditor"]),
    (["donor", "show", "CODE"], ["coordinator", "data_manager", "auditor"]),
    (["consent", "state", "CODE"], ["coordinator", "data_manager", "auditor"]),
    (["consent", "history", "CODE"], ["coordinator", "data_manager", "auditor"]),
    (["route", "run"], ["coordinator", "data_manager", "auditor"]),
    (["donor", "find", "--file", "-"], ["coordinator", "data_manager"]),
    (
      [
        "cohort", "count", "--programme", "HER2-TARGETED", "--outside", "--recipient", "lab",
      ], ["coordinator", "data_manager", "researcher"]
    ),
  ]

  @Test func `each role reads what it is for, and what is not named is denied`() throws {
    let world = try TestWorld()
    let donor = try world.registered()
    var keys: [String: String] = [:]
    for role in Self.roles {
      let path = world.folder + "/\(role).key"
      let made = world.run("operator", "key", path, "--format", "json")
      let key = try #require(try made.object()["public_key"] as? String)
      keys[role] = path
      let added = world.run(
        "operator", "add", role, "--roles", role, "--public-key", key, "--operator-key",
        try #require(keys["administrator"]))
      #expect(added.status == 0, "\(added.errors)")
    }
    for (words, allowed) in Self.rights {
      for role in Self.roles {
        let run = world.run(
          words.map { $0 == "CODE" ? donor : $0 }
            + ["--format", "json", "--operator-key", try #require(keys[role])],
          input: TestWorld.person("A1234"))
        #expect(
          run.status == (allowed.contains(role) ? 0 : 77),
          "\(role): \(words.joined(separator: " ")): \(run.status) \(run.errors)")
        if run.status == 77 { #expect(run.output.isEmpty) }
      }
    }
  }
}
