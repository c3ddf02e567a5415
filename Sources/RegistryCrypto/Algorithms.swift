internal import COpenSSL

/// The algorithms of OpenSSL's default provider, each fetched once for the whole process.
///
/// Fetching walks the provider's tables under a lock and costs several times a short MAC; a fetched
/// algorithm is immutable and reference-counted, and is kept until the process ends.
enum Algorithms {
  /// Starts the library without the names of every cipher and digest there is, which take a third of
  /// its start and which a fetch from a provider does not look at, and without its work at the end of
  /// the process, because what holds a secret wipes it itself.
  private static let isStarted =
    OPENSSL_init_crypto(
      UInt64(OPENSSL_INIT_NO_ADD_ALL_CIPHERS) | UInt64(OPENSSL_INIT_NO_ADD_ALL_DIGESTS)
        | UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1

  // Unsafe pointers that never change after the one-time initialisation; OpenSSL documents fetched
  // algorithms as shareable between threads (EVP_MD_fetch(3), crypto(7)).
  private nonisolated(unsafe) static let fetchedSHA256 =
    isStarted ? unsafe EVP_MD_fetch(nil, "SHA256", nil) : nil
  private nonisolated(unsafe) static let fetchedHMAC =
    isStarted ? unsafe EVP_MAC_fetch(nil, "HMAC", nil) : nil
  private nonisolated(unsafe) static let fetchedHKDF =
    isStarted ? unsafe EVP_KDF_fetch(nil, "HKDF", nil) : nil
  private nonisolated(unsafe) static let fetchedAESGCM =
    isStarted ? unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil) : nil

  static func sha256() throws(CryptoError) -> OpaquePointer {
    guard let algorithm = unsafe fetchedSHA256 else { throw .unavailable(algorithm: "SHA-256") }
    return unsafe algorithm
  }

  static func hmac() throws(CryptoError) -> OpaquePointer {
    guard let algorithm = unsafe fetchedHMAC else { throw .unavailable(algorithm: "HMAC") }
    return unsafe algorithm
  }

  static func hkdf() throws(CryptoError) -> OpaquePointer {
    guard let algorithm = unsafe fetchedHKDF else { throw .unavailable(algorithm: "HKDF") }
    return unsafe algorithm
  }

  static func aes256GCM() throws(CryptoError) -> OpaquePointer {
    guard let algorithm = unsafe fetchedAESGCM else {
      throw .unavailable(algorithm: "AES-256-GCM")
    }
    return unsafe algorithm
  }
}
