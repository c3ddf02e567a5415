import Domain
import Foundation
import Storage
import Testing

struct RegistryStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: UUID().uuidString)

  private func makeStore() throws -> RegistryStore {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    return try RegistryStore.create(
      at: folder.appending(path: "registry.sqlite").path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16)))
  }

  private func draft(_ operation: UInt8, ordinal: UInt32 = 0, at micros: Int64 = 10) -> EventDraft {
    EventDraft(
      operation: [UInt8](repeating: operation, count: 16), ordinal: ordinal, actor: "tester",
      kind: "test", recordedAt: Instant(microseconds: micros),
      sealedWith: .registry(keyID: "k1"))
  }

  @Test func `events are numbered without a gap and move the root`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    var roots = [try store.read { try $0.head().root }]
    for operation in 1...5 {
      let sequence = try store.write { transaction in
        try transaction.append(draft(UInt8(operation))) { _ in [1, 2, 3] }
      }
      #expect(sequence == UInt64(operation))
      roots.append(try store.read { try $0.head().root })
    }
    #expect(Set(roots).count == 6)
    let reopened = try RegistryStore.open(at: store.path)
    #expect(try reopened.read { try $0.head().size } == 5)
  }

  @Test func `a file too large for memory is rewritten by way of its own folder`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    for operation in 1...20 {
      _ = try store.write { transaction in
        try transaction.append(draft(UInt8(operation))) { _ in
          [UInt8](repeating: 7, count: 9_000)
        }
      }
    }
    let head = try store.read { try $0.head() }
    try store.scrub(rebuilding: nil, inMemoryUpTo: 0)
    #expect(try store.read { try $0.head() } == head)
    #expect(try store.integrityProblems().isEmpty)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        .isSubset(of: ["registry.sqlite", "registry.sqlite.lock"]))
    _ = try store.write { transaction in try transaction.append(draft(99)) { _ in [1] } }
    #expect(try RegistryStore.open(at: store.path).read { try $0.head().size } == head.size + 1)
  }

  @Test func `a body that throws leaves nothing`() throws {
    struct Failure: Error {}
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: Failure.self) {
      try store.write { transaction in
        _ = try transaction.append(draft(1)) { _ in [1] }
        throw Failure()
      }
    }
    #expect(try store.read { try $0.head().size } == 0)
    _ = try store.write(dryRun: true) { try $0.append(draft(1)) { _ in [1] } }
    #expect(try store.read { try $0.head().size } == 0)
  }

  @Test func `an operation id is unique`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try store.write { transaction in
      _ = try transaction.append(draft(1)) { _ in [1] }
      _ = try transaction.append(draft(1, ordinal: 1)) { _ in [1] }
    }
    #expect(throws: StoreError.self) {
      try store.write { try $0.append(draft(1)) { _ in [1] } }
    }
    let first = try store.read { try $0.firstEvent(of: [UInt8](repeating: 1, count: 16)) }
    #expect(first?.sequence == 1)
    #expect(try store.read { try $0.head().size } == 2)
  }

  @Test func `another connection reads beside a transaction until something is appended`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try store.write { try $0.append(draft(1)) { _ in [1] } }
    try store.write { transaction in
      let head = transaction.head
      #expect(try store.readBeside(head) { try $0.head() } == head)
      _ = try transaction.append(draft(2)) { _ in [1] }
      #expect(try store.readBeside(head) { try $0.head().size } == 1)
    }
    let stale = try store.read { try $0.head() }
    _ = try store.write { try $0.append(draft(3)) { _ in [1] } }
    #expect(try store.readBeside(stale) { _ in true } == nil)
  }

  @Test func `an event older than the last is refused`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try store.write { try $0.append(draft(1, at: 100)) { _ in [1] } }
    #expect(throws: StoreError.self) {
      try store.write { try $0.append(draft(2, at: 99)) { _ in [1] } }
    }
  }

  @Test func `a missing database and one of another program are told apart`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "registry.sqlite").path
    #expect(throws: StoreError.missing(path: path)) { try RegistryStore.open(at: path) }
    try Data(repeating: 66, count: 8192).write(to: URL(filePath: path))
    #expect(throws: StoreError.foreign(path: path)) { try RegistryStore.open(at: path) }
    #expect(throws: StoreError.exists(path: path)) {
      try RegistryStore.create(
        at: path,
        identity: RegistryIdentity(
          logID: [], createdAt: Instant(microseconds: 0), identityMode: "vault", keyID: "",
          keyCheck: []))
    }
  }

  @Test func `a table that differs from its rebuild is named`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = PublishedDocument(id: "p", version: 1, text: "text")
    try store.write { transaction in
      let sequence = try transaction.append(draft(1)) { _ in [1] }
      try transaction.projections.put(
        programme: document, sequence: sequence, recordedAt: Instant(microseconds: 10))
    }
    let same = try store.compareProjections { _, projections, _ in
      try projections.put(
        programme: document, sequence: 1, recordedAt: Instant(microseconds: 10))
    }
    #expect(same.allSatisfy { $0.difference == nil })
    let other = try store.compareProjections { _, projections, _ in
      try projections.put(
        programme: PublishedDocument(id: "p", version: 1, text: "changed"), sequence: 1,
        recordedAt: Instant(microseconds: 10))
    }
    #expect(other.filter { $0.difference != nil }.map(\.table) == ["programme"])
    let missing = try store.compareProjections { _, _, _ in }
    #expect(missing.filter { $0.difference != nil }.map(\.table) == ["programme"])
  }
}
