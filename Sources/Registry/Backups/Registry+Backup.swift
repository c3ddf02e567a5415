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
  /// SHA-256 of the file, hexadecimal.
  public var sha256: String
  /// The checkpoint.
  public var checkpoint: SignedCheckpoint
}

extension Registry {
  /// Where the checkpoint of a backup stands.
  /// - Parameter path: the backup.
  /// - Returns: the path of its checkpoint.
  static func checkpointPath(of path: String) -> String { path + ".checkpoint" }

  /// Copies the database as one snapshot has it into a new file, with its signed checkpoint beside.
  ///
  /// Nothing gets its name before the copy has been opened and verified. The key ring is not in it
  /// and is backed up apart.
  /// - Parameter path: where the backup is to stand; nothing may stand there yet.
  /// - Returns: what it holds.
  /// - Throws: ``RegistryError``.
  public func backup(to path: String) throws -> BackupSummary {
    try Self.mapping {
      let checkpointPath = Self.checkpointPath(of: path)
      for file in [path, checkpointPath] where FolderWork.exists(file) {
        throw OutputFile.exists(file)
      }
      let unfinished = "\(path).partial-\(getpid())"
      try store.write(copy: unfinished)
      do {
        let checkpoint = try verifiedCheckpoint(ofCopy: unfinished)
        let digest = try FileDigest.sha256(of: try InputFile.path(unfinished))
        // The checkpoint first: a backup that has its name is never without one.
        _ = try Self.write(evidence: checkpoint.note, to: checkpointPath)
        do { try FolderWork.rename(unfinished, to: path) } catch {
          _ = unsafe unlink(checkpointPath)
          throw error
        }
        return BackupSummary(
          file: path, checkpointFile: checkpointPath, sha256: digest, checkpoint: checkpoint)
      } catch {
        _ = unsafe unlink(unfinished)
        throw error
      }
    }
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
