internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// The key line that verifies this registry's checkpoints (C2SP signed-note).
  /// - Returns: the line, without a newline.
  /// - Throws: ``RegistryError``.
  public func logKey() throws -> String {
    try Self.mapping { try keys.noteSigner.verifier.description }
  }

  /// States size and root of the ledger and signs them, after recomputing both.
  /// - Returns: the signed checkpoint.
  /// - Throws: ``RegistryError`` with code `verification_failed` where the ledger is not sound.
  public func checkpoint() throws -> SignedCheckpoint {
    try read(.evidence) { snapshot in
      let found = try snapshot.verifyLedger()
      try found.require()
      guard let root = Digest(bytes: found.root) else { throw LogStateError.unreadable }
      return try signedCheckpoint(size: found.size, root: root).answer
    }
  }

  /// Writes a text into a new file, whole or not at all.
  /// - Parameters:
  ///   - text: the text.
  ///   - path: where the file is to stand; nothing may stand there yet.
  /// - Returns: SHA-256 of the file, hexadecimal.
  /// - Throws: ``RegistryError``.
  public static func write(evidence text: String, to path: String) throws -> String {
    try mapping {
      let file = try OutputFile(path: path)
      try file.write(Array(text.utf8))
      return try file.commit()
    }
  }

  /// The name of the log, the same for as long as the registry lives.
  static func origin(of logID: UUIDBytes) -> String {
    "tissue-donation-registry/\(logID)"
  }

  func signedCheckpoint(
    size: UInt64, root: Digest
  ) throws -> (answer: SignedCheckpoint, note: SignedNote) {
    let note = try keys.signedCheckpoint(size: size, root: root.bytes)
    let verifier = try keys.noteSigner.verifier
    let answer = SignedCheckpoint(
      origin: verifier.name, size: size, root: root.description, key: verifier.description,
      note: String(decoding: note.encoded, as: UTF8.self))
    return (answer, note)
  }
}

extension RegistryKeys {
  /// A checkpoint with the log's signature under it.
  func signedCheckpoint(size: UInt64, root: [UInt8]) throws -> SignedNote {
    guard let root = Digest(bytes: root) else { throw LogStateError.unreadable }
    return try Checkpoint(origin: noteSigner.verifier.name, size: size, root: root)
      .signed(by: noteSigner.key)
  }
}
