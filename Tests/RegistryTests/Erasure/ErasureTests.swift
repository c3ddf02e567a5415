import Domain
import Foundation
import Registry
import Testing

struct ErasureTests {
  @Test func `an erased donor is gone and the ledger is as it was`() throws {
    let world = try World()
    let donors = try world.consented(4)
    let before = try Registry.verifyLedger(at: world.registry.folder)
    let proof = try world.registry.proveInclusion(of: before.size)
    world.clock.tick()
    let outcome = try world.registry.erase(
      donors[1], confirmation: donors[1], ChangeRequest(reason: "asked for in writing"))
    #expect(outcome.codes == [donors[1]])
    #expect(outcome.sequences == [before.size + 1])
    #expect(outcome.recalls.isEmpty)
    let after = try Registry.verifyLedger(at: world.registry.folder)
    #expect(after.isValid && after.size == before.size + 1)
    let growth = try world.registry.proveConsistency(from: before.size)
    #expect(growth.oldRoot == before.root)
    #expect(try world.registry.proveInclusion(of: before.size).leafHash == proof.leafHash)
    #expect(failure { _ = try world.registry.donor(donors[1], on: nil) }?.code == .notFound)
    #expect(try world.faults().isEmpty)
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(try world.state(donors[0], .clinicalData) == "permitted")
  }

  @Test func `nothing is erased without a code typed again, and nothing by a dry run`() throws {
    let world = try World()
    let donors = try world.consented(2)
    for typed in [nil, "", donors[1], "nonsense"] {
      let error = failure {
        _ = try world.registry.erase(donors[0], confirmation: typed, ChangeRequest())
      }
      #expect(error?.code == .usage)
    }
    _ = try world.registry.erase(donors[0], confirmation: nil, ChangeRequest(dryRun: true))
    #expect(try world.registry.donor(donors[0], on: nil).donor == donors[0])
    #expect(try world.faults().isEmpty)
  }

  @Test func `an operation sent again answers as before`() throws {
    let world = try World()
    let donors = try world.consented(2)
    let change = ChangeRequest(operation: "00112233445566778899aabbccddeeff")
    let first = try world.registry.erase(donors[0], confirmation: donors[0], change)
    world.clock.tick()
    let again = try world.registry.erase(donors[0], confirmation: nil, change)
    #expect(again.sequences == first.sequences)
    #expect(again.codes == first.codes)
  }

  @Test func `a merged person goes with every code`() throws {
    let world = try World()
    let donors = try world.consented(4)
    world.clock.tick()
    _ = try world.registry.merge(
      donors[0], donors[2], confirmation: donors[0], ChangeRequest(reason: "one person"))
    world.clock.tick()
    let plan = try world.registry.erasurePlan(donors[2])
    #expect(Set(plan.codes) == [donors[0], donors[2]])
    let outcome = try world.registry.erase(donors[2], confirmation: donors[2], ChangeRequest())
    #expect(Set(outcome.codes) == [donors[0], donors[2]])
    for code in [donors[0], donors[2]] {
      #expect(failure { _ = try world.registry.donor(code, on: nil) }?.code == .notFound)
    }
    #expect(try world.faults().isEmpty)
  }

  @Test func `who was once one person with an erased donor stands as the ledger says`() throws {
    let world = try World()
    let donors = try world.consented(5)
    world.clock.tick()
    _ = try world.registry.merge(
      donors[0], donors[2], confirmation: donors[0], ChangeRequest(reason: "one person"))
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    world.clock.tick()
    _ = try world.registry.split(donors[2], ChangeRequest())
    world.clock.tick()
    _ = try world.registry.erase(donors[0], confirmation: donors[0], ChangeRequest())
    #expect(try world.registry.donor(donors[2], on: nil).donor == donors[2])
    #expect(try world.faults().isEmpty)
    try world.grant(donors[2])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a released item of an erased donor is recalled by its pseudonym`() throws {
    let world = try World()
    let donors = try world.consented(24)
    let release = try world.export("cohort")
    let held = try #require(
      try donors.first { try !world.registry.donor($0, on: nil).releases.isEmpty })
    world.clock.tick()
    let outcome = try world.registry.erase(held, confirmation: held, ChangeRequest())
    let id = try #require(outcome.recalls.first)
    let recall = try #require(try world.registry.recalls().first { $0.id == id })
    #expect(recall.donor == "erased")
    #expect(recall.release == release.release)
    #expect(recall.state == .open)
    #expect(
      try world.registry.release(release.release).recall.map(\.pseudonym) == [recall.pseudonym])
    world.clock.tick()
    _ = try world.registry.notifyRecalls(.recall(id), to: world.path("letter"), ChangeRequest())
    world.clock.tick()
    let digest = "sha256:" + String(repeating: "ab", count: 32)
    _ = try world.registry.acknowledgeRecall(id, evidence: .digest(digest), ChangeRequest())
    world.clock.tick()
    let closed = try world.registry.closeRecall(id, ChangeRequest(reason: "confirmed"))
    #expect(closed.state == .closed)
    #expect(try world.faults().isEmpty)
  }

  @Test func `the same person registers anew under another code`() throws {
    let world = try World()
    let first = try world.register(1)
    world.clock.tick()
    _ = try world.registry.erase(first, confirmation: first, ChangeRequest())
    let second = try world.register(1)
    #expect(second != first)
    #expect(try world.faults().isEmpty)
  }

  @Test(.enabled(if: World.hasShell))
  func `what a crash left undone is finished at the next start`()
    throws
  {
    let world = try World()
    let donors = try world.consented(2)
    world.clock.tick()
    _ = try world.registry.erase(donors[0], confirmation: donors[0], ChangeRequest())
    try world.tamper("INSERT INTO scrub_due (singleton, rebuild) VALUES (1, 1)")
    #expect(try world.registry.doctor().contains { $0.check == "erasures" && !$0.ok })
    #expect(try world.reopened().doctor().allSatisfy(\.ok))
    #expect(!world.exists("registry/registry.sqlite-journal"))
  }

  @Test(
    .enabled(if: World.hasShell),
    arguments: [
      "INSERT INTO data_key SELECT donor, 'k', zeroblob(60) FROM erased_donor",
      "DELETE FROM erased_donor", "DELETE FROM erased_recall",
      "DELETE FROM data_key WHERE donor = (SELECT min(donor) FROM data_key)",
    ])
  func `an erasure that was undone, or a key that nobody erased, is found`(sql: String) throws {
    let world = try World()
    let donors = try world.consented(24)
    _ = try world.export("cohort")
    let held = try #require(
      try donors.first { try !world.registry.donor($0, on: nil).releases.isEmpty })
    world.clock.tick()
    _ = try world.registry.erase(held, confirmation: held, ChangeRequest())
    #expect(try world.faults().isEmpty)
    try world.tamper(sql)
    #expect(try !world.faults().isEmpty)
  }

  @Test(
    .enabled(if: World.hasShell),
    arguments: ["(7, 1)", "(1, 2)"])
  func `a row that no erasure can have left is damage and nothing is rewritten`(
    row: String
  ) throws {
    let world = try World()
    try world.tamper(
      "PRAGMA ignore_check_constraints = 1; INSERT INTO scrub_due (singleton, rebuild) VALUES \(row)"
    )
    let file = URL(filePath: world.path("registry/registry.sqlite"))
    let before = try Data(contentsOf: file)
    let failure = #expect(throws: RegistryError.self) { try world.reopened() }
    #expect(failure?.code == .verificationFailed)
    #expect(try Data(contentsOf: file) == before)
  }

  @Test func `a database of a format that nobody knows is damaged and no defect`() throws {
    let world = try World()
    let file = URL(filePath: world.path("registry/registry.sqlite"))
    var bytes = try Data(contentsOf: file)
    bytes[47] ^= 2
    try bytes.write(to: file)
    let failure = #expect(throws: RegistryError.self) { try world.reopened() }
    #expect(failure?.code == .verificationFailed)
  }
}
