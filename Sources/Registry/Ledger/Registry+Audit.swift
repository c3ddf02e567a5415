internal import Domain
internal import Interchange
internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Verifies a checkpoint with the log's public key, and what else is at hand against it.
  ///
  /// Needs no registry and no secret.
  /// - Parameter request: what to look at.
  /// - Returns: what was proved.
  /// - Throws: ``RegistryError`` with code `verification_failed` for whatever does not hold.
  public static func auditCheckpoint(_ request: CheckpointAuditRequest) throws -> CheckpointAudit {
    try mapping {
      let log = try NoteVerifier(request.key)
      let hasher = try MerkleHasher()
      let bytes = try checkpointBytes(in: request.file)
      let inclusion =
        InclusionProofFile.isBeginning(of: bytes) ? try InclusionProofFile(decoding: bytes) : nil
      let note = try SignedNote(decoding: inclusion?.checkpoint ?? bytes)
      let checkpoint = try Checkpoint.verified(note, log: log)
      var audit = CheckpointAudit(
        origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.description,
        cosigned: [])
      if let inclusion {
        guard let extra = inclusion.extra, let leaf = Digest(bytes: extra) else {
          throw CheckpointError.malformedProof("leaf hash")
        }
        do {
          try MerkleProof.verifyInclusion(
            leafHash: leaf, index: inclusion.index, size: checkpoint.size,
            proof: inclusion.hashes, root: checkpoint.root, with: hasher)
        } catch { throw RegistryError(.verificationFailed, "\(error)") }
        audit.sequence = inclusion.index + 1
        audit.leafHash = leaf.description
      }
      for line in request.witnesses {
        let witness = try NoteVerifier(line)
        for signature in try note.verified(by: [witness]) {
          guard let seconds = signature.cosignedAt else { continue }
          audit.cosigned.append(
            (witness.name, Instant(microseconds: Int64(clamping: seconds) &* 1_000_000)))
        }
      }
      if let proof = request.proof {
        audit.grewTo = try growth(
          from: checkpoint, proof: try proof.contents(), log: log, hasher)
      }
      if let folder = request.registry {
        audit.registrySize = try RegistryStore.open(at: "\(folder)/registry.sqlite").read {
          try $0.require(checkpoint)
        }
      }
      return audit
    }
  }

  /// The bytes of a checkpoint or proof; those of the checkpoint in the manifest of a release.
  private static func checkpointBytes(in file: InputFile) throws -> [UInt8] {
    let bytes = try file.contents(limit: 16 << 20)
    guard bytes.first == UInt8(ascii: "{") else { return bytes }
    guard let note = (try? JSONValue(parsing: bytes[...]))?["checkpoint"]?.text else {
      throw RegistryError(
        .inputMalformed, "the document holds no checkpoint", at: [.init("file", file.name)],
        fix: "name a checkpoint, a receipt, a proof, or the manifest.json of a release")
    }
    return Array(note.utf8)
  }

  private static func growth(
    from old: Checkpoint, proof bytes: [UInt8], log: NoteVerifier, _ hasher: borrowing MerkleHasher
  ) throws -> UInt64 {
    let proof = try ConsistencyProofFile(decoding: bytes)
    let new = try Checkpoint.verified(try SignedNote(decoding: proof.checkpoint), log: log)
    guard proof.oldSize == old.size else {
      throw RegistryError(
        .verificationFailed,
        "the proof starts at size \(proof.oldSize), the checkpoint has size \(old.size)",
        fix: "ask for: ledger consistency \(old.size) \(new.size)")
    }
    do {
      try MerkleProof.verifyConsistency(
        oldSize: old.size, newSize: new.size, oldRoot: old.root, newRoot: new.root,
        proof: proof.hashes, with: hasher)
    } catch { throw RegistryError(.verificationFailed, "\(error)") }
    return new.size
  }
}

extension Snapshot {
  /// Makes sure that the ledger is sound, is the one of a checkpoint, and holds all of it unchanged.
  /// - Returns: the ledger's size.
  func require(_ checkpoint: Checkpoint) throws -> UInt64 {
    let found = try verifyLedger()
    try found.require()
    guard let id = UUIDBytes(bytes: try head().logID),
      Registry.origin(of: id) == checkpoint.origin
    else { throw CheckpointError.otherOrigin }
    try requireBeginning(checkpoint)
    return found.size
  }
}
