public import RegistryCrypto

/// Seals event payloads with the event's header as associated data.
///
/// A payload opens only beside the very header it was written with. A sealer belongs to one thread.
public final class PayloadSealer {
  private let cipher: AES256GCM
  private let random: SecureRandom

  /// Prepares the cipher.
  /// - Throws: `CryptoError`.
  public init() throws(CryptoError) {
    cipher = try AES256GCM()
    random = try SecureRandom()
  }

  /// Seals a payload.
  /// - Parameters:
  ///   - payload: the canonical payload bytes.
  ///   - header: the exact header bytes.
  ///   - key: the donor's key, or the registry's.
  /// - Returns: the payload's length and 28 bytes.
  /// - Throws: `CryptoError`.
  public func seal(
    _ payload: [UInt8], header: [UInt8], key: borrowing DataKey
  ) throws(CryptoError) -> [UInt8] {
    try cipher.seal(
      payload.span, key: key.secret, associatedData: header.span, random: random)
  }

  /// Opens a payload.
  /// - Parameters:
  ///   - sealed: the stored bytes.
  ///   - header: the stored header bytes.
  ///   - key: the key it was sealed under.
  /// - Returns: the payload.
  /// - Throws: `CryptoError.authenticationFailed` where payload, header or key is another.
  public func open(
    _ sealed: [UInt8], header: [UInt8], key: borrowing DataKey
  ) throws(CryptoError) -> [UInt8] {
    try cipher.open(sealed.span, key: key.secret, associatedData: header.span)
  }
}
