internal import COpenSSL

// Safe: the pointer is owned by this value alone, is never handed out but for the time of a
// closure, and `count` bytes behind it stay allocated until `deinit`. Unchecked: the bytes never
// change after initialisation, so that threads may read them together.
/// Key bytes that exist once, are overwritten when they go out of scope, and cannot be printed.
///
/// The type is noncopyable, so no second copy comes about by assignment. Copies that Swift or the
/// system makes elsewhere are outside its reach: a passphrase read as a `String`, the text of a key
/// file, registers spilled to a stack, swap space. Core dumps are the program's own to switch off.
@safe public struct Secret: ~Copyable, @unchecked Sendable {  // bytes never change once made
  private let base: UnsafeMutablePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  /// Allocates and lets a closure fill every byte; the closure says whether it did.
  package init(
    count: Int, operation: String, filledBy fill: (UnsafeMutablePointer<UInt8>) -> Bool
  ) throws(CryptoError) {
    // At least one byte, because malloc(0) may return nil.
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    unsafe base.initialize(repeating: 0, count: max(count, 1))
    guard unsafe fill(base) else {
      unsafe OPENSSL_cleanse(base, count)
      unsafe base.deallocate()
      ERR_clear_error()
      throw .failed(operation: operation)
    }
    unsafe self.base = unsafe base
    self.count = count
  }

  /// Copies bytes that the caller keeps.
  /// - Parameter bytes: the bytes to copy.
  public init(copying bytes: Span<UInt8>) {
    unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    count = bytes.count
    for index in bytes.indices { unsafe (base + index).initialize(to: bytes[index]) }
  }

  /// Copies bytes that the caller keeps.
  /// - Parameter bytes: the bytes to copy.
  public init(copying bytes: [UInt8]) {
    self.init(copying: bytes.span)
  }

  /// Takes bytes over and overwrites the place they came from.
  /// - Parameter bytes: the bytes to move; zeros afterwards.
  public init(moving bytes: inout [UInt8]) {
    self.init(copying: bytes.span)
    cleanse(&bytes)
  }

  /// Fresh bytes from the generator that OpenSSL keeps for private values.
  /// - Parameter count: the number of bytes.
  /// - Returns: the bytes.
  /// - Throws: ``CryptoError/failed(operation:)`` where the system has no randomness to give.
  public static func random(count: Int) throws(CryptoError) -> Secret {
    try unsafe Secret(count: count, operation: "draw random bytes") { base in
      unsafe RAND_priv_bytes(base, Int32(count)) == 1
    }
  }

  /// Fresh bytes from a generator that draws for many keys at once.
  /// - Parameters:
  ///   - count: the number of bytes.
  ///   - random: a generator made for keys.
  /// - Returns: the bytes.
  /// - Throws: ``CryptoError/failed(operation:)`` where the system has no randomness to give.
  public static func random(
    count: Int, from random: SecureRandom
  ) throws(CryptoError) -> Secret {
    try unsafe Secret(count: count, operation: "draw random bytes") { base in
      unsafe random.fill(base, count: count)
    }
  }

  deinit {
    unsafe OPENSSL_cleanse(base, count)
    unsafe base.deallocate()
  }

  /// Lends the bytes for the time of a closure.
  /// - Parameter body: reads the bytes; they must not be kept.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public func withBytes<Result: ~Copyable, Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Safe: the span cannot outlive the closure, and this value is borrowed for that time.
    let buffer = unsafe UnsafeBufferPointer(start: base, count: count)
    return try unsafe body(buffer.span)
  }

  /// A second secret with the same bytes, where a value must outlive this one.
  /// - Returns: the copy, which is cleansed on its own.
  public func duplicate() -> Secret {
    withBytes { Secret(copying: $0) }
  }

  /// Whether two secrets hold the same bytes, in a time that does not depend on them.
  /// - Parameter other: the other secret.
  /// - Returns: true where they are equal.
  public func matches(_ other: borrowing Secret) -> Bool {
    other.withBytes { others in withBytes { constantTimeEqual($0, others) } }
  }

  /// The address of the bytes, for calls within this module.
  @unsafe var pointer: UnsafePointer<UInt8> { unsafe UnsafePointer(base) }
}

/// Overwrites bytes in a way that the optimiser does not remove.
/// - Parameter bytes: the bytes to set to zero.
public func cleanse(_ bytes: inout [UInt8]) {
  // Safe: the pointer and the length are those of one array, for the time of the call.
  unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
/// - Parameters:
///   - left: one byte string.
///   - right: the other.
/// - Returns: true where length and bytes are equal.
public func constantTimeEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  // Safe: both buffers have the length that is passed.
  return unsafe left.withUnsafeBufferPointer { leftBuffer in
    unsafe right.withUnsafeBufferPointer { rightBuffer in
      guard let left = leftBuffer.baseAddress, let right = rightBuffer.baseAddress else {
        return true
      }
      return unsafe CRYPTO_memcmp(left, right, leftBuffer.count) == 0
    }
  }
}
