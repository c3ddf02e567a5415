internal import Dispatch
internal import RegistryCrypto

/// SHA-256 of a file that is being written: long pieces are hashed on a thread of their own while the
/// writer goes on.
final class RunningDigest: @unchecked Sendable {  // hasher and failure live on the queue alone
  private let hasher: SHA256Hasher
  private var failure: (any Error)?
  private let queue = DispatchQueue(label: "digest of a file")
  /// Pieces that may wait for the hasher: more would only fill the memory.
  private let room = DispatchSemaphore(value: 4)

  init() throws {
    hasher = try SHA256Hasher()
    try hasher.begin()
  }

  /// Takes up the next bytes, at once or in a moment.
  func update(_ bytes: [UInt8], isLong: Bool) {
    guard isLong else { return queue.sync { add(bytes) } }
    room.wait()
    queue.async { [self] in
      add(bytes)
      room.signal()
    }
  }

  private func add(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do { try hasher.update(bytes.span) } catch { failure = error }
  }

  /// The digest of all bytes, hexadecimal; nothing may come after it.
  func finish() throws -> String {
    try queue.sync {
      if let failure { throw failure }
      return try hasher.finish().description
    }
  }
}
