internal import Glibc
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// What a backup holds.
public struct BackupSummary: Sendable {
  /// The file.
  public var file: String
  /// Its checkpoint, a file beside it.
  public var checkpointFile: String
  /// The wrapped data keys, a file beside it; nil where they were not asked for.
  public var keysFile: String?
  /// SHA-256 of the file, hexadecimal.
  public var sha256: String
  /// The checkpoint.
  public var checkpoint: SignedCheckpoint
  /// Size of the ledger that an earlier file ends with; nil for a whole backup.
  public var since: UInt64?
}

extension Registry {
  /// Where the checkpoint of a backup stands.
  /// - Parameter path: the backup.
  /// - Returns: the path of its checkpoint.
  static func checkpointPath(of path: String) -> String { path + ".checkpoint" }

  /// Copies the ledger as it stands at one moment into a new file, with its signed checkpoint beside.
  ///
  /// Neither the key ring nor a data key is in it, nor any table that the ledger gives anew: by itself
  /// it opens nothing, and with the data keys of today it opens nobody who was erased. Nothing gets its
  /// name before the copy has been opened and verified.
  /// - Parameters:
  ///   - path: where the backup is to stand; nothing may stand there yet.
  ///   - withKeys: whether to write the data keys into a file of their own beside it.
  /// - Returns: what it holds.
  /// - Throws: ``RegistryError``.
  public func backup(to path: String, withKeys: Bool = false) throws -> BackupSummary {
    try finishedBackup(at: path, withKeys: withKeys, since: nil) { unfinished in
      _ = try store.write(copy: unfinished) { head in
        try keys.signedCheckpoint(size: head.size, root: head.root).encoded
      }
      return try verifiedCheckpoint(ofCopy: unfinished)
    }
  }

  /// Gives a backup its name when everything beside it is there.
  func finishedBackup(
    at path: String, withKeys: Bool, since: UInt64?, _ write: (String) throws -> SignedCheckpoint
  ) throws -> BackupSummary {
    try Self.mapping {
      let checkpointPath = Self.checkpointPath(of: path)
      let keysPath = withKeys ? KeysFile.path(of: path) : nil
      Self.removeAbandonedBackup(path)
      for file in [path, checkpointPath] + (keysPath.map { [$0] } ?? [])
      where FolderWork.exists(file) {
        throw OutputFile.exists(file)
      }
      // A copy without them would bring back what was withdrawn.
      try settleSpool()
      let unfinished = FolderWork.unfinished(path)
      do {
        let checkpoint = try write(unfinished)
        let digest = try FileDigest.sha256(of: try InputFile.path(unfinished))
        // What belongs to it first: a backup that has its name is never without.
        var given: [String] = []
        do {
          _ = try Self.write(evidence: checkpoint.note, to: checkpointPath)
          given.append(checkpointPath)
          if let keysPath {
            try writeKeys(to: keysPath)
            given.append(keysPath)
          }
          try FolderWork.rename(unfinished, to: path)
        } catch {
          for file in given { _ = unsafe unlink(file) }
          throw error
        }
        return BackupSummary(
          file: path, checkpointFile: checkpointPath, keysFile: keysPath, sha256: digest,
          checkpoint: checkpoint, since: since)
      } catch {
        _ = unsafe unlink(unfinished)
        throw error
      }
    }
  }

  /// Removes what a run left that ended before its copy had its name: files beside a copy that never
  /// came are nobody's.
  private static func removeAbandonedBackup(_ path: String) {
    guard FolderWork.removeAbandoned(path), !FolderWork.exists(path) else { return }
    _ = unsafe unlink(checkpointPath(of: path))
    _ = unsafe unlink(KeysFile.path(of: path))
  }

  private func writeKeys(to path: String) throws {
    let output = try OutputFile(path: path)
    _ = try store.read { try KeysFile.write(to: output, keys, ring: nil, $0) }
    try output.commit()
  }

  /// Opens a copy, verifies it as a restore will, and signs what its ledger says.
  private func verifiedCheckpoint(ofCopy path: String) throws -> SignedCheckpoint {
    let copy = try RegistryStore.open(at: path)
    if let problem = try copy.integrityProblems().first {
      throw RegistryError(
        .verificationFailed, "the copy is damaged", why: problem,
        fix: "check the disk, run doctor, and make the backup again")
    }
    return try copy.read { snapshot in
      guard try snapshot.head().logID == keys.logID.bytes else {
        throw RegistryError(.verificationFailed, "the copy is of another registry")
      }
      let found = try snapshot.verifyLedger()
      try found.require()
      guard let root = Digest(bytes: found.root) else { throw LogStateError.unreadable }
      return try signedCheckpoint(size: found.size, root: root).answer
    }
  }
}

/// The digest of a file as `sha256sum` prints it.
enum FileDigest {
  static func sha256(of file: InputFile) throws -> String {
    let hasher = try SHA256Hasher()
    try hasher.begin()
    var piece: [UInt8] = []
    while try file.source(&piece) {
      try hasher.update(piece.span)
      piece.removeAll(keepingCapacity: true)
    }
    return try hasher.finish().description
  }
}
