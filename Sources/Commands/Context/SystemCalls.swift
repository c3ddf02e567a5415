internal import Registry

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Reading and writing with every result checked.
///
/// `print` ends with status 0 on a full disk and `FileHandle` traps; `write(2)` does neither.
enum SystemCalls {
  /// Writes every byte, whatever interrupts it.
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - descriptor: an open file.
  ///   - name: what the file is called in messages.
  /// - Throws: ``StreamFailure``.
  static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(StreamFailure) {
    var position = 0
    while position < bytes.count {
      let start = position
      let written = unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Darwin)
          return unsafe Darwin.write(descriptor, base + start, buffer.count - start)
        #else
          return unsafe Glibc.write(descriptor, base + start, buffer.count - start)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw StreamFailure(stream: name, reason: reason(errno), isClosedPipe: errno == EPIPE)
      }
      position += written
    }
  }

  /// Reads at most so many bytes.
  /// - Parameters:
  ///   - count: the most to read.
  ///   - descriptor: an open file.
  ///   - name: what the file is called in messages.
  /// - Returns: what was there; nothing at the end.
  /// - Throws: ``StreamFailure``.
  static func read(
    _ count: Int, from descriptor: Int32, name: String
  ) throws(StreamFailure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var result = -1
      repeat {
        #if canImport(Darwin)
          result = unsafe Darwin.read(descriptor, buffer.baseAddress, count)
        #else
          result = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
        #endif
      } while result < 0 && errno == EINTR
      if result < 0 { failure = errno }
      filled = max(0, result)
    }
    guard failure == 0 else { throw StreamFailure(stream: name, reason: reason(failure)) }
    return bytes
  }

  /// Reads a whole file of the user's.
  /// - Parameters:
  ///   - path: its path.
  ///   - limit: more bytes than this are refused.
  /// - Returns: its bytes.
  /// - Throws: ``RegistryError`` with ``ErrorCode/inputOutput`` or ``ErrorCode/inputMalformed``.
  static func contents(of path: String, limit: Int) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RegistryError(
        .inputOutput, "the file cannot be opened", at: [.init("file", path)], why: reason(errno),
        fix: "check the name and who may read it")
    }
    defer { close(descriptor) }
    return try gather(limit: limit, name: path) { count in
      try read(count, from: descriptor, name: path)
    }
  }

  /// Reads to the end.
  /// - Parameters:
  ///   - limit: more bytes than this are refused.
  ///   - name: what the source is called in messages.
  ///   - read: reads at most so many bytes; none at the end.
  /// - Returns: all bytes.
  /// - Throws: what `read` throws, or ``RegistryError``.
  static func gather(limit: Int, name: String, _ read: (Int) throws -> [UInt8]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try read(1 << 16)
      if part.isEmpty { return bytes }
      bytes += part
      if bytes.count > limit {
        throw RegistryError(
          .inputMalformed, "the input is longer than \(limit) bytes", at: [.init("file", name)],
          fix: "give one JSON object; 'tissuectl import' takes many")
      }
    }
  }

  /// What the operating system says of an error number.
  static func reason(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
