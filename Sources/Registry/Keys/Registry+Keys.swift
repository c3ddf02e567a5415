public import Domain
internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

/// A master key of the key ring; nothing of the key itself.
public struct MasterKeyLine: Sendable {
  /// Its id.
  public var id: String
  /// What it is used for: `active`; `new` and `old` while one takes the place of the other; then
  /// `retired`; `unused` before the ledger knows it.
  public var state: String
  /// When it was made.
  public var createdAt: Instant
  /// What is derived from it.
  public var purposes: [String]
  /// Donors who hang on it: whose data keys it wraps, and whose tokens are made with it.
  public var donors: Int
}

/// What a copy of the keys holds.
public struct KeyExportSummary: Sendable {
  /// Master keys.
  public var keys: Int
  /// Wrapped data keys.
  public var dataKeys: Int
  /// Whether the master keys are sealed by a passphrase.
  public var isSealed: Bool
  /// SHA-256 of the file, hexadecimal.
  public var sha256: String
}

extension Registry {
  /// The master keys, oldest first.
  /// - Returns: ids, states and what depends on each.
  /// - Throws: ``RegistryError``.
  public func masterKeys() throws -> [MasterKeyLine] {
    try read(.upkeep) { snapshot in
      let wrapped = try snapshot.dataKeyCounts()
      return keys.ring.keys.map { key in
        let isKnown = keys.standing.all.contains(key.id)
        return MasterKeyLine(
          id: key.id, state: isKnown ? keys.standing.state(of: key.id) : "unused",
          createdAt: key.createdAt,
          purposes: ["match_tokens", "data_key_wrapping", "registry_sealing", "key_check"],
          donors: wrapped.first { $0.keyID == key.id }?.count ?? 0)
      }
    }
  }

  /// Writes the key ring and every wrapped data key to one file that only its owner may read.
  ///
  /// It belongs apart from any copy of the registry, with a short retention: whoever holds both reads
  /// everything, and a copy kept after an erasure still opens what was erased. That it was written
  /// goes into the ledger before the file gets its name.
  /// - Parameters:
  ///   - path: where the file is to stand; nothing may stand there yet.
  ///   - passphrase: a file, of its owner alone, whose first line seals the master keys (scrypt,
  ///     RFC 7914); nil leaves them in the clear.
  ///   - change: operation id.
  /// - Returns: what the file holds.
  /// - Throws: ``RegistryError``; no file is left behind then.
  public func exportKeys(
    to path: String, passphrase: String?, _ change: ChangeRequest
  ) throws -> KeyExportSummary {
    try Self.mapping {
      let output = try OutputFile(path: path)
      let ring = try encodedRing(passphrase)
      let count = try store.read {
        try KeysFile.write(to: output, keys, ring: ring, $0)
      }
      let isDry = change.dryRun
      _ = try commit(change) { change in try change.append(.keysExported(dataKeys: UInt64(count))) }
      let sha256 = isDry ? "" : try output.commit()
      return KeyExportSummary(
        keys: keys.ring.keys.count, dataKeys: count, isSealed: passphrase != nil, sha256: sha256)
    }
  }

  private func encodedRing(_ passphrase: String?) throws -> [UInt8] {
    guard let passphrase else { return try keys.ring.encoded() }
    return try keys.ring.encoded(passphrase: try Self.passphrase(in: passphrase))
  }

  /// The first line of a file that belongs to its owner alone.
  static func passphrase(in path: String) throws -> Secret {
    var line = try passphrase(inFile: path)
    try checkPassphrase(line)
    return Secret(moving: &line)
  }
}
