internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Writes what the ledger has gained since an earlier backup into a new file, for a chain of files
  /// that are never written again.
  /// - Parameters:
  ///   - path: where it is to stand; nothing may stand there yet.
  ///   - previous: the backup or increment before it, whose checkpoint stands beside it.
  ///   - withKeys: whether to write the data keys into a file of their own beside it.
  /// - Returns: what it holds.
  /// - Throws: ``RegistryError`` with code `verification_failed` where the ledger did not grow from the
  ///   earlier one.
  public func backup(
    to path: String, since previous: String, withKeys: Bool = false
  ) throws -> BackupSummary {
    let old = try Self.mapping {
      let own = Self.checkpointPath(of: previous)
      return try Checkpoint.verified(
        try SignedNote(decoding: try InputFile.path(own).contents()),
        log: keys.noteSigner.verifier)
    }
    return try finishedBackup(at: path, withKeys: withKeys, since: old.size) { unfinished in
      let output = try OutputFile(path: unfinished)
      let checkpoint = try writeSegment(after: old, to: output)
      try output.commit()
      try verifySegment(unfinished, after: old)
      return checkpoint
    }
  }

  private func writeSegment(
    after old: Checkpoint, to output: OutputFile
  ) throws -> SignedCheckpoint {
    let (checkpoint, size) = try store.read { snapshot in
      let tree = try snapshot.tieredTree()
      guard old.size <= tree.size, try tree.root(of: old.size) == old.root else {
        throw RegistryError(
          .verificationFailed, "the ledger did not grow from the backup named",
          why: "its first \(old.size) events are not those of the checkpoint",
          fix: "run ledger verify; begin a new chain with a whole backup")
      }
      let root = try snapshot.recordedRoot()
      let hashes = try tree.consistencyProof(from: old.size, to: tree.size)
      let signed = try signedCheckpoint(size: tree.size, root: root)
      try output.write(
        LedgerSegment.beginning(
          ConsistencyProofFile(oldSize: old.size, hashes: hashes, checkpoint: signed.note)))
      return (signed.answer, tree.size)
    }
    // Events are never changed, so short reads hold nobody up.
    var first = old.size + 1
    while first <= size {
      let last = min(first + 4095, size)
      try store.read { snapshot in
        try snapshot.forEachEvent(in: first...last, about: nil) {
          try output.write(LedgerSegment.encoded($0))
        }
      }
      first = last + 1
    }
    return checkpoint
  }

  /// Reads a written segment as a restore will.
  private func verifySegment(_ path: String, after old: Checkpoint) throws {
    let segment = try LedgerSegment(try InputFile.path(path), log: keys.noteSigner.verifier)
    let frontier = try store.read { try $0.event(old.size)?.frontier } ?? []
    var log = try LogState(id: keys.logID.bytes, size: old.size, frontier: frontier)
    var size = old.size
    while let event = try segment.next(after: &size) {
      _ = try log.append(header: event.header, payload: event.payload)
    }
    guard try log.root() == segment.checkpoint.root.bytes else {
      throw LedgerSegment.cutShort(path, "its events do not lead to the root that was signed")
    }
  }

  /// Takes the events of an increment over into a registry that is being restored.
  func adopt(increment file: InputFile) throws {
    let segment = try LedgerSegment(file, log: keys.noteSigner.verifier)
    var size = try store.read { try $0.head().size }
    guard segment.proof.oldSize == size else {
      throw RegistryError(
        .verificationFailed,
        "the increment goes on from size \(segment.proof.oldSize), the ledger has \(size) events",
        at: [.init("file", file.name)], fix: "name the increments in the order of their making")
    }
    try store.adopt(
      leadingTo: segment.checkpoint.root.bytes, checkpoint: segment.proof.checkpoint
    ) { try segment.next(after: &size) }
  }
}
