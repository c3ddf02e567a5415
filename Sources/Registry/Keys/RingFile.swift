internal import HashedIdentifiers
internal import RegistryCrypto

/// The key ring's file, with the passphrase that it was opened with.
final class RingFile {
  let path: String
  private let ask: (() throws -> [UInt8])?
  private var passphrase: HeldPassphrase?

  /// Names the file.
  /// - Parameters:
  ///   - path: where it stands.
  ///   - ask: gives the passphrase where one is needed, once.
  init(path: String, ask: (() throws -> [UInt8])?) {
    self.path = path
    self.ask = ask
  }

  /// Reads the ring.
  /// - Throws: `KeyRingError`, `KeyRingFileError`, or what asking for the passphrase throws.
  func read() throws -> KeyRing {
    let contents = try KeyRingFile.read(path: path)
    do {
      let ring = try KeyRing(decoding: contents)
      passphrase = nil
      return ring
    } catch KeyRingError.passphraseRequired {
      guard let passphrase = try known() else { throw KeyRingError.passphraseRequired }
      return try KeyRing(decoding: contents, passphrase: passphrase.secret)
    }
  }

  /// Reads a ring that stands in another file.
  static func ring(of contents: [UInt8], ask: (() throws -> [UInt8])?) throws -> KeyRing {
    guard try KeyRing.needsPassphrase(contents) else { return try KeyRing(decoding: contents) }
    guard var bytes = try ask?() else { throw KeyRingError.passphraseRequired }
    return try KeyRing(decoding: contents, passphrase: Secret(moving: &bytes))
  }

  /// Puts a ring in the place of the one there, sealed as that one is.
  func replace(with ring: KeyRing) throws {
    let contents = try passphrase.map { try ring.encoded(passphrase: $0.secret) } ?? ring.encoded()
    try KeyRingFile.replace(path: path, contents: contents)
  }

  /// Seals the ring by another passphrase, or by none.
  func seal(_ ring: KeyRing, passphrase new: [UInt8]?) throws {
    passphrase = new.map { HeldPassphrase(Secret(copying: $0)) }
    try replace(with: ring)
  }

  private func known() throws -> HeldPassphrase? {
    if let passphrase { return passphrase }
    guard var bytes = try ask?() else { return nil }
    let held = HeldPassphrase(Secret(moving: &bytes))
    passphrase = held
    return held
  }
}

/// A passphrase that is asked for once.
private final class HeldPassphrase {
  let secret: Secret

  init(_ secret: consuming Secret) { self.secret = secret }
}
