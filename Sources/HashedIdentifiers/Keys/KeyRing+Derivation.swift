internal import Domain
public import RegistryCrypto

/// What a derived key is for.
///
/// The texts are part of the derivation and are frozen.
enum KeyPurpose: String {
  case matchTokens = "match tokens"
  case dataKeyWrapping = "data key wrapping"
  case registrySealing = "registry sealing"
  case keyCheck = "key check"
  case counting = "counting"
}

extension KeyRing {
  private static let salt = Array("tissue-donation-registry key ring 1".utf8)

  /// HKDF-SHA256 (RFC 5869) with purpose, key id and scope, each behind its length.
  func derive(
    _ purpose: KeyPurpose, keyID: String, scope: String
  ) throws(KeyRingError) -> Secret {
    let master = try entry(keyID).master
    var info = CanonicalWriter(capacity: 96)
    info.write(purpose.rawValue)
    info.write(keyID)
    info.write(scope)
    do {
      return try KeyDerivation.hkdfSHA256(
        master: master.secret, salt: Self.salt, info: info.bytes)
    } catch { throw .crypto(error) }
  }

  /// The key of match tokens, to be kept where tokens outlive their master key.
  /// - Parameters:
  ///   - keyID: id of the key.
  ///   - scope: what the tokens are unique to, for example the log id of the registry.
  /// - Returns: the key.
  /// - Throws: ``KeyRingError``.
  public func tokenKey(keyID: String, scope: String) throws(KeyRingError) -> DataKey {
    DataKey(secret: try derive(.matchTokens, keyID: keyID, scope: scope))
  }

  /// The maker of match tokens.
  /// - Parameters:
  ///   - keyID: id of the key.
  ///   - scope: what the tokens are unique to, for example the log id of the registry.
  /// - Returns: the maker.
  /// - Throws: ``KeyRingError``.
  public func tokenMaker(keyID: String, scope: String) throws(KeyRingError) -> TokenMaker {
    let key = try derive(.matchTokens, keyID: keyID, scope: scope)
    do { return try TokenMaker(key: key) } catch { throw .crypto(error) }
  }

  /// The wrapper of donors' and studies' keys.
  /// - Parameters:
  ///   - keyID: id of the key.
  ///   - scope: what the wrapped keys are unique to.
  /// - Returns: the wrapper.
  /// - Throws: ``KeyRingError``.
  public func dataKeyWrapper(keyID: String, scope: String) throws(KeyRingError) -> DataKeyWrapper {
    let key = try derive(.dataKeyWrapping, keyID: keyID, scope: scope)
    do { return try DataKeyWrapper(keyID: keyID, key: key) } catch { throw .crypto(error) }
  }

  /// The key for events that concern no donor.
  /// - Parameters:
  ///   - keyID: id of the key.
  ///   - scope: what the sealed events are unique to.
  /// - Returns: the key.
  /// - Throws: ``KeyRingError``.
  public func registryKey(keyID: String, scope: String) throws(KeyRingError) -> DataKey {
    DataKey(secret: try derive(.registrySealing, keyID: keyID, scope: scope))
  }

  /// The value by which a registry recognises its key.
  /// - Parameters:
  ///   - keyID: id of the key.
  ///   - scope: as for the other keys.
  /// - Returns: the value, which says nothing about the key.
  /// - Throws: ``KeyRingError``.
  public func keyCheckValue(keyID: String, scope: String) throws(KeyRingError) -> KeyCheckValue {
    try derive(.keyCheck, keyID: keyID, scope: scope).withBytes { KeyCheckValue(derived: $0) }
  }

  /// Refuses a ring that is not the registry's: under a wrong key nobody would ever be found.
  /// - Parameters:
  ///   - stored: the value that the registry keeps.
  ///   - keyID: id of the key.
  ///   - scope: as for the other keys.
  /// - Throws: ``KeyRingError/wrongKey(_:)`` or ``KeyRingError/unknownKey(_:)``.
  public func requireKeyCheckValue(
    _ stored: KeyCheckValue, keyID: String, scope: String
  ) throws(KeyRingError) {
    guard try keyCheckValue(keyID: keyID, scope: scope) == stored else { throw .wrongKey(keyID) }
  }

  /// The keyed numbers behind counts that outsiders are told.
  ///
  /// They come from the secret of the log, which no rotation replaces: counts answered under an older
  /// key still have to be compared with new ones.
  /// - Parameter scope: as for the other keys.
  /// - Returns: the numbers.
  /// - Throws: ``KeyRingError``.
  public func countingNumbers(scope: String) throws(KeyRingError) -> CountingNumbers {
    var info = CanonicalWriter(capacity: 96)
    info.write(KeyPurpose.counting.rawValue)
    info.write(scope)
    do {
      let key = try KeyDerivation.hkdfSHA256(
        master: logSeed.secret, salt: Self.salt, info: info.bytes)
      return CountingNumbers(mac: try HMACSHA256(key: key))
    } catch { throw .crypto(error) }
  }

  /// The key that signs checkpoints of the log.
  /// - Returns: the key.
  /// - Throws: `CryptoError`.
  public func logSigningKey() throws(CryptoError) -> Ed25519SigningKey {
    try Ed25519SigningKey(seed: logSeed.secret)
  }
}

/// Sixteen bytes derived from a key, stored in the clear to recognise it by.
public struct KeyCheckValue: Hashable, Sendable {
  /// The sixteen bytes.
  public let bytes: [UInt8]

  init(derived bytes: Span<UInt8>) {
    self.bytes = (0..<16).map { bytes[$0] }
  }

  /// Wraps stored bytes; nil where they are not sixteen.
  /// - Parameter bytes: the bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }
}
