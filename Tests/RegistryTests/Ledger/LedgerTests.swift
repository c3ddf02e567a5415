import Domain
import Foundation
import Registry
import Testing

struct LedgerTests {
  @Test func `the log lists every header in order, and nothing that is sealed`() throws {
    let world = try World()
    let donors = try world.consented(3)
    try world.withdraw(donors[1], scopes: ["clinical_data"])
    var entries: [LedgerEntry] = []
    try world.registry.ledgerLog { entries.append($0) }
    #expect(entries.map(\.sequence) == Array(1...UInt64(entries.count)))
    #expect(entries.allSatisfy { $0.actor == "tester" && $0.leafHash.count == 64 })
    var own: [LedgerEntry] = []
    try world.registry.ledgerLog(about: donors[1]) { own.append($0) }
    #expect(own.count == entries.filter { $0.donor == donors[1] }.count)
    #expect(own.count >= 3)
    var range: [UInt64] = []
    try world.registry.ledgerLog(from: 4, to: 6) { range.append($0.sequence) }
    #expect(range == [4, 5, 6])
    try world.registry.ledgerLog(from: UInt64(entries.count) + 1) { _ in Issue.record("no event") }
  }

  @Test func `a sound ledger verifies with the root of its statistics`() throws {
    let world = try World()
    _ = try world.consented(4)
    let check = try Registry.verifyLedger(at: world.registry.folder)
    let statistics = try world.registry.stats()
    #expect(check.isValid)
    #expect(statistics.contains { $0.name == "ledger_root" && $0.value == check.root })
    #expect(statistics.contains { $0.name == "ledger_events" && $0.value == "\(check.size)" })
  }

  @Test(
    .enabled(if: World.hasShell),
    arguments: [
      "5: DROP TRIGGER event_unchanged; UPDATE event SET payload = zeroblob(9) WHERE seq = 5",
      "3: DROP TRIGGER event_unchanged; UPDATE event SET kind = 'grant' WHERE seq = 3",
      "12: DROP TRIGGER event_unchanged; UPDATE event SET subject = 1 WHERE seq = 12",
      "7: DROP TRIGGER event_kept; DELETE FROM event WHERE seq = 7",
      "13: DROP TRIGGER event_kept; DELETE FROM event WHERE seq > 12",
      "15: UPDATE ledger_log SET size = size - 1",
    ])
  func `the first bad event is named`(change: String) throws {
    let parts = change.split(separator: ": ", maxSplits: 1)
    let first = try #require(UInt64(parts[0]))
    let world = try World()
    _ = try world.consented(2)
    #expect(try Registry.verifyLedger(at: world.registry.folder).size == 15)
    try world.tamper(String(parts[1]))
    #expect(try Registry.verifyLedger(at: world.registry.folder).firstBad == first)
    #expect(failure { _ = try world.reopened().checkpoint() }?.code == .verificationFailed)
  }

  @Test func `a checkpoint is proved by its key alone, and by no other registry's`() throws {
    let world = try World()
    try world.register(1)
    let key = try world.registry.logKey()
    let note = try world.registry.checkpoint().note
    let audit = try Registry.auditCheckpoint(
      CheckpointAuditRequest(file: try world.file("a", note), key: key))
    #expect(audit.size == (try world.registry.checkpoint().size))
    let other = try World().registry.logKey()
    #expect(
      failure {
        _ = try Registry.auditCheckpoint(
          CheckpointAuditRequest(file: try world.file("b", note), key: other))
      }?.code == .verificationFailed)
    let altered = note.replacing("\n\(audit.size)\n", with: "\n\(audit.size + 1)\n")
    #expect(
      failure {
        _ = try Registry.auditCheckpoint(
          CheckpointAuditRequest(file: try world.file("c", altered), key: key))
      }?.code == .verificationFailed)
  }

  @Test func `every event is proved to be in the ledger, and no proof serves another`() throws {
    let world = try World()
    _ = try world.consented(3)
    let key = try world.registry.logKey()
    let size = try world.registry.checkpoint().size
    for sequence in 1...size {
      let evidence = try world.registry.proveInclusion(of: sequence)
      let audit = try Registry.auditCheckpoint(
        CheckpointAuditRequest(file: try world.file("p\(sequence)", evidence.file), key: key))
      #expect(audit.sequence == sequence)
      #expect(audit.leafHash == evidence.leafHash)
      let moved = evidence.file.replacing(
        "\nindex \(sequence - 1)\n", with: "\nindex \(sequence % size)\n")
      #expect(
        failure {
          _ = try Registry.auditCheckpoint(
            CheckpointAuditRequest(file: try world.file("q\(sequence)", moved), key: key))
        }?.code == .verificationFailed)
    }
    #expect(failure { _ = try world.registry.proveInclusion(of: size + 1) }?.code == .notFound)
    #expect(failure { _ = try world.registry.proveInclusion(of: 0) }?.code == .notFound)
  }

  @Test func `growth is proved between any two sizes, from size 0 never`() throws {
    let world = try World()
    try world.register(1)
    let old = try world.registry.checkpoint()
    _ = try world.consented(3)
    let key = try world.registry.logKey()
    let evidence = try world.registry.proveConsistency(from: old.size)
    #expect(evidence.oldRoot == old.root)
    let audit = try Registry.auditCheckpoint(
      CheckpointAuditRequest(
        file: try world.file("old", old.note), key: key,
        proof: try world.file("proof", evidence.file), registry: world.registry.folder))
    #expect(audit.grewTo == evidence.checkpoint.size)
    #expect(audit.registrySize == evidence.checkpoint.size)
    let other = try world.registry.proveConsistency(from: old.size - 1)
    #expect(
      failure {
        _ = try Registry.auditCheckpoint(
          CheckpointAuditRequest(
            file: try world.file("old2", old.note), key: key,
            proof: try world.file("proof2", other.file)))
      }?.code == .verificationFailed)
    #expect(failure { _ = try world.registry.proveConsistency(from: 0) }?.code == .usage)
    #expect(failure { _ = try world.registry.proveConsistency(from: 99) }?.code == .notFound)
  }

  @Test(.enabled(if: World.hasShell))
  func `a ledger that lost events is held against a checkpoint`() throws {
    let world = try World()
    try world.register(1)
    let saved = world.path("saved.sqlite")
    try FileManager.default.copyItem(atPath: world.path("registry/registry.sqlite"), toPath: saved)
    try world.register(2)
    let later = try world.registry.checkpoint()
    let key = try world.registry.logKey()
    // The old file in place of the new one agrees with itself in every respect.
    try FileManager.default.removeItem(atPath: world.path("registry/registry.sqlite"))
    try FileManager.default.moveItem(
      atPath: saved, toPath: world.path("registry/registry.sqlite"))
    #expect(try Registry.verifyLedger(at: world.registry.folder).isValid)
    #expect(
      failure {
        _ = try Registry.auditCheckpoint(
          CheckpointAuditRequest(
            file: try world.file("later", later.note), key: key,
            registry: world.registry.folder))
      }?.code == .verificationFailed)
  }

  @Test(
    .enabled(if: World.hasShell),
    arguments: [
      "UPDATE ledger_log SET last_recorded_at = last_recorded_at * 64",
      "DROP TRIGGER event_unchanged; UPDATE event SET recorded_at = recorded_at * 64 "
        + "WHERE seq = (SELECT max(seq) FROM event)",
    ])
  func `a last time that was changed decides no answer and takes no change`(sql: String) throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    let right = "\(try world.registry.consentStates(donor, on: nil, knownAt: nil, explain: false))"
    try world.tamper(sql)
    let registry = try world.reopened()
    let said = "\(try registry.consentStates(donor, on: nil, knownAt: nil, explain: false))"
    #expect(said == right)
    #expect(throws: RegistryError.self) {
      try registry.setProgramme("HER2-TARGETED", to: .suspended, ChangeRequest())
    }
    #expect(try !registry.doctor().allSatisfy(\.ok))
  }
}
