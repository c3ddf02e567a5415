internal import Domain
internal import Foundation
public import RegistryCrypto

extension KeyRing {
  /// Reads a ring whose keys stand in the clear.
  /// - Parameter bytes: the contents of the file.
  /// - Throws: ``KeyRingError``.
  public init(decoding bytes: [UInt8]) throws(KeyRingError) {
    let document = try KeyRingDocument(reading: bytes)
    guard document.passphrase == nil else { throw .passphraseRequired }
    try self.init(document) { material, _, part throws(KeyRingError) in
      guard material.sealed == nil, let text = material.clear else { throw .malformed(part) }
      var decoded = try Self.base64(text, part)
      return Secret(moving: &decoded)
    }
  }

  /// Reads a ring that is sealed by a passphrase; one in the clear needs none and ignores it.
  /// - Parameters:
  ///   - bytes: the contents of the file.
  ///   - passphrase: the passphrase as UTF-8.
  /// - Throws: ``KeyRingError``.
  public init(decoding bytes: [UInt8], passphrase: borrowing Secret) throws(KeyRingError) {
    let document = try KeyRingDocument(reading: bytes)
    guard let parameters = document.passphrase else {
      try self.init(decoding: bytes)
      return
    }
    let cost = ScryptCost(
      iterations: parameters.n, blockSize: parameters.r, parallelism: parameters.p)
    guard parameters.algorithm == "scrypt", cost.isAcceptable else {
      throw .malformed("passphrase")
    }
    let salt = try Self.base64(parameters.salt, "passphrase.salt")
    let box: PassphraseBox
    do {
      box = try PassphraseBox(
        passphrase: passphrase, salt: salt, cost: cost, random: try SecureRandom())
    } catch { throw .crypto(error) }
    try self.init(document) { material, context, part throws(KeyRingError) in
      guard material.clear == nil, let text = material.sealed else { throw .malformed(part) }
      let sealed = try Self.base64(text, part)
      do { return try box.open(sealed, context) } catch { throw .wrongPassphrase }
    }
  }

  /// Whether a stored ring is sealed.
  /// - Parameter bytes: the contents of the file.
  /// - Returns: true where a passphrase is needed.
  /// - Throws: ``KeyRingError`` where the bytes are no key ring.
  public static func needsPassphrase(_ bytes: [UInt8]) throws(KeyRingError) -> Bool {
    try KeyRingDocument(reading: bytes).passphrase != nil
  }

  private static func base64(_ text: String, _ part: String) throws(KeyRingError) -> [UInt8] {
    guard let data = Data(base64Encoded: text) else { throw .malformed(part) }
    return Array(data)
  }

  private init(
    _ document: KeyRingDocument,
    _ open: (KeyRingDocument.Material, [UInt8], String) throws(KeyRingError) -> Secret
  ) throws(KeyRingError) {
    guard let mode = RegistryMode(rawValue: document.mode) else { throw .malformed("mode") }
    var entries: [Entry] = []
    for key in document.keys {
      let isWellFormed =
        (1...32).contains(key.id.utf8.count)
        && key.id.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
      guard isWellFormed, !entries.contains(where: { $0.id == key.id }) else {
        throw .malformed("keys.id")
      }
      guard let state = KeyState(rawValue: key.state) else { throw .malformed("keys.state") }
      let master = try open(key.material, Self.context(of: key.id, mode), "keys.material")
      guard master.count == 32 else { throw .malformed("keys.material") }
      entries.append(
        Entry(
          id: key.id, state: state, createdAt: Instant(microseconds: key.createdAt),
          master: SharedSecret(master)))
    }
    guard entries.filter({ $0.state == .active }).count == 1,
      entries.filter({ $0.state == .new }).count <= 1
    else { throw .malformed("keys.state") }
    let seed = try open(document.logKey, Self.logContext(mode), "log_key")
    guard seed.count == 32 else { throw .malformed("log_key") }
    self.init(mode: mode, keys: entries, logSeed: SharedSecret(seed))
  }
}
