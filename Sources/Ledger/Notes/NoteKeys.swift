public import RegistryCrypto

/// What the signatures of a key look like.
public enum NoteAlgorithm: UInt8, Hashable, Sendable {
  /// Ed25519 over the text (C2SP signed-note, type 0x01).
  case ed25519 = 1
  /// Ed25519 over the text and a time, made by a witness (C2SP tlog-cosignature, type 0x04).
  case cosignature = 4
}

/// A key that verifies notes, as C2SP signed-note writes it: `name+hash+base64`.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
  /// Name of the key; for a log its origin.
  public let name: String
  /// The first four bytes of the key's hash.
  public let id: UInt32
  /// What its signatures look like.
  public let algorithm: NoteAlgorithm
  /// The key itself.
  public let key: Ed25519PublicKey

  /// Reads a key line.
  /// - Parameter line: the line, without a newline.
  /// - Throws: ``NoteError/malformedKey(_:)``, ``NoteError/unacceptableKey``.
  public init(_ line: String) throws(NoteError) {
    let fields = try KeyFields(line)
    guard let algorithm = NoteAlgorithm(rawValue: fields.type) else {
      throw .malformedKey("algorithm")
    }
    guard fields.material.count == 32 else { throw .malformedKey("key bytes") }
    let key: Ed25519PublicKey
    do { key = try Ed25519PublicKey(bytes: fields.material) } catch { throw .unacceptableKey }
    try self.init(name: fields.name, algorithm: algorithm, key: key)
    guard id == fields.id else { throw .malformedKey("hash") }
  }

  /// Puts a key together.
  /// - Parameters:
  ///   - name: name of the key.
  ///   - algorithm: what its signatures look like.
  ///   - key: the key.
  /// - Throws: ``NoteError/malformedKey(_:)``.
  public init(name: String, algorithm: NoteAlgorithm, key: Ed25519PublicKey) throws(NoteError) {
    guard Self.keyName(Array(name.utf8)[...]) != nil else { throw .malformedKey("name") }
    self.name = name
    self.algorithm = algorithm
    self.key = key
    let message = Array(name.utf8) + [UInt8(ascii: "\n"), algorithm.rawValue] + key.bytes
    do {
      id = UInt32(truncatingIfNeeded: try SHA256Hasher().hash(message).leading64 >> 32)
    } catch { throw .malformedKey("hash") }
  }

  /// The key line.
  public var description: String {
    let hash = String(id, radix: 16)
    let padded = String(repeating: "0", count: 8 - hash.count) + hash
    return "\(name)+\(padded)+\(Base64.text(of: [algorithm.rawValue] + key.bytes))"
  }

  /// Whether a signature of this key holds.
  func holds(_ signature: NoteSignature, over text: String) -> Bool {
    switch algorithm {
    case .ed25519: return key.isValid(signature: signature.bytes, for: Array(text.utf8))
    case .cosignature:
      guard let time = signature.cosignedAt else { return false }
      return key.isValid(
        signature: Array(signature.bytes[8...]), for: Self.cosigned(text, at: time))
    }
  }

  /// What a witness signs (C2SP tlog-cosignature, version 1).
  static func cosigned(_ text: String, at seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }

  /// A name without white space and plus signs; nil for anything else.
  static func keyName(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty,
      !name.unicodeScalars.contains(where: {
        $0.properties.isWhitespace || $0 == "+" || $0.value < 0x20
      })
    else { return nil }
    return name
  }
}

/// A key that signs notes.
public struct NoteSigner: ~Copyable {
  /// The key that verifies what this one signs.
  public let verifier: NoteVerifier
  private let key: Ed25519SigningKey

  /// Names a signing key.
  /// - Parameters:
  ///   - name: name of the key; for a log its origin.
  ///   - algorithm: what its signatures look like.
  ///   - key: the key.
  /// - Throws: ``NoteError/malformedKey(_:)`` for a name with white space or a plus sign.
  public init(
    name: String, algorithm: NoteAlgorithm, key: consuming Ed25519SigningKey
  ) throws(NoteError) {
    verifier = try NoteVerifier(name: name, algorithm: algorithm, key: key.publicKey)
    self.key = key
  }

  /// Reads a private key as Go's note package writes it: `PRIVATE+KEY+name+hash+base64`.
  /// - Parameter line: the line, without a newline.
  /// - Returns: the signer.
  /// - Throws: ``NoteError/malformedKey(_:)``.
  public static func reading(privateKey line: String) throws(NoteError) -> NoteSigner {
    let prefix = "PRIVATE+KEY+"
    guard line.hasPrefix(prefix) else { throw .malformedKey("first words") }
    var fields = try KeyFields(String(line.dropFirst(prefix.count)))
    guard let algorithm = NoteAlgorithm(rawValue: fields.type) else {
      throw .malformedKey("algorithm")
    }
    let key: Ed25519SigningKey
    do {
      key = try Ed25519SigningKey(seed: Secret(moving: &fields.material))
    } catch { throw .malformedKey("key bytes") }
    let signer = try NoteSigner(name: fields.name, algorithm: algorithm, key: key)
    guard signer.verifier.id == fields.id else { throw .malformedKey("hash") }
    return signer
  }

  /// Writes a private key as Go's note package reads it.
  /// - Parameters:
  ///   - name: name of the key.
  ///   - algorithm: what its signatures look like.
  ///   - seed: 32 secret random bytes.
  /// - Returns: the line, without a newline.
  /// - Throws: ``NoteError/malformedKey(_:)``, `CryptoError`.
  public static func privateKey(
    name: String, algorithm: NoteAlgorithm, seed: borrowing Secret
  ) throws -> String {
    let signer = try NoteSigner(
      name: name, algorithm: algorithm, key: try Ed25519SigningKey(seed: seed))
    let id = (0..<4).map { UInt8(truncatingIfNeeded: signer.verifier.id >> UInt32(24 - 8 * $0)) }
    var material = [algorithm.rawValue]
    seed.withBytes { bytes in for index in 0..<bytes.count { material.append(bytes[index]) } }
    defer { cleanse(&material) }
    return "PRIVATE+KEY+\(name)+\(Hexadecimal.text(of: id))+\(Base64.text(of: material))"
  }

  /// Signs a text.
  /// - Parameters:
  ///   - text: the text; ends with a newline.
  ///   - seconds: seconds since 1970, which a witness's signature states.
  /// - Returns: the signature.
  /// - Throws: `CryptoError`.
  public func sign(_ text: String, at seconds: UInt64 = 0) throws(CryptoError) -> NoteSignature {
    let bytes: [UInt8]
    switch verifier.algorithm {
    case .ed25519: bytes = try key.sign(Array(text.utf8))
    case .cosignature:
      let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> UInt64(56 - 8 * $0)) }
      bytes = time + (try key.sign(NoteVerifier.cosigned(text, at: seconds)))
    }
    return NoteSignature(keyName: verifier.name, keyID: verifier.id, bytes: bytes)
  }
}

/// The parts of a key line; the base64 part may hold plus signs itself.
private struct KeyFields {
  let name: String
  let id: UInt32
  let type: UInt8
  var material: [UInt8]

  init(_ line: String) throws(NoteError) {
    let parts = Array(line.utf8).split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = NoteVerifier.keyName(parts[0]) else {
      throw .malformedKey("name")
    }
    guard parts[1].count == 8,
      let hash = Hexadecimal.bytes(of: String(decoding: parts[1], as: UTF8.self))
    else { throw .malformedKey("hash") }
    guard let decoded = Base64.bytes(of: parts[2]), let type = decoded.first else {
      throw .malformedKey("base64")
    }
    self.name = name
    id = hash.reduce(0) { $0 << 8 | UInt32($1) }
    self.type = type
    material = Array(decoded.dropFirst())
  }
}
