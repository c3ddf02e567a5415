import Domain
import Foundation
import Registry
import TestSupport
import Testing

/// Backups over time: who was erased since, increments, and a writer who does not stop.
struct BackupChainTests {
  private func restore(
    _ world: World, _ file: String, increments: [String] = [], keys: String? = nil,
    to folder: String = "restored"
  ) throws -> (RestoreSummary, Registry) {
    let summary = try Registry.restore(
      RestoreRequest(
        file: world.path(file), increments: increments.map(world.path),
        keyRing: world.path("registry/keyring.json"), dataKeys: keys.map(world.path),
        folder: world.path(folder)),
      context: world.context)
    return (summary, try Registry.open(at: world.path(folder), context: world.context))
  }

  @Test func `an old backup with the keys of today brings no erased donor back`() throws {
    let world = try World()
    let donors = try world.consented(24)
    _ = try world.export("cohort")
    _ = try world.registry.backup(to: world.path("old"), withKeys: true)
    let held = try #require(
      try donors.first { try !world.registry.donor($0, on: nil).releases.isEmpty })
    world.clock.tick()
    _ = try world.registry.erase(held, confirmation: held, ChangeRequest())
    _ = try world.registry.exportKeys(
      to: world.path("keys.json"), passphrase: nil, ChangeRequest())
    world.clock.tick()
    let (summary, registry) = try restore(world, "old", keys: "keys.json")
    #expect(summary.erased == [held])
    #expect(failure { _ = try registry.donor(held, on: nil) }?.code == .notFound)
    #expect(try registry.recalls().map(\.donor) == ["erased"])
    #expect(try registry.doctor().allSatisfy(\.ok))
    #expect(
      try registry.donor(donors[23] == held ? donors[22] : donors[23], on: nil).consentEvents == 1)
  }

  @Test func `a backup taken after an erasure restores without the donor`() throws {
    let world = try World()
    let donors = try world.consented(3)
    world.clock.tick()
    _ = try world.registry.erase(donors[0], confirmation: donors[0], ChangeRequest())
    _ = try world.registry.backup(to: world.path("later"), withKeys: true)
    let (summary, registry) = try restore(world, "later")
    #expect(summary.erased.isEmpty)
    #expect(failure { _ = try registry.donor(donors[0], on: nil) }?.code == .notFound)
    #expect(try registry.donor(donors[1], on: nil).donor == donors[1])
  }

  @Test func `a backup without its data keys restores nobody`() throws {
    let world = try World()
    _ = try world.consented(2)
    _ = try world.registry.backup(to: world.path("bare"))
    #expect(!world.exists("bare.keys"))
    #expect(failure { _ = try restore(world, "bare") }?.code == .wrongKey)
    #expect(!world.exists("restored"))
  }

  @Test(
    arguments: [
      ("\"donors\":[", "\"donors\":[\"0000-0000-0000-00\","), ("\"size\":", "\"size\":1"),
      ("\n]}\n", "\n"), ("\"version\":1", "\"version\":2"), ("\"wrapped\":\"", "\"wrapped\":\"zz"),
    ])
  func `an altered file of data keys is refused`(part: String, by other: String) throws {
    let world = try World()
    _ = try world.consented(2)
    _ = try world.registry.backup(to: world.path("backup"), withKeys: true)
    let text = try String(contentsOfFile: world.path("backup.keys"), encoding: .utf8)
    let altered = text.replacing(part, with: other)
    #expect(altered != text)
    _ = try world.file("altered", altered)
    let error = failure { _ = try restore(world, "backup", keys: "altered") }
    #expect(error?.code == .verificationFailed || error?.code == .inputMalformed)
    #expect(!world.exists("restored"))
  }

  @Test func `a base and its increments restore what is there now`() throws {
    let world = try World()
    _ = try world.consented(2)
    _ = try world.registry.backup(to: world.path("base"))
    try world.register(10)
    let first = try world.registry.backup(to: world.path("one"), since: world.path("base"))
    let donor = try world.register(11)
    try world.grant(donor)
    let second = try world.registry.backup(
      to: world.path("two"), since: world.path("one"), withKeys: true)
    #expect(first.since != nil && second.since == first.checkpoint.size)
    let (summary, registry) = try restore(world, "base", increments: ["one", "two"])
    #expect(summary.size == second.checkpoint.size)
    #expect(summary.root == second.checkpoint.root)
    #expect(summary.checkpoints == 3)
    #expect(try registry.donor(donor, on: nil).consentEvents == 1)
    #expect(failure { _ = try restore(world, "base", increments: ["two"], to: "x") } != nil)
    #expect(failure { _ = try restore(world, "base", increments: ["two", "one"], to: "x") } != nil)
    #expect(!world.exists("x"))
  }

  @Test(arguments: 0..<12)
  func `an altered or shortened increment is refused`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let world = try World()
    try world.register(1)
    _ = try world.registry.backup(to: world.path("base"))
    try world.register(2)
    _ = try world.registry.backup(
      to: world.path("one"), since: world.path("base"), withKeys: true)
    var bytes = try Data(contentsOf: URL(filePath: world.path("one")))
    switch seed % 3 {
    case 0: bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
    case 1: bytes.append(7)
    default:
      // A flipped mark of a transaction's end is found by the tables; any other byte by the root.
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 1..<8, using: &random)
    }
    try bytes.write(to: URL(filePath: world.path("altered")))
    let error = failure {
      _ = try Registry.restore(
        RestoreRequest(
          file: world.path("base"), increments: [world.path("altered")],
          keyRing: world.path("registry/keyring.json"), dataKeys: world.path("one.keys"),
          folder: world.path("restored")), context: world.context)
    }
    #expect([.verificationFailed, .inputMalformed].contains(error?.code), "seed \(seed)")
    #expect(!world.exists("restored"))
  }

  @Test func `an increment of a rewritten ledger is not made`() throws {
    let world = try World()
    try world.register(1)
    _ = try world.registry.backup(to: world.path("base"))
    let other = try World()
    try other.register(1)
    _ = try other.registry.backup(to: other.path("base"))
    let error = failure {
      _ = try world.registry.backup(to: world.path("one"), since: other.path("base"))
    }
    #expect(error?.code == .verificationFailed)
    #expect(!world.exists("one"))
  }

  /// Registers one donor after the other on a connection and a thread of its own until told to stop.
  private final class Writer: @unchecked Sendable {  // guarded by the lock below
    private let lock = NSLock()
    private var count = 0
    private var isStopped = false
    private let ended = DispatchSemaphore(value: 0)

    init(_ folder: String, now: Instant) {
      Thread.detachNewThread { [self] in
        defer { ended.signal() }
        guard
          let registry = try? Registry.open(
            at: folder, context: RegistryContext(clock: { now }, actor: "writer"))
        else { return }
        while lock.withLock({ !isStopped }) {
          guard let person = try? World.person(1000 + written),
            (try? registry.register(person, ChangeRequest())) != nil
          else { return }
          lock.withLock { count += 1 }
        }
      }
    }

    var written: Int { lock.withLock { count } }

    func stop() {
      lock.withLock { isStopped = true }
      ended.wait()
    }
  }

  @Test func `a backup is one moment although a writer does not stop`() throws {
    let world = try World()
    _ = try world.consented(3)
    let writer = Writer(world.registry.folder, now: world.clock.now)
    var sizes: [UInt64] = []
    for round in 0..<4 {
      let before = writer.written
      for _ in 0..<1000 where writer.written == before { usleep(10_000) }
      let reopened = try world.reopened()
      sizes.append(
        try reopened.backup(to: world.path("b\(round)"), withKeys: true).checkpoint.size)
    }
    writer.stop()
    #expect(writer.written >= 4)
    #expect(sizes == Set(sizes).sorted())
    for round in [0, 3] {
      let (summary, _) = try restore(world, "b\(round)", to: "restored-\(round)")
      #expect(summary.size == sizes[round])
    }
  }
}
