import Domain
import Foundation
import Glibc
import Storage
import Synchronization
import Testing

struct WriterQueueTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  private var path: String { folder.appending(path: "registry.sqlite").path }

  private func makeStore() throws -> RegistryStore {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    return try RegistryStore.create(
      at: path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16)))
  }

  /// Whether somebody holds a place of the queue; the door is 0.
  private func isTaken(_ place: Int) throws -> Bool {
    let descriptor = unsafe open(path + RegistryStore.lockSuffix, O_RDWR)
    defer { close(descriptor) }
    var probe = flock()
    probe.l_type = Int16(F_WRLCK)
    probe.l_whence = Int16(SEEK_SET)
    probe.l_start = off_t(place)
    probe.l_len = 1
    // F_OFD_GETLK, which Swift's view of the C library does not show.
    let code = unsafe fcntl(descriptor, 36, &probe)
    try #require(code == 0)
    return probe.l_type != Int16(F_UNLCK)
  }

  @Test func `writers get their turn in the order in which they came`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    let order = Mutex<[Int]>([])
    var threads: [Thread] = []
    let done = DispatchSemaphore(value: 0)
    try store.write { _ in
      for number in 2...6 {
        let path = path
        let thread = Thread {
          defer { done.signal() }
          let own = try? RegistryStore.open(at: path)
          try? own?.write(dryRun: true) { _ in order.withLock { $0.append(number) } }
        }
        threads.append(thread)
        thread.start()
        while try !isTaken(number) { usleep(500) }
      }
    }
    for _ in threads { done.wait() }
    #expect(order.withLock { $0 } == [2, 3, 4, 5, 6])
  }

  @Test func `a turn is not lost when the process opens and closes the files elsewhere`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.write { _ in
      for file in [path, path + RegistryStore.lockSuffix] {
        let descriptor = unsafe open(file, O_RDWR)
        #expect(descriptor >= 0)
        close(descriptor)
      }
      #expect(try isTaken(1))
      let impatient = try RegistryStore.open(at: path, waitingTime: 0.01)
      #expect(throws: StoreError.busy) { try impatient.write { _ in } }
    }
    #expect(try !isTaken(1))
    try RegistryStore.open(at: path, waitingTime: 0.01).write(dryRun: true) { _ in }
  }

  @Test func `readers do not queue`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.write { _ in
      let reader = try RegistryStore.open(at: path, waitingTime: 0.01)
      #expect(try reader.read { try $0.head().size } == 0)
    }
  }

  @Test func `the lock file may be removed and comes back private`() throws {
    let store = try makeStore()
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.write(dryRun: true) { _ in }
    try FileManager.default.removeItem(atPath: path + RegistryStore.lockSuffix)
    try store.write(dryRun: true) { _ in }
    let attributes = try FileManager.default.attributesOfItem(
      atPath: path + RegistryStore.lockSuffix)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
