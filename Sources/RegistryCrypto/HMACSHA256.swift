internal import COpenSSL

// Safe: states and context are owned by this value alone and freed in `deinit`.
/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key, computed from the two hash states behind the
/// padded key.
///
/// The states are computed once; a short message then costs two blocks of SHA-256. A library without
/// the functions for that, or one held to validated algorithms, is asked through a MAC context that
/// is restarted with a NULL key. OpenSSL 3.0.0 to 3.0.2 computed wrong MACs that way, therefore the
/// vectors of RFC 4231 are checked once a process, on each way in turn, and the first that passes is
/// used; the last duplicates the context for every message. A value belongs to one thread at a time.
@safe public struct HMACSHA256: ~Copyable {
  /// How one key serves many messages, fastest first.
  enum Way: CaseIterable { case states, restarts, duplicates }

  private let states: UnsafeMutablePointer<copenssl_hmac_states>?
  private let context: OpaquePointer?
  private let way: Way

  /// Computes the key schedule.
  /// - Parameter key: at least one byte.
  /// - Throws: ``CryptoError`` for an empty key, or where the library cannot compute HMAC
  /// correctly.
  public init(key: borrowing Secret) throws(CryptoError) {
    try self.init(key: key, way: try HMACSelfTest.way())
  }

  /// Computes the key schedule for one way.
  init(key: borrowing Secret, way: Way) throws(CryptoError) {
    // OpenSSL reads an empty key as "keep the old one".
    guard key.count > 0 else { throw .wrongLength(of: "the MAC key", expected: 32, actual: 0) }
    let states = unsafe way == .states ? try Self.makeStates(key) : nil
    let context = unsafe way == .states ? nil : try Self.makeContext(key)
    unsafe self.states = unsafe states
    unsafe self.context = unsafe context
    self.way = way
  }

  private static func makeStates(
    _ key: borrowing Secret
  ) throws(CryptoError) -> UnsafeMutablePointer<copenssl_hmac_states> {
    // Safe: the key is borrowed for the time of the call.
    guard let states = unsafe copenssl_hmac_states_new(key.pointer, key.count) else {
      throw .failed(operation: "start a MAC")
    }
    return unsafe states
  }

  private static func makeContext(_ key: borrowing Secret) throws(CryptoError) -> OpaquePointer {
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
    return unsafe context
  }

  deinit {
    if let states = unsafe states { unsafe copenssl_hmac_states_free(states) }
    unsafe EVP_MAC_CTX_free(context)
  }

  /// The MAC of one message.
  /// - Parameter message: the message.
  /// - Returns: all 32 bytes of it.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func authenticate(_ message: Span<UInt8>) throws(CryptoError) -> Digest {
    if let states = unsafe states {
      // Safe: pointer and length are those of the span, and the output has room for 32 bytes.
      let digest = unsafe message.withUnsafeBufferPointer { buffer in
        unsafe Digest(filledBy: { output in
          unsafe copenssl_hmac_states_mac(states, buffer.baseAddress, buffer.count, output) == 1
        })
      }
      guard let digest else { throw .failed(operation: "compute a MAC") }
      return digest
    }
    guard way == .restarts else { return try authenticateOnDuplicate(message) }
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
    _ context: OpaquePointer?, _ message: Span<UInt8>
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
  private static let firstPassing = HMACSHA256.Way.allCases.first { passes($0) }

  /// The fastest way on which the linked library computes correctly.
  static func way() throws(CryptoError) -> HMACSHA256.Way {
    guard let way = firstPassing else { throw .selfTestFailed(algorithm: "HMAC-SHA-256") }
    return way
  }

  /// Test cases 1 and 2 of RFC 4231, each asked twice of one key schedule.
  static func passes(_ way: HMACSHA256.Way) -> Bool {
    check(
      way, key: [UInt8](repeating: 0x0b, count: 20), message: "Hi There",
      leading: 0xb034_4c61_d8db_3853)
      && check(
        way, key: Array("Jefe".utf8), message: "what do ya want for nothing?",
        leading: 0x5bdc_c146_bf60_754e)
  }

  private static func check(
    _ way: HMACSHA256.Way, key: [UInt8], message: String, leading: UInt64
  ) -> Bool {
    do {
      let mac = try HMACSHA256(key: Secret(copying: key.span), way: way)
      let bytes = Array(message.utf8)
      let first = try mac.authenticate(bytes)
      let other = try mac.authenticate([])
      return try first.leading64 == leading && other != first && mac.authenticate(bytes) == first
    } catch {
      return false
    }
  }
}
