internal import COpenSSL

// Safe: the key object is owned by this value alone and freed (and cleansed) in `deinit`.
/// An Ed25519 key that signs (RFC 8032, section 5.1).
@safe public struct Ed25519SigningKey: ~Copyable {
  private let key: OpaquePointer
  /// The key that verifies.
  public let publicKey: Ed25519PublicKey

  /// Expands a seed.
  /// - Parameter seed: 32 secret random bytes.
  /// - Throws: ``CryptoError``.
  public init(seed: borrowing Secret) throws(CryptoError) {
    guard seed.count == 32 else {
      throw .wrongLength(of: "the signing key's seed", expected: 32, actual: seed.count)
    }
    guard
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed.pointer, seed.count)
    else { throw .failed(operation: "read a signing key") }
    var bytes = [UInt8](repeating: 0, count: 32)
    var count = 32
    // Safe: the buffer has the 32 bytes that `count` states.
    guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == 32 else {
      unsafe EVP_PKEY_free(key)
      throw .failed(operation: "compute a public key")
    }
    unsafe self.key = unsafe key
    publicKey = Ed25519PublicKey(trusted: bytes)
  }

  deinit { unsafe EVP_PKEY_free(key) }

  /// Signs a message.
  /// - Parameter message: the message.
  /// - Returns: 64 bytes.
  /// - Throws: ``CryptoError/failed(operation:)``.
  public func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else { throw .failed(operation: "allocate") }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = 64
    // Safe: the buffer has the 64 bytes that `count` states.
    guard unsafe EVP_DigestSignInit_ex(context, nil, nil, nil, nil, key, nil) == 1,
      unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
    else { throw .failed(operation: "sign") }
    return signature
  }
}

/// An Ed25519 key that verifies.
public struct Ed25519PublicKey: Hashable, Sendable {
  /// The encoded point, 32 bytes.
  public let bytes: [UInt8]

  /// Accepts a key from outside after the checks that OpenSSL leaves out.
  ///
  /// A key of low order verifies signatures that nobody made, and one with a second spelling can be
  /// enrolled twice; both are refused (Chalkias, Garillot, Nikolaenko: "Taming the many EdDSAs",
  /// SSR 2020).
  /// - Parameter bytes: the encoded point, 32 bytes.
  /// - Throws: ``CryptoError/unacceptablePublicKey`` or a wrong length.
  public init(bytes: [UInt8]) throws(CryptoError) {
    guard bytes.count == 32 else {
      throw .wrongLength(of: "the public key", expected: 32, actual: bytes.count)
    }
    guard !Ed25519Point.isUnacceptable(bytes) else { throw .unacceptablePublicKey }
    self.bytes = bytes
  }

  /// A key that this process computed itself.
  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Whether a signature was made over a message with the matching signing key.
  /// - Parameters:
  ///   - signature: 64 bytes; any other length is not valid.
  ///   - message: the message.
  /// - Returns: true where it was.
  public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
    guard signature.count == 64,
      let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer {
      unsafe EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    // Safe: every length is that of the array passed.
    return unsafe EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key, nil) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}

/// The encodings of points that are no acceptable public keys.
enum Ed25519Point {
  /// y-coordinates of the eight points whose order divides the cofactor, little-endian, without the
  /// sign bit: 0, 1, p - 1 and the two of order eight.
  private static let lowOrder: [[UInt8]] = [
    [UInt8](repeating: 0, count: 32),
    [1] + [UInt8](repeating: 0, count: 31),
    [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
    [
      0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
      0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
      0xfc, 0x05,
    ],
    [
      0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
      0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
      0x03, 0x7a,
    ],
  ]

  /// Whether 32 bytes name a point of low order, or y is not below p = 2^255 - 19.
  static func isUnacceptable(_ bytes: [UInt8]) -> Bool {
    var y = bytes
    y[31] &= 0x7f
    let isNotReduced = y[31] == 0x7f && y[0] >= 0xed && y[1..<31].allSatisfy { $0 == 0xff }
    return isNotReduced || lowOrder.contains(y)
  }
}
