internal import COpenSSL

/// The algorithms of OpenSSL's default provider, each fetched once for the whole process.
///
/// Fetching walks the provider's tables under a lock and costs several times a short MAC; a fetched
/// algorithm is immutable and reference-counted, and is kept until the process ends.
enum Algorithms {
  // Unsafe pointers that never change after the one-time initialisation; OpenSSL documents fetched
  // algorithms as shareable between threads (EVP_MD_fetch(3), crypto(7)).
  private nonisolated(unsafe) static let fetchedSHA256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)
  private nonisolated(unsafe) static let fetchedHMAC = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
  private nonisolated(unsafe) static let fetchedHKDF = unsafe EVP_KDF_fetch(nil, "HKDF", nil)
  private nonisolated(unsafe) static let fetchedAESGCM =
    unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

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
