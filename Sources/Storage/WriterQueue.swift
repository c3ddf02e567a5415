internal import CFileSystem
internal import Glibc

/// The processes that want to write, in the order in which they came.
///
/// SQLite lets whoever asks at the right moment in: with eight writers that poll, some wait for
/// seconds. A lock file beside the database makes them take turns. It holds nothing and may be
/// removed while nobody writes; SQLite's own lock still decides who writes.
struct WriterQueue: Sendable {
  /// The lock file.
  let path: String
  /// How long to wait, in seconds.
  let waitingTime: Double

  /// Does something when its turn has come.
  /// - Throws: what `body` throws, or ``StoreError``.
  func inTurn<Value>(_ body: () throws -> Value) throws -> Value {
    let descriptor = unsafe file_system_queue_enter(path, Int(waitingTime * 1000))
    guard descriptor >= 0 else {
      if errno == ETIMEDOUT { throw StoreError.busy }
      throw StoreError.inputOutput(detail: "\(path): \(SystemFailure.words(errno))")
    }
    defer { close(descriptor) }
    return try body()
  }
}
