internal import COpenSSL

// Safe: the context is owned by this value alone and freed in `deinit`.
/// SHA-256 (FIPS 180-4) with a context that is allocated once and used again for every message.
///
/// A value belongs to one thread at a time.
@safe public struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: OpaquePointer

  /// Prepares a context.
  /// - Throws: ``CryptoError`` where OpenSSL has no SHA-256 or no memory.
  public init() throws(CryptoError) {
    let algorithm = unsafe try Algorithms.sha256()
    guard let context = unsafe EVP_MD_CTX_new() else { throw .failed(operation: "allocate") }
    unsafe self.context = unsafe context
    unsafe self.algorithm = unsafe algorithm
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// The hash of one message.
  /// - Parameter message: the message.
  /// - Returns: its hash.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func hash(_ message: Span<UInt8>) throws(CryptoError) -> Digest {
    try begin()
    try update(message)
    return try finish()
  }

  /// The hash of one message.
  /// - Parameter message: the message.
  /// - Returns: its hash.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func hash(_ message: [UInt8]) throws(CryptoError) -> Digest {
    try hash(message.span)
  }

  /// The hash of a one-byte prefix and two digests, as the nodes of a Merkle tree need it.
  /// - Parameters:
  ///   - prefix: the first byte.
  ///   - left: the first digest.
  ///   - right: the second digest.
  /// - Returns: the hash of the 65 bytes.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func hash(
    prefix: UInt8, _ left: Digest, _ right: Digest
  ) throws(CryptoError) -> Digest {
    try begin()
    // Safe: 65 bytes on the stack, written before they are read.
    let done = unsafe withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
      unsafe buffer[0] = prefix
      left.withBytes { for index in 0..<32 { unsafe buffer[1 + index] = $0[index] } }
      right.withBytes { for index in 0..<32 { unsafe buffer[33 + index] = $0[index] } }
      return unsafe EVP_DigestUpdate(context, buffer.baseAddress, 65)
    }
    guard done == 1 else { throw .failed(operation: "hash") }
    return try finish()
  }

  /// Starts a message that comes in pieces; forgets an unfinished one.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func begin() throws(CryptoError) {
    guard unsafe EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
      throw .failed(operation: "hash")
    }
  }

  /// Takes the next piece of the message that ``begin()`` started.
  /// - Parameter bytes: the piece.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func update(_ bytes: Span<UInt8>) throws(CryptoError) {
    // Safe: pointer and length are those of the span, for the time of the call.
    let done = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
    guard done == 1 else { throw .failed(operation: "hash") }
  }

  /// Takes one byte.
  /// - Parameter byte: the byte.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func update(_ byte: UInt8) throws(CryptoError) {
    // Safe: one byte on the stack.
    let done = unsafe withUnsafeBytes(of: byte) {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, 1)
    }
    guard done == 1 else { throw .failed(operation: "hash") }
  }

  /// Ends the message.
  /// - Returns: its hash.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func finish() throws(CryptoError) -> Digest {
    // Safe: SHA-256 writes exactly 32 bytes.
    guard let digest = unsafe Digest(filledBy: { unsafe EVP_DigestFinal_ex(context, $0, nil) == 1 })
    else { throw .failed(operation: "hash") }
    return digest
  }
}

/// The SHA-256 hash of one message, where no hasher is at hand.
/// - Parameter message: the message.
/// - Returns: its hash.
/// - Throws: ``CryptoError``.
public func sha256(_ message: [UInt8]) throws(CryptoError) -> Digest {
  try SHA256Hasher().hash(message.span)
}
