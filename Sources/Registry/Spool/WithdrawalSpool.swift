internal import CFileSystem
internal import Domain
internal import Glibc
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto

/// The withdrawals that the database could not take, each a sealed and synced file of its own beside
/// it.
///
/// A file is there whole or not at all, and goes when its event is in the ledger under the same
/// operation id, so that a crash at any moment neither loses nor doubles one. A reserve of disk space
/// is given up for the files that a full disk would have no room for.
struct WithdrawalSpool {
  private static let prefix = "withdrawal-"
  private static let suffix = ".spool"
  private static let reserveSize: off_t = 64 << 10
  /// The key is derived for the spool alone, not for the log: a database that cannot be read cannot
  /// tell which log it holds.
  private static let keyScope = "withdrawal spool"
  private static let version: UInt8 = 1

  let folder: String
  let waitingTime: Double

  private var lockPath: String { "\(folder)/withdrawals.lock" }
  private var reservePath: String { "\(folder)/withdrawals.reserve" }

  private func path(_ id: UUIDBytes) -> String {
    "\(folder)/\(Self.prefix)\(id)\(Self.suffix)"
  }

  /// The operation ids of what waits, oldest first.
  func waiting() throws -> [UUIDBytes] {
    try FolderWork.entries(of: folder).compactMap { name in
      guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
      let text = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
      guard let id = UUIDBytes(text) else {
        throw RegistryError(
          .verificationFailed, "a file of the withdrawal spool has a name that no command gave it",
          at: [.init("file", name)], fix: "find out where it comes from before it is moved away")
      }
      return id
    }.sorted()
  }

  /// Keeps a withdrawal; when this returns, it is on the disk.
  func keep(_ withdrawal: SpooledWithdrawal, id: UUIDBytes, ring: KeyRing) throws {
    if FolderWork.exists(path(id)) {
      // The same command once more.
      guard try open(id, ring: ring).donor == withdrawal.donor else {
        throw OutputFile.exists(path(id))
      }
      return
    }
    let header = Self.header(id, keyID: ring.activeKeyID)
    let key = try ring.registryKey(keyID: ring.activeKeyID, scope: Self.keyScope)
    var file = CanonicalWriter()
    file.write(Self.version)
    file.write(ring.activeKeyID)
    file.write(try PayloadSealer().seal(withdrawal.canonicalBytes, header: header, key: key))
    let lock = try SpoolHold(lockPath, isShared: false, waitingTime: waitingTime)
    defer { lock.release() }
    do { try write(file.bytes, to: path(id)) } catch {
      // A full disk: what was reserved for this moment is given up.
      guard unsafe unlink(reservePath) == 0 else { throw error }
      try write(file.bytes, to: path(id))
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Opens what waits under an id.
  func open(_ id: UUIDBytes, ring: KeyRing) throws -> SpooledWithdrawal {
    var reader = CanonicalReader(try InputFile.path(path(id)).contents(limit: 1 << 20))
    guard try reader.read(UInt8.self) == Self.version else {
      throw reader.invalid("version of a spool file")
    }
    let keyID = try reader.readString()
    let sealed = try reader.readBytes()
    try reader.finish()
    let bytes = try PayloadSealer().open(
      sealed, header: Self.header(id, keyID: keyID),
      key: try ring.registryKey(keyID: keyID, scope: Self.keyScope))
    return try SpooledWithdrawal(canonicalBytes: bytes)
  }

  /// What a sealed file is bound to: an entry under another name does not open.
  private static func header(_ id: UUIDBytes, keyID: String) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(version)
    writer.write(keyScope)
    writer.write(keyID)
    writer.write(id.bytes)
    return writer.bytes
  }

  /// Removes what has been taken in or discarded.
  func remove(_ id: UUIDBytes) throws {
    guard unsafe unlink(path(id)) == 0 || errno == ENOENT else {
      throw OutputFile.failure(path(id))
    }
    try FolderWork.sync(folder: folder)
  }

  /// Sets space aside; without it a withdrawal on a full disk is refused, and nothing else is lost.
  func reserve() {
    guard !FolderWork.exists(reservePath) else { return }
    let descriptor = unsafe Glibc.open(
      reservePath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isThere = posix_fallocate(descriptor, 0, Self.reserveSize) == 0 && fsync(descriptor) == 0
    close(descriptor)
    if !isThere { _ = unsafe unlink(reservePath) }
  }

  /// Keeps further withdrawals out of the spool until released.
  func hold() throws -> SpoolHold {
    try SpoolHold(lockPath, isShared: true, waitingTime: waitingTime)
  }
}

/// The lock between those who spool and those who must be sure that nothing waits.
final class SpoolHold {
  private var descriptor: Int32

  init(_ path: String, isShared: Bool, waitingTime: Double) throws {
    descriptor = unsafe file_system_lock(path, isShared ? 1 : 0, Int(waitingTime * 1000))
    guard descriptor >= 0 else {
      guard errno == ETIMEDOUT else { throw OutputFile.failure(path) }
      throw RegistryError(
        .registryBusy, "a release is being sealed, or a withdrawal spooled, by another command",
        fix: "run the command again; nothing was changed")
    }
  }

  deinit { release() }

  func release() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
  }
}
