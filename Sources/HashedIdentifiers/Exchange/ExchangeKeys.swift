public import RegistryCrypto

/// The keys of one exchange between two registries, derived from a secret that both hold and that
/// serves once.
///
/// The identifier of the exchange is the salt: the same secret under another identifier gives other
/// tokens, so that files of two exchanges cannot be laid side by side.
public struct ExchangeKeys: ~Copyable {
  /// 16, the number of bytes of an identifier.
  public static let identifierLength = 16
  /// 32, the fewest bytes of a secret.
  public static let leastSecretLength = 32

  /// The identifier of the exchange.
  public let identifier: [UInt8]
  let tokens: Secret
  let encodings: Secret
  let file: Secret

  /// Derives the keys.
  /// - Parameters:
  ///   - secret: what both sides share; used up by the call.
  ///   - identifier: sixteen bytes that both sides agreed on.
  /// - Throws: `CryptoError` for a secret or identifier of the wrong length.
  public init(secret: consuming Secret, identifier: [UInt8]) throws(CryptoError) {
    guard secret.count >= Self.leastSecretLength else {
      throw .wrongLength(
        of: "the shared secret", expected: Self.leastSecretLength, actual: secret.count)
    }
    guard identifier.count == Self.identifierLength else {
      throw .wrongLength(
        of: "the exchange identifier", expected: Self.identifierLength, actual: identifier.count)
    }
    let tokens = try Self.derive(secret, identifier, "exchange tokens v1")
    let encodings = try Self.derive(secret, identifier, "exchange encodings v1")
    let file = try Self.derive(secret, identifier, "exchange file v1")
    self.identifier = identifier
    self.tokens = tokens
    self.encodings = encodings
    self.file = file
  }

  /// Derives the keys under the identifier that the secret itself gives, where both sides agreed on
  /// nothing but the secret.
  /// - Parameter secret: what both sides share; used up by the call.
  /// - Throws: `CryptoError` for a secret that is too short.
  public init(secret: consuming Secret) throws(CryptoError) {
    let identifier = try KeyDerivation.hkdfSHA256(
      master: secret, salt: [], info: Array("exchange identifier v1".utf8),
      count: Self.identifierLength
    ).withBytes { bytes in bytes.indices.map { bytes[$0] } }
    try self.init(secret: secret, identifier: identifier)
  }

  private static func derive(
    _ secret: borrowing Secret, _ identifier: [UInt8], _ purpose: String
  ) throws(CryptoError) -> Secret {
    try KeyDerivation.hkdfSHA256(
      master: secret, salt: identifier, info: Array(purpose.utf8), count: 32)
  }
}
