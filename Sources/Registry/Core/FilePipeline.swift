internal import CFileSystem
internal import Dispatch
internal import Glibc
internal import RegistryCrypto

/// The way of a file's portions: each is digested and written, on threads of their own, while the next
/// one is made.
///
/// What follows the beginning of a long file goes to the disk and not into the system's cache first.
/// Nobody reads gigabytes again soon: in the cache they cost more processor time than all that makes
/// and digests them, and take the place of what is read often.
final class FilePipeline: @unchecked Sendable {  // each part on its queue, the rest under `lock`
  // The hasher lives on one queue, the writer's state on the other.
  private let hasher: SHA256Hasher
  private let digesting = DispatchQueue(label: "digest of a file")
  private let writing = DispatchQueue(label: "bytes of a file")
  private let writer: FileWriter
  /// Portions that may be under way: more would only fill the memory.
  private let room = DispatchSemaphore(value: 3)
  private let lock = DispatchSemaphore(value: 1)
  private var free: [FilePortion] = []
  private var failure: (any Error)?
  /// What kept the file from being written, as `errno`.
  private var writeFailure: Int32 = 0

  /// Lays the way.
  /// - Parameters:
  ///   - descriptor: the file.
  ///   - longFile: bytes after which the rest passes the system's cache by.
  /// - Throws: `CryptoError`.
  init(_ descriptor: Int32, longFile: Int) throws {
    hasher = try SHA256Hasher()
    try hasher.begin()
    writer = FileWriter(descriptor, longFile: longFile)
  }

  /// An empty portion, with room for so many bytes behind a full one.
  func portion(spare: Int) -> FilePortion {
    let known = locked { free.popLast() }
    if let known, known.spare >= spare { return known }
    return FilePortion(spare: spare)
  }

  /// Sends the next portion on its way; waits where too many are under way.
  /// - Returns: whether what came before it was written so far; `errno` says why not.
  func send(_ portion: FilePortion) -> Bool {
    room.wait()
    digesting.async { [self] in
      digest(portion)
      writing.async { [self] in
        write(portion)
        portion.clear()
        locked { free.append(portion) }
        room.signal()
      }
    }
    return isSound
  }

  /// Sends a portion, if there is one, and waits for all.
  /// - Returns: whether everything was written; `errno` says why not.
  func finish(_ portion: FilePortion?) -> Bool {
    digesting.sync { if let portion { digest(portion) } }
    writing.sync { if let portion { write(portion) } }
    return isSound
  }

  /// The digest of all bytes, hexadecimal; nothing may come after it.
  func digest() throws -> String {
    try digesting.sync {
      if let failure = locked({ failure }) { throw failure }
      return try hasher.finish().description
    }
  }

  private func digest(_ portion: FilePortion) {
    // Safe: the bytes stay until the portion was written.
    do {
      let bytes = unsafe portion.bytes.bindMemory(to: UInt8.self)
      try hasher.update(unsafe Span(_unsafeElements: bytes))
    } catch {
      locked { failure = failure ?? error }
    }
  }

  private func write(_ portion: FilePortion) {
    // What was not written in full is not written further.
    guard locked({ writeFailure == 0 }) else { return }
    if !(unsafe writer.write(portion.bytes)) { locked { writeFailure = errno } }
  }

  private var isSound: Bool {
    let code = locked { writeFailure }
    errno = code
    return code == 0
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    lock.wait()
    defer { lock.signal() }
    return body()
  }
}
