public import Domain

/// The header of an event, which stands in the clear; its payload stays sealed.
public struct LedgerEntry: Sendable {
  /// Position in the log, from 1.
  public var sequence: UInt64
  /// When it was recorded.
  public var recordedAt: Instant
  /// Who caused it.
  public var actor: String
  /// What kind of event it is.
  public var kind: String
  /// The donor it is about, nil for nobody.
  public var donor: String?
  /// The operation that appended it.
  public var operation: String
  /// Bytes of the sealed payload.
  public var payloadBytes: Int
  /// Hash of its leaf, hexadecimal.
  public var leafHash: String
}

/// What a recomputation of the ledger found.
public struct LedgerCheck: Sendable {
  /// Number of events.
  public var size: UInt64
  /// The root over them, hexadecimal.
  public var root: String
  /// The first event that is not what was appended, or is missing; nil where all is sound.
  public var firstBad: UInt64?

  /// Whether all is sound.
  public var isValid: Bool { firstBad == nil }
}

/// A signed statement of the ledger's size and root.
public struct SignedCheckpoint: Sendable {
  /// The log's name.
  public var origin: String
  /// Number of events.
  public var size: UInt64
  /// The root over them, hexadecimal.
  public var root: String
  /// The key line that verifies it.
  public var key: String
  /// The signed note.
  public var note: String
}

/// The proof that an event is in the ledger.
public struct InclusionEvidence: Sendable {
  /// Position in the log, from 1.
  public var sequence: UInt64
  /// Hash of its leaf, hexadecimal.
  public var leafHash: String
  /// The checkpoint that the proof leads to.
  public var checkpoint: SignedCheckpoint
  /// The sibling hashes, from the leaf up, hexadecimal.
  public var hashes: [String]
  /// The proof and its checkpoint as a file (C2SP tlog-proof).
  public var file: String
}

/// The proof that the ledger grew from an earlier one and changed nothing of it.
public struct ConsistencyEvidence: Sendable {
  /// Size of the earlier ledger.
  public var oldSize: UInt64
  /// Root of the earlier ledger, hexadecimal.
  public var oldRoot: String
  /// The checkpoint of the later ledger.
  public var checkpoint: SignedCheckpoint
  /// The hashes of the proof, hexadecimal.
  public var hashes: [String]
  /// The proof and its checkpoint as a file (the request of C2SP tlog-witness).
  public var file: String
}

/// What an auditor is to look at.
public struct CheckpointAuditRequest: Sendable {
  /// The checkpoint, or the proof that an event is in the ledger.
  public var file: InputFile
  /// The key line of the log.
  public var key: String
  /// The key lines of witnesses whose signatures are demanded.
  public var witnesses: [String]
  /// The proof that a later checkpoint grew from this one.
  public var proof: InputFile?
  /// The folder of the registry at hand.
  public var registry: String?

  /// Describes an audit.
  /// - Parameters:
  ///   - file: the checkpoint, or the proof that an event is in the ledger.
  ///   - key: the key line of the log.
  ///   - witnesses: the key lines of witnesses whose signatures are demanded.
  ///   - proof: the proof that a later checkpoint grew from this one.
  ///   - registry: the folder of the registry at hand.
  public init(
    file: InputFile, key: String, witnesses: [String] = [], proof: InputFile? = nil,
    registry: String? = nil
  ) {
    self.file = file
    self.key = key
    self.witnesses = witnesses
    self.proof = proof
    self.registry = registry
  }
}

/// What an audit proved; whatever does not hold is thrown instead.
public struct CheckpointAudit: Sendable {
  /// The log's name.
  public var origin: String
  /// Number of events of the checkpoint.
  public var size: UInt64
  /// The root over them, hexadecimal.
  public var root: String
  /// The event that the file proves to be in the ledger.
  public var sequence: UInt64?
  /// Hash of that event's leaf, hexadecimal.
  public var leafHash: String?
  /// Size of the later checkpoint that grew from this one.
  public var grewTo: UInt64?
  /// Size of the registry at hand, which holds all of the checkpoint.
  public var registrySize: UInt64?
  /// When each demanded witness cosigned.
  public var cosigned: [(witness: String, at: Instant)]
}
