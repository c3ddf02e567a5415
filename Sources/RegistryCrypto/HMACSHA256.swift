internal import COpenSSL

// Safe: the context is owned by this value alone and freed in `deinit`.
/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key, with a context that is used again.
///
/// The key schedule is computed once; each message restarts the context with a NULL key, which
/// costs a quarter of a fresh one. OpenSSL 3.0.0 to 3.0.2 computed wrong MACs that way, therefore
/// the vectors of RFC 4231 are checked on a restarted context once a process, and where they fail
/// the context is duplicated for every message instead. A value belongs to one thread at a time.
@safe public struct HMACSHA256: ~Copyable {
  private let context: OpaquePointer
  private let restarts: Bool

  /// Computes the key schedule.
  /// - Parameter key: at least one byte.
  /// - Throws: ``CryptoError`` for an empty key, or where the library cannot compute HMAC
  /// correctly.
  public init(key: borrowing Secret) throws(CryptoError) {
    let restarts = try HMACSelfTest.canRestart()
    try self.init(key: key, restarts: restarts)
  }

  /// Computes the key schedule and decides how a context is used again.
  init(key: borrowing Secret, restarts: Bool) throws(CryptoError) {
    // OpenSSL reads an empty key as "keep the old one".
    guard key.count > 0 else { throw .wrongLength(of: "the MAC key", expected: 32, actual: 0) }
    guard let context = unsafe EVP_MAC_CTX_new(try Algorithms.hmac()) else {
      throw .failed(operation: "allocate")
    }
    // Safe: the key is borrowed for the time of the call.
    let done = unsafe copenssl_hmac_sha256_init(context, key.pointer, key.count)
    guard done == 1 else {
      unsafe EVP_MAC_CTX_free(context)
      ERR_clear_error()
      throw .failed(operation: "start a MAC")
    }
    unsafe self.context = unsafe context
    self.restarts = restarts
  }

  deinit { unsafe EVP_MAC_CTX_free(context) }

  /// The MAC of one message.
  /// - Parameter message: the message.
  /// - Returns: all 32 bytes of it.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func authenticate(_ message: Span<UInt8>) throws(CryptoError) -> Digest {
    guard restarts else { return try authenticateOnDuplicate(message) }
    guard unsafe EVP_MAC_init(context, nil, 0, nil) == 1 else {
      throw .failed(operation: "restart a MAC")
    }
    return try unsafe Self.finish(context, message)
  }

  /// The MAC of one message.
  /// - Parameter message: the message.
  /// - Returns: all 32 bytes of it.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func authenticate(_ message: [UInt8]) throws(CryptoError) -> Digest {
    try authenticate(message.span)
  }

  private func authenticateOnDuplicate(_ message: Span<UInt8>) throws(CryptoError) -> Digest {
    guard let duplicate = unsafe EVP_MAC_CTX_dup(context) else {
      throw .failed(operation: "duplicate a MAC context")
    }
    defer { unsafe EVP_MAC_CTX_free(duplicate) }
    return try unsafe Self.finish(duplicate, message)
  }

  private static func finish(
    _ context: OpaquePointer, _ message: Span<UInt8>
  ) throws(CryptoError) -> Digest {
    // Safe: pointer and length are those of the span, and the output has room for 32 bytes.
    let updated = unsafe message.withUnsafeBufferPointer { buffer in
      unsafe EVP_MAC_update(context, buffer.baseAddress, buffer.count)
    }
    guard updated == 1,
      let digest = unsafe Digest(filledBy: { output in
        var written = 0
        return unsafe EVP_MAC_final(context, output, &written, Digest.length) == 1
          && written == Digest.length
      })
    else { throw .failed(operation: "compute a MAC") }
    return digest
  }
}

/// Known answers of RFC 4231, asked of the linked library before its first MAC is used.
enum HMACSelfTest {
  /// What the linked library can be trusted with.
  enum Outcome { case restarts, duplicates, fails }

  private static let outcome: Outcome = {
    if passes(restarting: true) { return .restarts }
    return passes(restarting: false) ? .duplicates : .fails
  }()

  /// Whether a context may be restarted with a NULL key.
  static func canRestart() throws(CryptoError) -> Bool {
    switch outcome {
    case .restarts: return true
    case .duplicates: return false
    case .fails: throw .selfTestFailed(algorithm: "HMAC-SHA-256")
    }
  }

  /// Test cases 1 and 2 of RFC 4231, each asked twice of one context.
  static func passes(restarting: Bool) -> Bool {
    check(
      restarting, key: [UInt8](repeating: 0x0b, count: 20), message: "Hi There",
      leading: 0xb034_4c61_d8db_3853)
      && check(
        restarting, key: Array("Jefe".utf8), message: "what do ya want for nothing?",
        leading: 0x5bdc_c146_bf60_754e)
  }

  private static func check(
    _ restarting: Bool, key: [UInt8], message: String, leading: UInt64
  ) -> Bool {
    do {
      let mac = try HMACSHA256(key: Secret(copying: key.span), restarts: restarting)
      let bytes = Array(message.utf8)
      let first = try mac.authenticate(bytes)
      let other = try mac.authenticate([])
      return try first.leading64 == leading && other != first && mac.authenticate(bytes) == first
    } catch {
      return false
    }
  }
}
