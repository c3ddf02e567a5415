internal import COpenSSL

// Safe: the block is owned by this object alone and freed in `deinit`.
/// Random numbers from OpenSSL's generator, drawn in blocks so that a nonce or an id costs little.
///
/// A class, so that a copy cannot give the same bytes twice. Bytes are wiped as they are given out.
/// A value belongs to one thread at a time, and to one process: do not fork with one in use.
@safe public final class SecureRandom: RandomNumberGenerator {
  private static let blockSize = 4096
  private let block: UnsafeMutablePointer<UInt8>
  private let isPrivate: Bool
  private var position = SecureRandom.blockSize

  /// Draws the first block.
  /// - Parameter isPrivate: whether the bytes become keys, which OpenSSL draws from a generator of
  ///   their own.
  /// - Throws: ``CryptoError/failed(operation:)`` where the system has no randomness to give.
  public init(forKeys isPrivate: Bool = false) throws(CryptoError) {
    self.isPrivate = isPrivate
    unsafe block = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.blockSize)
    unsafe block.initialize(repeating: 0, count: Self.blockSize)
    guard refill() else { throw .failed(operation: "draw random bytes") }
  }

  deinit {
    unsafe OPENSSL_cleanse(block, Self.blockSize)
    unsafe block.deallocate()
  }

  private func refill() -> Bool {
    position = 0
    return unsafe draw(block, Self.blockSize)
  }

  @unsafe private func draw(_ output: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    unsafe (isPrivate ? RAND_priv_bytes(output, Int32(count)) : RAND_bytes(output, Int32(count)))
      == 1
  }

  /// Writes random bytes to a place that has room for them; false where there is no randomness.
  @unsafe func fill(_ output: UnsafeMutablePointer<UInt8>, count: Int) -> Bool {
    guard count <= Self.blockSize / 4 else { return unsafe draw(output, count) }
    if position + count > Self.blockSize, !refill() { return false }
    let source = unsafe block + position
    for index in 0..<count {
      unsafe output[index] = source[index]
      unsafe source[index] = 0
    }
    position += count
    return true
  }

  /// Random bytes, for salts and ids; keys come from ``Secret/random(count:from:)``.
  /// - Parameter count: the number of bytes.
  /// - Returns: the bytes.
  /// - Throws: ``CryptoError/failed(operation:)`` where the system has no randomness to give.
  public func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    var filled = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(count, 1)) { output, initialised in
      guard let base = output.baseAddress else { return }
      filled = unsafe fill(base, count: count)
      initialised = filled ? count : 0
    }
    guard filled else { throw .failed(operation: "draw random bytes") }
    return bytes
  }

  /// Sixty-four random bits, as `RandomNumberGenerator` asks for.
  ///
  /// Stops the program where the system's generator has failed after it had started, as the
  /// standard library's own does: there is no safe number to return.
  /// - Returns: the bits.
  public func next() -> UInt64 {
    var value: UInt64 = 0
    // Safe: eight bytes into an integer of eight bytes.
    let filled = unsafe withUnsafeMutableBytes(of: &value) { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe fill(base.assumingMemoryBound(to: UInt8.self), count: 8)
    }
    precondition(filled, "the system's random generator has failed")
    return value
  }
}
