internal import Domain
internal import Foundation
public import RegistryCrypto

extension KeyRing {
  /// The ring as JSON with its keys in the clear.
  ///
  /// The returned bytes, and copies that the JSON writer makes, are not cleansed.
  /// - Returns: the contents of a file that only its owner may read.
  /// - Throws: ``KeyRingError``.
  public func encoded() throws(KeyRingError) -> [UInt8] {
    try encode(passphrase: nil) { secret, _ throws(KeyRingError) in
      KeyRingDocument.Material(clear: Self.base64(secret), sealed: nil)
    }
  }

  /// The ring as JSON with its keys sealed by a passphrase.
  /// - Parameters:
  ///   - passphrase: the passphrase as UTF-8.
  ///   - cost: what one try of a passphrase costs.
  /// - Returns: the contents of a file.
  /// - Throws: ``KeyRingError``.
  public func encoded(
    passphrase: borrowing Secret, cost: ScryptCost = .standard
  ) throws(KeyRingError) -> [UInt8] {
    let salt: [UInt8]
    let box: PassphraseBox
    do throws(CryptoError) {
      let random = try SecureRandom()
      salt = try random.bytes(16)
      box = try PassphraseBox(passphrase: passphrase, salt: salt, cost: cost, random: random)
    } catch { throw .crypto(error) }
    let parameters = KeyRingDocument.Passphrase(
      algorithm: "scrypt", n: cost.iterations, r: cost.blockSize, p: cost.parallelism,
      salt: Data(salt).base64EncodedString())
    return try encode(passphrase: parameters) { secret, context throws(KeyRingError) in
      do throws(CryptoError) {
        let sealed = try box.seal(secret, context)
        return KeyRingDocument.Material(clear: nil, sealed: Data(sealed).base64EncodedString())
      } catch { throw .crypto(error) }
    }
  }

  private func encode(
    passphrase: KeyRingDocument.Passphrase?,
    _ material: (borrowing Secret, [UInt8]) throws(KeyRingError) -> KeyRingDocument.Material
  ) throws(KeyRingError) -> [UInt8] {
    var documents: [KeyRingDocument.Key] = []
    for key in keys {
      documents.append(
        KeyRingDocument.Key(
          id: key.id, state: key.state.rawValue, createdAt: key.createdAt.microseconds,
          material: try material(key.master.secret, Self.context(of: key.id, mode))))
    }
    let document = KeyRingDocument(
      version: KeyRingDocument.currentVersion, mode: mode.rawValue, passphrase: passphrase,
      keys: documents, logKey: try material(logSeed.secret, Self.logContext(mode)))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    } catch { throw .malformed("document") }
  }

  static func context(of keyID: String, _ mode: RegistryMode) -> [UInt8] {
    BoundContext.bytes(.keyRingMaster, mode.rawValue, keyID)
  }

  static func logContext(_ mode: RegistryMode) -> [UInt8] {
    BoundContext.bytes(.keyRingLogKey, mode.rawValue)
  }

  private static func base64(_ secret: borrowing Secret) -> String {
    secret.withBytes { bytes in
      var copy = bytes.indices.map { bytes[$0] }
      defer { cleanse(&copy) }
      return Data(copy).base64EncodedString()
    }
  }
}

/// Seals and opens the keys of one ring under a key from its passphrase.
final class PassphraseBox {
  private let key: Secret
  private let cipher: AES256GCM
  private let random: SecureRandom

  init(
    passphrase: borrowing Secret, salt: [UInt8], cost: ScryptCost, random: SecureRandom
  ) throws(CryptoError) {
    key = try KeyDerivation.scrypt(passphrase: passphrase, salt: salt, cost: cost)
    cipher = try AES256GCM()
    self.random = random
  }

  func seal(_ secret: borrowing Secret, _ context: [UInt8]) throws(CryptoError) -> [UInt8] {
    try secret.withBytes { bytes throws(CryptoError) in
      try cipher.seal(bytes, key: key, associatedData: context.span, random: random)
    }
  }

  func open(_ sealed: [UInt8], _ context: [UInt8]) throws(CryptoError) -> Secret {
    try cipher.openSecret(sealed.span, key: key, associatedData: context.span)
  }
}
