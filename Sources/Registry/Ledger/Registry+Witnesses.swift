public import Domain
internal import Ledger
internal import RegistryCrypto
internal import Storage

/// A witness as `ledger witness list` prints it.
public struct WitnessLine: Sendable {
  /// Name of its key.
  public var name: String
  /// Its key line.
  public var key: String
  /// When it was enrolled.
  public var addedAt: Instant
  /// The largest size that it cosigned.
  public var size: UInt64?
  /// When it cosigned that.
  public var cosignedAt: Instant?
}

extension Registry {
  /// Enrols a witness: its cosignatures count from then on.
  /// - Parameters:
  ///   - key: its key line, of the kind that cosigns.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the witness.
  /// - Throws: ``RegistryError`` for a key of low order, of a second spelling or of another kind.
  public func addWitness(_ key: String, _ change: ChangeRequest) throws -> WitnessLine {
    let verifier = try Self.mapping {
      let verifier = try NoteVerifier(key)
      guard verifier.algorithm == .cosignature else { throw NoteError.malformedKey("algorithm") }
      return verifier
    }
    func line(_ snapshot: Snapshot) throws -> WitnessLine? {
      try snapshot.witnesses().first { $0.name == verifier.name }.map(WitnessLine.init)
    }
    return try commit(
      change,
      repeated: { first, snapshot in
        first.kind == "witness_added" ? try line(snapshot) : nil
      },
      { change in
        guard try line(change.snapshot) == nil else {
          throw RegistryError(
            .versionConflict, "a witness of this name is enrolled already",
            at: [.init("witness", verifier.name)], fix: "see: tissuectl ledger witness list")
        }
        try change.append(.witnessAdded(key: verifier.description))
        guard let added = try line(change.snapshot) else {
          throw StoreError.corrupt(detail: "a witness has no row")
        }
        return added
      })
  }

  /// The witnesses, by name.
  /// - Returns: each with what it cosigned last.
  /// - Throws: ``RegistryError``.
  public func witnesses() throws -> [WitnessLine] {
    try read(.evidence) { try $0.witnesses().map(WitnessLine.init) }
  }

  /// Takes a cosigned checkpoint in, after holding it against the ledger.
  /// - Parameters:
  ///   - file: the checkpoint with the signatures of witnesses.
  ///   - dryRun: whether to verify and store nothing.
  /// - Returns: the witnesses whose signatures hold.
  /// - Throws: ``RegistryError`` with code `verification_failed` where it is not of this ledger or no
  ///   enrolled witness signed it.
  public func importCosignatures(_ file: InputFile, dryRun: Bool) throws -> [WitnessLine] {
    try Self.mapping {
      let bytes = try file.contents()
      let note = try SignedNote(decoding: bytes)
      let checkpoint = try Checkpoint.verified(note, log: keys.noteSigner.verifier)
      return try store.write(dryRun: dryRun) { transaction in
        let snapshot = transaction.snapshot
        try snapshot.requireBeginning(checkpoint)
        let verifiers = try snapshot.witnesses().map { try NoteVerifier($0.keyLine) }
        let signatures = try note.verified(by: verifiers)
        for signature in signatures {
          guard let seconds = signature.cosignedAt else { continue }
          try transaction.keep(
            cosigned: bytes, size: checkpoint.size, by: signature.keyName,
            at: Instant(microseconds: Int64(clamping: seconds) &* 1_000_000))
        }
        let names = Set(signatures.map(\.keyName))
        return try snapshot.witnesses().filter { names.contains($0.name) }.map(WitnessLine.init)
      }
    }
  }

  /// Holds what witnesses cosigned against the ledger, and the stored head against its signature.
  func evidenceCheck() throws -> DoctorCheck {
    try readable("checkpoints") {
      let log = try keys.noteSigner.verifier
      let seen = try store.read { snapshot in
        if let stored = try snapshot.storedCheckpoint() {
          let head = try Checkpoint.verified(try SignedNote(decoding: stored.note), log: log)
          let (size, root) = (try snapshot.head().size, try snapshot.recordedRoot())
          guard stored.size == size, head.size == size, head.root == root else {
            throw RegistryError(.verificationFailed, "the signed head is not the ledger's")
          }
        } else if try snapshot.head().size > 0 {
          throw RegistryError(.verificationFailed, "the head is not signed")
        }
        return try snapshot.head().size - snapshot.cosignedSize(log: log)
      }
      return "head signed, \(seen) \(seen == 1 ? "event" : "events") seen by no witness"
    }
  }
}

extension WitnessLine {
  init(_ stored: StoredWitness) {
    self.init(
      name: stored.name, key: stored.keyLine, addedAt: stored.addedAt,
      size: stored.cosignedSize, cosignedAt: stored.cosignedAt)
  }
}

extension Snapshot {
  /// How many events no witness has seen.
  func unwitnessed() throws -> UInt64 {
    let seen = try witnesses().compactMap(\.cosignedSize).max() ?? 0
    let size = try head().size
    return size - min(seen, size)
  }

  /// Makes sure that a checkpoint states a beginning of this ledger, by the stored nodes.
  func requireBeginning(_ checkpoint: Checkpoint) throws {
    let tree = try tieredTree()
    guard checkpoint.size <= tree.size else {
      throw RegistryError(
        .verificationFailed,
        "the ledger has \(tree.size) events, the checkpoint states \(checkpoint.size)",
        why: "events that were there are missing", fix: "restore a backup that is newer")
    }
    guard try tree.root(of: checkpoint.size) == checkpoint.root else {
      throw RegistryError(
        .verificationFailed,
        "the first \(checkpoint.size) events are not those that the checkpoint states",
        why: "the ledger was rewritten after it", fix: "restore the last verified backup")
    }
  }
}
