internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// The fewest bytes of a passphrase.
  public static let leastPassphraseLength = 12

  /// Takes a retired master key out of the ring, for good.
  ///
  /// The registry does not need it any more; an older backup of the registry does, and is readable
  /// from then on only with an older copy of the ring.
  /// - Parameters:
  ///   - id: id of the key.
  ///   - change: operation id and whether to roll back.
  /// - Throws: ``RegistryError`` where the key is unknown or in use.
  public func forgetKey(_ id: String, _ change: ChangeRequest) throws {
    var hold: SpoolHold?
    defer { hold?.release() }
    try commit(change) { committed in
      // A withdrawal that waits may be sealed with the key.
      hold = try spool.hold()
      try requireEmptySpool()
      var ring = try ringFile.read()
      guard ring.keys.contains(where: { $0.id == id }) else {
        throw RegistryError(
          .notFound, "the key ring has no such key", at: [.init("key", id)],
          fix: "list the keys with: tissuectl keys show")
      }
      guard keys.standing.all.contains(id), keys.standing.state(of: id) == "retired" else {
        throw RegistryError(
          .keysChanged, "only a retired key can be forgotten", at: [.init("key", id)],
          fix: "put another in its place first with: tissuectl keys rotate")
      }
      try ring.remove(id)
      try committed.append(.keysChanged(.forgotten(id)))
      if !change.dryRun { try ringFile.replace(with: ring) }
    }
    if !change.dryRun { try Self.mapping { try reloadKeys() } }
  }

  /// Seals the key ring by a passphrase, by another one, or by none any more.
  ///
  /// Copies of the ring that were made earlier stay as they are.
  /// - Parameters:
  ///   - passphrase: the passphrase as UTF-8; nil takes it away.
  ///   - change: operation id and whether to roll back.
  /// - Throws: ``RegistryError``.
  public func sealKeyRing(passphrase: [UInt8]?, _ change: ChangeRequest) throws {
    try Self.mapping { try passphrase.map(Self.checkPassphrase) }
    try commit(change) { committed in
      let ring = try ringFile.read()
      try committed.append(.keysChanged(.ringSealed(passphrase != nil)))
      // The last step before the commit: a ring that cannot be written leaves no event behind.
      if !change.dryRun { try ringFile.seal(ring, passphrase: passphrase) }
    }
  }

  static func checkPassphrase(_ passphrase: [UInt8]) throws {
    guard passphrase.count >= leastPassphraseLength else {
      throw RegistryError(
        .usage, "the passphrase has fewer than \(leastPassphraseLength) bytes",
        fix: "choose a longer one")
    }
  }

  /// The passphrase on the first line of a file that belongs to its owner alone.
  /// - Parameter path: where the file stands.
  /// - Returns: the passphrase.
  /// - Throws: ``RegistryError``.
  public static func passphrase(inFile path: String) throws -> [UInt8] {
    try mapping {
      do {
        return Array(try KeyRingFile.read(path: path).prefix { $0 != 10 && $0 != 13 })
      } catch let failure as KeyRingFileError {
        guard case .system = failure else { throw failure }
        // No key is wrong that was never read.
        throw RegistryError(
          .inputOutput, "\(failure)", fix: "name a file that is there, of its owner alone")
      }
    }
  }
}
