import Domain
import Foundation
import Registry
import TestSupport
import Testing

/// What the file's owner can do past the program, and which examination finds it.
struct TamperingTests {
  /// Who finds an attack at the latest.
  enum Finder: String {
    /// `ledger verify`, without a key.
    case verify
    /// `doctor`, with the key ring.
    case doctor
    /// `ledger audit-checkpoint`, with a checkpoint that was kept elsewhere.
    case audit
  }

  struct Attack: CustomTestStringConvertible {
    var name: String
    var sql: String
    var finder: Finder
    var testDescription: String { name }

    init(_ name: String, _ finder: Finder, _ sql: String) {
      self.name = name
      self.sql = sql
      self.finder = finder
    }
  }

  private static let open =
    "DROP TRIGGER event_unchanged; DROP TRIGGER event_kept; DROP TRIGGER event_in_order; "

  /// `:s` is an event drawn anew for every seed, `:n` the number of events.
  static let attacks: [Attack] = [
    Attack(
      "payload", .verify, "UPDATE event SET payload = randomblob(length(payload)) WHERE seq = :s"),
    Attack(
      "one byte of a payload", .verify,
      """
      UPDATE event SET payload = CAST(substr(payload, 1, 9)
          || CASE substr(payload, 10, 1) WHEN x'41' THEN x'40' ELSE x'41' END
          || substr(payload, 11) AS BLOB)
        WHERE seq = :s
      """),
    Attack(
      "header", .verify, "UPDATE event SET header = randomblob(length(header)) WHERE seq = :s"),
    Attack("time", .verify, "UPDATE event SET recorded_at = recorded_at - 1 WHERE seq = :s"),
    Attack("kind", .verify, "UPDATE event SET kind = 'import_finished' WHERE seq = :s"),
    Attack(
      "subject", .verify, "UPDATE event SET subject = coalesce(subject, 0) + 1 WHERE seq = :s"),
    Attack("operation", .verify, "UPDATE event SET operation = randomblob(16) WHERE seq = :s"),
    Attack("ordinal", .verify, "UPDATE event SET ordinal = ordinal + 1 WHERE seq = :s"),
    Attack("leaf hash", .verify, "UPDATE event SET leaf_hash = randomblob(32) WHERE seq = :s"),
    Attack(
      "frontier", .verify,
      "UPDATE event SET frontier = randomblob(length(frontier)) WHERE seq = :n"),
    Attack("frontier left out", .verify, "UPDATE event SET frontier = NULL WHERE seq = :n"),
    Attack("deletion", .verify, "DELETE FROM event WHERE seq = :s"),
    Attack("deletion at the end", .verify, "DELETE FROM event WHERE seq = :n"),
    Attack(
      "deletion, the gap closed", .verify,
      "DELETE FROM event WHERE seq = :s; UPDATE event SET seq = seq - 1 WHERE seq > :s"),
    Attack(
      "two events change places", .verify,
      """
      UPDATE event SET seq = :n + 1 WHERE seq = :s; UPDATE event SET seq = :s WHERE seq = :n;
        UPDATE event SET seq = :n WHERE seq = :n + 1
      """),
    Attack(
      "two payloads change places", .verify,
      """
      UPDATE event SET payload = (SELECT payload FROM event o WHERE o.seq = :n + :s - event.seq)
        WHERE seq IN (:s, :n)
      """),
    Attack(
      "an event again at the end", .verify,
      """
      INSERT INTO event SELECT :n + 1, randomblob(16), ordinal, kind, subject, recorded_at, header,
        payload, leaf_hash, NULL FROM event WHERE seq = :s
      """),
    Attack("root", .verify, "UPDATE ledger_log SET root = randomblob(32)"),
    Attack("size", .verify, "UPDATE ledger_log SET size = size - 1"),
    Attack(
      "time of the head", .verify, "UPDATE ledger_log SET last_recorded_at = last_recorded_at << 8"),
    Attack("tile", .verify, "UPDATE ledger_tile SET hashes = randomblob(8192)"),
    Attack("node", .verify, "UPDATE ledger_node SET hash = randomblob(32)"),
    Attack("head's frontier", .verify, "UPDATE ledger_log SET frontier = randomblob(40)"),
    Attack("signature of the head", .doctor, "UPDATE ledger_checkpoint SET note = randomblob(99)"),
    Attack("no signature of the head", .doctor, "DELETE FROM ledger_checkpoint"),
    Attack("consent state", .doctor, "UPDATE consent_timeline SET segments = zeroblob(12)"),
    Attack("consent event", .doctor, "UPDATE consent_event SET signed_on = signed_on - 1"),
    Attack("donor", .doctor, "DELETE FROM donor_event"),
    Attack(
      "token", .doctor, "UPDATE OR IGNORE match_token SET donor = (SELECT max(code) FROM donor)"),
    Attack("data key", .doctor, "UPDATE data_key SET wrapped = randomblob(length(wrapped))"),
    Attack("a trigger more", .doctor, "CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END"),
  ]

  /// A copy of a registry folder under another name.
  private func copy(_ world: World, _ name: String) throws -> String {
    try FileManager.default.copyItem(atPath: world.path("registry"), toPath: world.path(name))
    return world.path(name)
  }

  /// Whether an examination finds something.
  private func finds(_ finder: Finder, _ world: World, _ folder: String, kept: String) -> Bool {
    switch finder {
    case .verify: (try? Registry.verifyLedger(at: folder).isValid) != true
    case .doctor:
      (try? Registry.open(at: folder, context: world.context).doctor().allSatisfy(\.ok)) != true
    case .audit:
      (try? Registry.auditCheckpoint(
        CheckpointAuditRequest(
          file: .path(kept), key: world.registry.logKey(), registry: folder))) == nil
    }
  }

  private func finders(_ world: World, _ folder: String, kept: String) -> Set<Finder> {
    Set([Finder.verify, .doctor, .audit].filter { finds($0, world, folder, kept: kept) })
  }

  @Test(.enabled(if: World.hasShell), arguments: 0..<4)
  func `whatever the owner alters in the file is found, a hundred seeds`(quarter: UInt64) throws {
    let world = try World()
    // More than a block of events, so that there are nodes to alter.
    for number in 0..<130 { try world.grant(try world.register(number)) }
    let size = try Registry.verifyLedger(at: world.registry.folder).size
    try #require(size > 256)
    let triggers = try world.query(
      "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"
    ).joined(separator: "\n")
    let kept = world.path("kept")
    _ = try Registry.write(evidence: try world.registry.checkpoint().note, to: kept)
    #expect(finders(world, try copy(world, "sound"), kept: kept).isEmpty)
    for seed in quarter * 25..<quarter * 25 + 25 {
      var random = SeededGenerator(seed: seed)
      for attack in Self.attacks {
        let folder = try copy(world, "altered")
        let place = UInt64.random(in: 2..<size, using: &random)
        let sql = attack.sql.replacing(":s", with: "\(place)").replacing(":n", with: "\(size)")
        // The triggers back in place: what is left is the attack.
        try world.tamper(
          Self.open + sql + ";\n" + triggers, file: folder + "/registry.sqlite")
        #expect(
          finds(attack.finder, world, folder, kept: kept),
          "\(attack.name) at \(place), seed \(seed)")
        try FileManager.default.removeItem(atPath: folder)
      }
    }
  }

  @Test func `a cut ledger verifies by itself and not against a checkpoint`() throws {
    let world = try World()
    try world.register(1)
    let old = try copy(world, "old")
    try world.register(2)
    let kept = world.path("kept")
    _ = try Registry.write(evidence: try world.registry.checkpoint().note, to: kept)
    #expect(finders(world, old, kept: kept) == [.audit])
  }

  @Test func `a second history with the same keys is found by a checkpoint and by a witness`()
    throws
  {
    let world = try World()
    try world.register(1)
    let other = try copy(world, "other")
    try world.register(2)
    let rewritten = try Registry.open(at: other, context: world.context)
    for number in 3..<6 { _ = try rewritten.register(try World.person(number), ChangeRequest()) }
    let kept = world.path("kept")
    _ = try Registry.write(evidence: try world.registry.checkpoint().note, to: kept)
    #expect(finders(world, other, kept: kept) == [.audit])
    let key = try world.registry.logKey()
    _ = try Witness.makeKey(name: "w", at: world.path("w.key"))
    func cosign(_ name: String, _ text: String) throws -> Cosigned {
      try Witness.cosign(
        CosignRequest(
          file: try world.file(name, text), logKey: key, keyFile: world.path("w.key"),
          stateFile: world.path("w.state")), at: world.clock.now)
    }
    let first = try cosign("first", try world.registry.checkpoint().note)
    let proof = try rewritten.proveConsistency(from: first.size).file
    #expect(failure { _ = try cosign("second", proof) }?.code == .verificationFailed)
  }
}
