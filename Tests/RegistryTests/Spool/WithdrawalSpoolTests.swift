import Domain
import Foundation
import Registry
import Testing

struct WithdrawalSpoolTests {
  @Test func `a withdrawal that the database cannot take is kept and goes in with the next change`()
    throws
  {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    guard case .spooled(let entry) = try world.spooled(donor) else {
      Issue.record("the withdrawal was recorded although nothing could be written")
      return
    }
    #expect(entry.donor == donor)
    #expect(try world.spoolFiles().count == 1)
    #expect(try world.state(donor, .tissueSurplus) == "permitted")
    #expect(
      try world.registry.stats().contains { $0.name == "withdrawals_waiting" && $0.value == "1" })
    #expect(try world.registry.doctor().filter { !$0.ok }.map(\.check) == ["withdrawals"])

    try world.register(2)
    #expect(try world.spoolFiles().isEmpty)
    #expect(try world.state(donor, .tissueSurplus) == "withdrawn")
    let line = try #require(try world.registry.consentHistory(donor, knownAt: nil).last)
    #expect(line.recordedBy == "night nurse")
    #expect(line.reason == "said Ada Zweifel by telephone")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `nothing of it stands in the clear`() throws {
    let world = try World()
    let donor = try world.register(1)
    _ = try world.spooled(donor)
    for name in try world.spoolFiles() {
      let url = world.folder.appending(path: "registry/\(name)")
      let data = try Data(contentsOf: url)
      for secret in [donor, "Zweifel", "nurse", "no_further_use"] {
        #expect(data.range(of: Data(secret.utf8)) == nil)
        #expect(!name.contains(secret))
      }
      let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `an export takes it in first, and the donor does not leave`() throws {
    let world = try World()
    let donors = try world.consented(30)
    _ = try world.spooled(donors[0])
    let summary = try world.export("out")
    #expect(try world.spoolFiles().isEmpty)
    #expect(try world.registry.recalls().allSatisfy { $0.donor != donors[0] })
    #expect(summary.donors + summary.suppressed + summary.withheld == 29)
  }

  @Test func `what no rule lets in stops every way out until it is discarded with a reason`() throws
  {
    let world = try World()
    let donors = try world.consented(30)
    _ = try world.spooled(donors[0], signedOn: "2031-01-01")
    for way in [
      { _ = try world.export("out") },
      { _ = try world.registry.exportConsents(ConsentExportRequest(format: .csv)) { _ in } },
      { _ = try world.registry.backup(to: world.path("copy.sqlite")) },
    ] as [() throws -> Void] {
      #expect(failure(way)?.code == .withdrawalsWaiting)
    }
    #expect(!FileManager.default.fileExists(atPath: world.path("out")))
    #expect(!FileManager.default.fileExists(atPath: world.path("copy.sqlite")))
    // Everything else goes on.
    try world.register(77)
    let entry = try #require(try world.registry.spooledWithdrawals().first)
    #expect(entry.donor == donors[0])
    #expect(entry.problem != nil)
    #expect(
      failure { _ = try world.registry.discardSpooled(entry.id, ChangeRequest()) }?.code == .usage)
    world.clock.tick()
    _ = try world.registry.discardSpooled(entry.id, ChangeRequest(reason: "a slip of the year"))
    #expect(try world.spoolFiles().isEmpty)
    _ = try world.export("out")
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `a valid one is not discarded`() throws {
    let world = try World()
    let donor = try world.register(1)
    guard case .spooled(let entry) = try world.spooled(donor) else { return }
    let refused = failure {
      _ = try world.registry.discardSpooled(entry.id, ChangeRequest(reason: "no"))
    }
    #expect(refused?.code == .notFound)
    #expect(try world.state(donor, .tissueSurplus) != "permitted")
  }

  @Test func `a damaged or renamed one stops every way out`() throws {
    let world = try World()
    let donors = try world.consented(2)
    _ = try world.spooled(donors[0])
    let name = try #require(try world.spoolFiles().first)
    let url = world.folder.appending(path: "registry/\(name)")
    let sound = try Data(contentsOf: url)
    for place in sound.indices {
      var damaged = sound
      damaged[place] ^= 0x10
      try damaged.write(to: url)
      #expect(
        failure { _ = try world.registry.backup(to: world.path("copy")) }?.code
          == .withdrawalsWaiting)
    }
    try sound.write(to: url)
    let other = name.replacing(/[0-9a-f](?=\.spool)/) { $0.output == "0" ? "1" : "0" }
    try FileManager.default.moveItem(at: url, to: world.folder.appending(path: "registry/\(other)"))
    #expect(
      failure { _ = try world.registry.backup(to: world.path("copy")) }?.code
        == .withdrawalsWaiting)
    #expect(try world.state(donors[0], .tissueSurplus) == "permitted")
  }

  @Test func `one that reached the ledger all the same is not recorded twice`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    let operation = "0190b8a0-0000-7000-8000-00000000000a"
    _ = try world.spooled(donor, operation: operation)
    _ = try world.spooled(donor, operation: operation)
    let name = try #require(try world.spoolFiles().first)
    let url = world.folder.appending(path: "registry/\(name)")
    let file = try Data(contentsOf: url)
    #expect(try world.registry.spooledWithdrawals().isEmpty)
    let count = try world.registry.consentHistory(donor, knownAt: nil).count
    // As if the process had died between commit and removal.
    try file.write(to: url)
    try world.register(2)
    #expect(try world.spoolFiles().isEmpty)
    #expect(try world.registry.consentHistory(donor, knownAt: nil).count == count)
  }

  @Test func `a code that nobody has is refused and not spooled`() throws {
    let world = try World()
    let other = try World().register(1)
    #expect(failure { _ = try world.spooled(other) }?.code == .notFound)
    #expect(try world.spoolFiles().isEmpty)
  }

  @Test func `a database that is gone or damaged leaves withdrawals to the spool`() throws {
    let world = try World()
    let donor = try world.register(1)
    try world.spooledWhileDamaged(donor)
    let restored = try world.reopened()
    #expect(try restored.spooledWithdrawals().isEmpty)
    #expect(
      try restored.consentStates(donor, on: nil, knownAt: nil, explain: false)
        .allSatisfy { $0.state != "permitted" })
  }

  @Test func `one that came without an operator's key is taken in by an operator, who signs it`()
    throws
  {
    let world = try World()
    let donor = try world.register(1)
    try world.grant(donor)
    let path = world.path("ada.key")
    let key = try Registry.makeOperatorKey(at: path, passphrase: nil)
    func ada() throws -> Registry {
      try world.reopened(as: OperatorKeyFile(path: path))
    }
    _ = try ada().addOperator(
      "ada", roles: ["administrator", "auditor"], publicKey: key, ChangeRequest())
    try world.spooledWhileDamaged(donor)
    #expect(failure { _ = try world.reopened() }?.code == .notPermitted)

    let registry = try ada()
    #expect(try registry.spooledWithdrawals().isEmpty)
    let line = try #require(try registry.consentHistory(donor, knownAt: nil).last)
    #expect(line.kind == "withdrawal")
    #expect(line.recordedBy == "ada")
    #expect(try Registry.verifyOperators(at: registry.folder).firstBad == nil)
    #expect(try registry.doctor().allSatisfy(\.ok))
  }
}
