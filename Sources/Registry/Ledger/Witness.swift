public import Domain
internal import Glibc
internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto

/// What a witness is asked to cosign.
public struct CosignRequest: Sendable {
  /// A checkpoint for the first time; afterwards what `ledger consistency` wrote from the size that
  /// was cosigned last.
  public var file: InputFile
  /// The key line of the log.
  public var logKey: String
  /// The witness's own key, a file of its owner alone.
  public var keyFile: String
  /// Where the witness remembers what it cosigned last.
  public var stateFile: String

  /// Describes a request.
  /// - Parameters:
  ///   - file: a checkpoint, or a proof of growth with one.
  ///   - logKey: the key line of the log.
  ///   - keyFile: the witness's own key.
  ///   - stateFile: where the witness remembers what it cosigned last.
  public init(file: InputFile, logKey: String, keyFile: String, stateFile: String) {
    self.file = file
    self.logKey = logKey
    self.keyFile = keyFile
    self.stateFile = stateFile
  }
}

/// What a witness cosigned.
public struct Cosigned: Sendable {
  /// The log's name.
  public var origin: String
  /// The size cosigned before, 0 for the first time.
  public var oldSize: UInt64
  /// Size of the checkpoint.
  public var size: UInt64
  /// Root of the checkpoint, hexadecimal.
  public var root: String
  /// Name of the witness.
  public var witness: String
  /// The checkpoint with the witness's signature added.
  public var note: String
}

/// Somebody outside the registry who never cosigns two histories (C2SP tlog-cosignature).
///
/// Needs no registry. A witness that saw size 1,000 refuses every log that does not contain it, so a
/// cut ledger, an old backup and a rewriting by whoever stole the log's key are caught.
public enum Witness {
  /// Makes a witness's key.
  /// - Parameters:
  ///   - name: its name, without white space and plus signs.
  ///   - path: where the key is to stand, readable by its owner alone.
  /// - Returns: the key line that registries enrol.
  /// - Throws: ``RegistryError``.
  public static func makeKey(name: String, at path: String) throws -> String {
    try Registry.mapping {
      let seed = try Secret.random(count: 32)
      let line = try NoteSigner.privateKey(name: name, algorithm: .cosignature, seed: seed)
      let signer = try NoteSigner.reading(privateKey: line)
      try KeyRingFile.create(path: path, contents: Array((line + "\n").utf8))
      return signer.verifier.description
    }
  }

  /// Cosigns a checkpoint that contains everything cosigned before.
  /// - Parameters:
  ///   - request: what to cosign.
  ///   - now: when.
  /// - Returns: the checkpoint with the witness's signature.
  /// - Throws: ``RegistryError`` with code `verification_failed` for a log that does not contain what
  ///   was cosigned before.
  public static func cosign(_ request: CosignRequest, at now: Instant) throws -> Cosigned {
    try Registry.mapping {
      let signer = try signer(request.keyFile)
      let log = try NoteVerifier(request.logKey)
      return try locked(request.stateFile) {
        let asked = try Asked(try request.file.contents())
        let note = try SignedNote(decoding: asked.checkpoint)
        let new = try Checkpoint.verified(note, log: log)
        guard new.size > 0 else { throw ProofError.fromEmptyTree }
        let old = try remembered(request.stateFile, log)
        try require(new, after: old, asked)
        // Remembered first: a crash in between leaves a checkpoint that is cosigned again.
        try remember(note, in: request.stateFile)
        let seconds = UInt64(max(now.microseconds, 0) / 1_000_000)
        let signed = note.adding(try signer.sign(note.text, at: seconds))
        return Cosigned(
          origin: new.origin, oldSize: old?.size ?? 0, size: new.size,
          root: new.root.description, witness: signer.verifier.name,
          note: String(decoding: signed.encoded, as: UTF8.self))
      }
    }
  }

  private static func signer(_ path: String) throws -> NoteSigner {
    let line = String(
      decoding: try KeyRingFile.read(path: path).prefix { $0 != 10 }, as: UTF8.self)
    let signer = try NoteSigner.reading(privateKey: line)
    guard signer.verifier.algorithm == .cosignature else {
      throw NoteError.malformedKey("algorithm")
    }
    return signer
  }

  private static func remembered(_ path: String, _ log: NoteVerifier) throws -> Checkpoint? {
    guard FolderWork.exists(path) else { return nil }
    return try Checkpoint.verified(
      try SignedNote(decoding: try InputFile.path(path).contents()), log: log)
  }

  private static func require(
    _ new: Checkpoint, after old: Checkpoint?, _ asked: Asked
  ) throws {
    guard let old else { return }
    guard new.size >= old.size else {
      throw RegistryError(
        .verificationFailed, "size \(new.size) is smaller than \(old.size), cosigned before",
        why: "events that were there are missing", fix: "keep both checkpoints: they are evidence")
    }
    if new.size == old.size {
      guard new.root == old.root else {
        throw RegistryError(
          .verificationFailed, "two roots of size \(new.size)", why: "the log shows two histories",
          fix: "keep both checkpoints: they are evidence")
      }
      return
    }
    guard let proof = asked.proof, proof.oldSize == old.size else {
      throw RegistryError(
        .verificationFailed, "there is no proof that the log grew from size \(old.size)",
        why: "size \(old.size) was cosigned last",
        fix: "ask for: tissuectl ledger consistency \(old.size) \(new.size)")
    }
    try MerkleProof.verifyConsistency(
      oldSize: old.size, newSize: new.size, oldRoot: old.root, newRoot: new.root,
      proof: proof.hashes, with: try MerkleHasher())
  }

  private static func remember(_ note: SignedNote, in path: String) throws {
    if FolderWork.exists(path) {
      try KeyRingFile.replace(path: path, contents: note.encoded)
    } else {
      try KeyRingFile.create(path: path, contents: note.encoded)
    }
  }

  /// Two requests at once could be remembered in the wrong order.
  private static func locked<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    let lock = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw OutputFile.failure(path) }
    defer { close(lock) }
    return try body()
  }
}

/// A request as it was handed in: a bare checkpoint, or one behind a proof of growth.
private struct Asked {
  let checkpoint: [UInt8]
  let proof: ConsistencyProofFile?

  init(_ bytes: [UInt8]) throws {
    guard bytes.starts(with: Array("old ".utf8)) else {
      (checkpoint, proof) = (bytes, nil)
      return
    }
    let proof = try ConsistencyProofFile(decoding: bytes)
    (checkpoint, self.proof) = (proof.checkpoint, proof)
  }
}
