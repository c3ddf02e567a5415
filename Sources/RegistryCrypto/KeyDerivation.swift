internal import COpenSSL

/// Keys from keys, and keys from passphrases.
public enum KeyDerivation {
  /// HKDF with SHA-256, extract and expand (RFC 5869).
  /// - Parameters:
  ///   - master: the input keying material.
  ///   - salt: public salt; may be empty.
  ///   - info: what the derived key is for.
  ///   - count: bytes to derive, at most 8,160.
  /// - Returns: the derived key.
  /// - Throws: ``CryptoError``.
  public static func hkdfSHA256(
    master: borrowing Secret, salt: [UInt8], info: [UInt8], count: Int = 32
  ) throws(CryptoError) -> Secret {
    guard let context = unsafe EVP_KDF_CTX_new(try Algorithms.hkdf()) else {
      throw .failed(operation: "allocate")
    }
    defer { unsafe EVP_KDF_CTX_free(context) }
    let key = unsafe master.pointer
    let keyCount = master.count
    return try unsafe Secret(count: count, operation: "derive a key") { output in
      // Safe: every length is that of the buffer before it, and all buffers outlive the call.
      unsafe copenssl_hkdf_sha256(
        context, key, keyCount, salt, salt.count, info, info.count, output, count) == 1
    }
  }

  /// scrypt (RFC 7914): a key from a passphrase, at a price in memory and time.
  /// - Parameters:
  ///   - passphrase: the passphrase as UTF-8.
  ///   - salt: random bytes, stored beside what the key seals.
  ///   - cost: the price.
  ///   - count: bytes to derive.
  /// - Returns: the derived key.
  /// - Throws: ``CryptoError/failed(operation:)`` for a cost that is no scrypt cost, or where the
  ///   memory is not to be had.
  public static func scrypt(
    passphrase: borrowing Secret, salt: [UInt8], cost: ScryptCost, count: Int = 32
  ) throws(CryptoError) -> Secret {
    let phrase = unsafe passphrase.pointer
    let phraseCount = passphrase.count
    return try unsafe Secret(count: count, operation: "derive a key from the passphrase") {
      output in
      // Safe: all lengths are those of the buffers passed; `char` and bytes have one layout.
      unsafe phrase.withMemoryRebound(to: CChar.self, capacity: max(phraseCount, 1)) { phrase in
        unsafe EVP_PBE_scrypt(
          phrase, phraseCount, salt, salt.count, cost.iterations, cost.blockSize,
          cost.parallelism, cost.memoryLimit, output, count) == 1
      }
    }
  }
}

/// What one scrypt computation costs (RFC 7914, section 2).
public struct ScryptCost: Hashable, Sendable {
  /// N, a power of two.
  public let iterations: UInt64
  /// r, the block size.
  public let blockSize: UInt64
  /// p, the parallelism.
  public let parallelism: UInt64

  /// N = 2^17, r = 8, p = 1: 128 MiB and about a third of a second.
  public static let standard = ScryptCost(iterations: 1 << 17, blockSize: 8, parallelism: 1)

  /// States a cost.
  /// - Parameters:
  ///   - iterations: N, a power of two.
  ///   - blockSize: r.
  ///   - parallelism: p.
  public init(iterations: UInt64, blockSize: UInt64, parallelism: UInt64) {
    self.iterations = iterations
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// Whether the cost is one that a stored file may ask for: at most 1 GiB, so that an altered file
  /// cannot exhaust the machine.
  public var isAcceptable: Bool {
    (2...1 << 20).contains(iterations) && iterations.nonzeroBitCount == 1
      && (1...32).contains(blockSize) && (1...16).contains(parallelism)
      && iterations * blockSize * 128 <= 1 << 30
  }

  /// OpenSSL refuses anything above 32 MiB unless it is told a higher limit.
  var memoryLimit: UInt64 {
    let (product, overflow) = iterations.multipliedReportingOverflow(by: blockSize)
    return overflow || product > 1 << 32 ? 1 << 40 : product * 128 + (parallelism << 16) + (2 << 20)
  }
}
