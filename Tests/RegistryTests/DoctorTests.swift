import Domain
import Foundation
import Registry
import Testing

/// What the file's owner does behind the registry's back, through the sqlite3 shell.
struct DoctorTests {
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: World.shell)),
    arguments: [
      "UPDATE consent_timeline SET segments = zeroblob(12)",
      "INSERT INTO consent_timeline (donor, segments) VALUES (1, zeroblob(12))",
      "UPDATE donor SET birth_year = birth_year + 1 WHERE code = (SELECT min(code) FROM donor)",
      "UPDATE donor_codes SET codes = x'' WHERE donor = (SELECT min(donor) FROM donor_codes)",
      "DELETE FROM donor_codes WHERE donor = (SELECT max(donor) FROM donor_codes)",
      "INSERT INTO donor_codes (donor, codes) VALUES (1, x'')",
      "DELETE FROM strong_identifier WHERE high = (SELECT min(high) FROM strong_identifier)",
      "DELETE FROM consent_event WHERE seq = (SELECT max(seq) FROM consent_event)",
      """
      DROP TRIGGER event_unchanged;
      UPDATE event SET payload = randomblob(length(payload)) WHERE seq = (SELECT max(seq) FROM event)
      """,
      "DROP TRIGGER event_kept; DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
      """
      DROP TRIGGER event_unchanged;
      UPDATE event SET recorded_at = recorded_at - 1000000 WHERE seq = (SELECT max(seq) FROM event)
      """,
      "UPDATE ledger_log SET root = randomblob(32)",
      "UPDATE registry SET created_at = created_at + 256",
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'recipient'
      """,
    ])
  func `a change behind the registry's back is found`(sql: String) throws {
    let world = try World()
    let donors = try world.consented(3)
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    #expect(try world.registry.doctor().allSatisfy(\.ok))
    try world.tamper(sql)
    #expect(try world.reopened().doctor().contains { !$0.ok }, "not found: \(sql)")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: World.shell)),
    arguments: [
      ("data_key", "key_id"), ("event", "length"), ("schema_step", "digest"),
      ("consent_event", "form"),
    ])
  func `a damaged description of a table is damage, and no defect`(
    table: String, word: String
  ) throws {
    let world = try World()
    let donor = try world.consented(1)[0]
    try world.tamper(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, '\(word)', 'x\(word.dropFirst())')
      WHERE name = '\(table)'
      """)
    let error = failure {
      let registry = try world.reopened()
      _ = try registry.consentHistory(donor, knownAt: nil)
      let found = try registry.doctor().filter { !$0.ok }.map(\.detail).joined()
      throw RegistryError(.verificationFailed, found)
    }
    #expect(error?.code == .verificationFailed)
    #expect(error?.message.contains(table) == true, "\(error?.message ?? "")")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: World.shell)))
  func `the ledger refuses to be changed even by another program`() throws {
    let world = try World()
    try world.register(1)
    for sql in [
      "UPDATE event SET kind = 'x'", "DELETE FROM event",
      "INSERT OR REPLACE INTO event SELECT 1, operation, ordinal, kind, subject, recorded_at, header, "
        + "payload, leaf_hash, frontier FROM event WHERE seq = 1",
    ] {
      let process = Process()
      process.executableURL = URL(filePath: World.shell)
      process.arguments = [world.path("registry/registry.sqlite"), sql]
      process.standardError = Pipe()
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus != 0, "\(sql) went through")
    }
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }
}
