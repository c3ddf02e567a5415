internal import Foundation
internal import Interchange
public import RegistryCrypto

/// The secret key of one operator, which signs what the operator does.
public final class OperatorKey {
  private static let currentVersion = 1
  private let seed: Secret
  private let key: Ed25519SigningKey

  /// The key as JSON: in the clear, protected by the mode of its file, or sealed by a passphrase.
  private struct Document: Encodable {
    var version: Int
    var publicKey: String
    var passphrase: KeyRingDocument.Passphrase?
    var seed: KeyRingDocument.Material

    enum CodingKeys: String, CodingKey {
      case version, passphrase, seed
      case publicKey = "public_key"
    }

    init(
      publicKey: [UInt8], passphrase: KeyRingDocument.Passphrase?, seed: KeyRingDocument.Material
    ) {
      version = currentVersion
      self.publicKey = Hexadecimal.text(of: publicKey)
      self.passphrase = passphrase
      self.seed = seed
    }

    /// Reads the contents of the file as strictly as those of the key ring.
    init(reading bytes: [UInt8]) throws {
      let json = try JSONValue(parsing: bytes[...])
      version = try KeyRingDocument.integer(json["version"], "version")
      publicKey = try KeyRingDocument.text(json["public_key"], "public_key")
      passphrase = try KeyRingDocument.present(json["passphrase"]).map {
        try KeyRingDocument.Passphrase(reading: $0)
      }
      seed = try KeyRingDocument.Material(reading: json["seed"], "seed")
    }
  }

  private init(seed: consuming Secret) throws(CryptoError) {
    key = try Ed25519SigningKey(seed: seed)
    self.seed = seed
  }

  /// Makes a new key.
  /// - Returns: the key.
  /// - Throws: `CryptoError`.
  public static func generate() throws(CryptoError) -> OperatorKey {
    try OperatorKey(seed: try Secret.random(count: 32))
  }

  /// The key that verifies.
  public var publicKey: Ed25519PublicKey { key.publicKey }

  /// Signs a message.
  /// - Parameter message: the message.
  /// - Returns: 64 bytes.
  /// - Throws: `CryptoError`.
  public func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] { try key.sign(message) }

  /// The contents of the key's file, with the key in the clear.
  /// - Returns: JSON.
  /// - Throws: ``OperatorKeyError``.
  public func encoded() throws -> [UInt8] {
    let clear = seed.withBytes { bytes in
      var copy = bytes.indices.map { bytes[$0] }
      defer { cleanse(&copy) }
      return Data(copy).base64EncodedString()
    }
    return try encode(nil, KeyRingDocument.Material(clear: clear, sealed: nil))
  }

  /// The contents of the key's file, with the key sealed by a passphrase (scrypt, RFC 7914).
  /// - Parameters:
  ///   - passphrase: the passphrase as UTF-8.
  ///   - cost: what one try of a passphrase costs.
  /// - Returns: JSON.
  /// - Throws: ``OperatorKeyError``, `CryptoError`.
  public func encoded(
    passphrase: borrowing Secret, cost: ScryptCost = .standard
  ) throws -> [UInt8] {
    let random = try SecureRandom()
    let salt = try random.bytes(16)
    let box = try PassphraseBox(passphrase: passphrase, salt: salt, cost: cost, random: random)
    let sealed = try box.seal(seed, Self.context(publicKey.bytes))
    return try encode(
      KeyRingDocument.Passphrase(
        algorithm: "scrypt", n: cost.iterations, r: cost.blockSize, p: cost.parallelism,
        salt: Data(salt).base64EncodedString()),
      KeyRingDocument.Material(clear: nil, sealed: Data(sealed).base64EncodedString()))
  }

  private func encode(
    _ passphrase: KeyRingDocument.Passphrase?, _ material: KeyRingDocument.Material
  ) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(publicKey: publicKey.bytes, passphrase: passphrase, seed: material)
    return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
  }

  /// Reads the contents of a key's file.
  /// - Parameters:
  ///   - bytes: the contents.
  ///   - passphrase: gives the passphrase, asked only where the key is sealed; nil where none is at
  ///     hand.
  /// - Returns: the key.
  /// - Throws: ``OperatorKeyError``, `CryptoError`, what `passphrase` throws.
  public static func decoding(
    _ bytes: [UInt8], passphrase: () throws -> Secret?
  ) throws -> OperatorKey {
    guard let document = try? Document(reading: bytes),
      document.version == currentVersion,
      let expected = Hexadecimal.bytes(of: document.publicKey)
    else { throw OperatorKeyError.malformed }
    let key = try OperatorKey(seed: try open(document, expected, passphrase))
    guard key.publicKey.bytes == expected else { throw OperatorKeyError.malformed }
    return key
  }

  private static func open(
    _ document: Document, _ publicKey: [UInt8], _ passphrase: () throws -> Secret?
  ) throws -> Secret {
    guard let parameters = document.passphrase else {
      guard let clear = document.seed.clear, var bytes = Data(base64Encoded: clear).map(Array.init)
      else { throw OperatorKeyError.malformed }
      return Secret(moving: &bytes)
    }
    let cost = ScryptCost(
      iterations: parameters.n, blockSize: parameters.r, parallelism: parameters.p)
    guard parameters.algorithm == "scrypt", cost.isAcceptable,
      let salt = Data(base64Encoded: parameters.salt), let text = document.seed.sealed,
      let sealed = Data(base64Encoded: text)
    else { throw OperatorKeyError.malformed }
    guard let secret = try passphrase() else { throw OperatorKeyError.passphraseRequired }
    let box = try PassphraseBox(
      passphrase: secret, salt: Array(salt), cost: cost, random: try SecureRandom())
    do { return try box.open(Array(sealed), context(publicKey)) } catch {
      throw OperatorKeyError.wrongPassphrase
    }
  }

  private static func context(_ publicKey: [UInt8]) -> [UInt8] {
    BoundContext.bytes(.operatorKey, Hexadecimal.text(of: publicKey))
  }
}

/// Why a file gives no operator key.
public enum OperatorKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is no operator key, or is damaged.
  case malformed
  /// The key is sealed and no passphrase was given.
  case passphraseRequired
  /// The key does not open with the passphrase.
  case wrongPassphrase

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .malformed: "the file is no operator key, or is damaged"
    case .passphraseRequired: "the operator key is sealed by a passphrase"
    case .wrongPassphrase:
      "the operator key does not open; the passphrase is another, or the file was altered"
    }
  }
}
