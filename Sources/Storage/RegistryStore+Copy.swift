internal import GRDB
internal import Glibc

extension RegistryStore {
  /// Writes a copy of the database as one snapshot has it, private to its owner and synced.
  ///
  /// Writers wait for the time of the copy. Pages that were freed are not in it.
  /// - Parameter copy: where no file stands yet.
  /// - Throws: ``StoreError``; no file is left behind then.
  public func write(copy: String) throws(StoreError) {
    // SQLite takes an empty file for a new one, so the file is made private beforehand.
    let descriptor = unsafe Glibc.open(
      copy, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw .exists(path: copy) }
      throw .inputOutput(detail: SystemFailure.words(errno))
    }
    close(descriptor)
    do {
      try queue.inDatabase { database in
        try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
      }
      try Self.sync(copy)
    } catch {
      _ = unsafe unlink(copy)
      throw StoreError(error)
    }
  }

  /// `VACUUM INTO` leaves the writing to the operating system.
  private static func sync(_ path: String) throws(StoreError) {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inputOutput(detail: SystemFailure.words(errno)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .inputOutput(detail: SystemFailure.words(errno)) }
  }
}
