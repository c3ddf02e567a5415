public import RegistryCrypto

/// The key of one donor, one programme or one release: 32 random bytes that can be destroyed.
public struct DataKey: ~Copyable, Sendable {
  let secret: Secret

  init(secret: consuming Secret) { self.secret = secret }

  /// A new key.
  /// - Returns: the key.
  /// - Throws: `CryptoError` where the system has no randomness to give.
  public static func random() throws(CryptoError) -> DataKey {
    DataKey(secret: try Secret.random(count: AES256GCM.keyLength))
  }
}

/// Wraps data keys under a key of the ring, and opens them again.
///
/// A wrapped key is 60 bytes: nonce, sealed key, tag. It opens for its own donor or study only. A
/// wrapper belongs to one thread.
public final class DataKeyWrapper {
  /// The entry of the key ring that wraps.
  public let keyID: String
  private let key: Secret
  private let cipher: AES256GCM
  private let random: SecureRandom
  private let keySource: SecureRandom

  init(keyID: String, key: consuming Secret) throws(CryptoError) {
    self.keyID = keyID
    self.key = key
    cipher = try AES256GCM()
    random = try SecureRandom()
    keySource = try SecureRandom(forKeys: true)
  }

  /// A new key to wrap; where many are made, cheaper than ``DataKey/random()``.
  /// - Returns: the key.
  /// - Throws: `CryptoError` where the system has no randomness to give.
  public func makeKey() throws(CryptoError) -> DataKey {
    DataKey(secret: try Secret.random(count: AES256GCM.keyLength, from: keySource))
  }

  /// Wraps the key of a donor.
  /// - Parameters:
  ///   - dataKey: the key.
  ///   - donor: whose it is.
  /// - Returns: 60 bytes to store.
  /// - Throws: `CryptoError`.
  public func wrap(
    _ dataKey: borrowing DataKey, for donor: DonorCode
  ) throws(CryptoError) -> [UInt8] {
    try wrap(dataKey, BoundContext.bytes(.dataKey, donor: donor))
  }

  /// Opens the wrapped key of a donor.
  /// - Parameters:
  ///   - wrapped: the stored bytes.
  ///   - donor: whose it is.
  /// - Returns: the key.
  /// - Throws: `CryptoError.authenticationFailed` where it belongs to another donor or key.
  public func unwrap(_ wrapped: [UInt8], for donor: DonorCode) throws(CryptoError) -> DataKey {
    try unwrap(wrapped, BoundContext.bytes(.dataKey, donor: donor))
  }

  /// Wraps the key of a programme or release.
  /// - Parameters:
  ///   - studyKey: the key.
  ///   - study: id of the programme or release.
  /// - Returns: 60 bytes to store.
  /// - Throws: `CryptoError`.
  public func wrapStudyKey(
    _ studyKey: borrowing DataKey, study: String
  ) throws(CryptoError) -> [UInt8] {
    try wrap(studyKey, BoundContext.bytes(.studyKey, study))
  }

  /// Opens the wrapped key of a programme or release.
  /// - Parameters:
  ///   - wrapped: the stored bytes.
  ///   - study: id of the programme or release.
  /// - Returns: the key.
  /// - Throws: `CryptoError.authenticationFailed` where it belongs to another study or key.
  public func unwrapStudyKey(_ wrapped: [UInt8], study: String) throws(CryptoError) -> DataKey {
    try unwrap(wrapped, BoundContext.bytes(.studyKey, study))
  }

  /// Wraps a key that was derived from an older master key.
  /// - Parameters:
  ///   - key: the key.
  ///   - id: the master key that it was derived from.
  ///   - purpose: what it is for.
  /// - Returns: 60 bytes to store.
  /// - Throws: `CryptoError`.
  public func wrapInheritedKey(
    _ key: borrowing DataKey, of id: String, purpose: String
  ) throws(CryptoError) -> [UInt8] {
    try wrap(key, BoundContext.bytes(.inheritedKey, id, purpose))
  }

  /// Opens a key that was derived from an older master key.
  /// - Parameters:
  ///   - wrapped: the stored bytes.
  ///   - id: the master key that it was derived from.
  ///   - purpose: what it is for.
  /// - Returns: the key.
  /// - Throws: `CryptoError.authenticationFailed` where it belongs to another key or purpose.
  public func unwrapInheritedKey(
    _ wrapped: [UInt8], of id: String, purpose: String
  ) throws(CryptoError) -> DataKey {
    try unwrap(wrapped, BoundContext.bytes(.inheritedKey, id, purpose))
  }

  private func wrap(
    _ dataKey: borrowing DataKey, _ context: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    try dataKey.secret.withBytes { bytes throws(CryptoError) in
      try cipher.seal(bytes, key: key, associatedData: context.span, random: random)
    }
  }

  private func unwrap(_ wrapped: [UInt8], _ context: [UInt8]) throws(CryptoError) -> DataKey {
    let secret = try cipher.openSecret(wrapped.span, key: key, associatedData: context.span)
    guard secret.count == AES256GCM.keyLength else {
      throw .wrongLength(of: "the data key", expected: AES256GCM.keyLength, actual: secret.count)
    }
    return DataKey(secret: secret)
  }
}
