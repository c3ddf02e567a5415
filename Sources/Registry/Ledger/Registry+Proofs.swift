internal import Ledger
internal import RegistryCrypto
internal import Storage

extension Registry {
  /// Proves that an event is in the ledger.
  /// - Parameter sequence: position in the log, from 1.
  /// - Returns: the proof with the checkpoint it leads to.
  /// - Throws: ``RegistryError``.
  public func proveInclusion(of sequence: UInt64) throws -> InclusionEvidence {
    try read(.evidence) { snapshot in
      let hasher = try MerkleHasher()
      let tree = try snapshot.tieredTree()
      guard sequence > 0, sequence <= tree.size, let event = try snapshot.event(sequence) else {
        throw RegistryError(
          .notFound, "the ledger has no event \(sequence)",
          fix: "it has the events 1 to \(tree.size)")
      }
      let leaf = try hasher.leafHash(header: event.header, payload: event.payload)
      let hashes = try tree.inclusionProof(of: sequence - 1)
      let root = try snapshot.recordedRoot()
      // What is handed out is verified as its receiver will, over the bytes as stored.
      try MerkleProof.verifyInclusion(
        leafHash: leaf, index: sequence - 1, size: tree.size, proof: hashes, root: root,
        with: hasher)
      let checkpoint = try signedCheckpoint(size: tree.size, root: root)
      let file = InclusionProofFile(
        extra: leaf.bytes, index: sequence - 1, hashes: hashes, checkpoint: checkpoint.note)
      return InclusionEvidence(
        sequence: sequence, leafHash: leaf.description, checkpoint: checkpoint.answer,
        hashes: hashes.map(\.description), file: String(decoding: file.encoded, as: UTF8.self))
    }
  }

  /// Proves that the ledger of one size is the beginning of the ledger of another.
  /// - Parameters:
  ///   - oldSize: the earlier size, at least 1.
  ///   - newSize: the later size; nil for the present one.
  /// - Returns: the proof with the checkpoint of the later size.
  /// - Throws: ``RegistryError``.
  public func proveConsistency(
    from oldSize: UInt64, to newSize: UInt64? = nil
  ) throws -> ConsistencyEvidence {
    try read(.evidence) { snapshot in
      let hasher = try MerkleHasher()
      let tree = try snapshot.tieredTree()
      let newSize = newSize ?? tree.size
      let hashes = try tree.consistencyProof(from: oldSize, to: newSize)
      let oldRoot = try tree.root(of: oldSize)
      let newRoot = try tree.root(of: newSize)
      try MerkleProof.verifyConsistency(
        oldSize: oldSize, newSize: newSize, oldRoot: oldRoot, newRoot: newRoot, proof: hashes,
        with: hasher)
      // The stored nodes alone could agree with each other and not with the head.
      try MerkleProof.verifyConsistency(
        oldSize: newSize, newSize: tree.size, oldRoot: newRoot, newRoot: snapshot.recordedRoot(),
        proof: try tree.consistencyProof(from: newSize, to: tree.size), with: hasher)
      let checkpoint = try signedCheckpoint(size: newSize, root: newRoot)
      let file = ConsistencyProofFile(
        oldSize: oldSize, hashes: hashes, checkpoint: checkpoint.note)
      return ConsistencyEvidence(
        oldSize: oldSize, oldRoot: oldRoot.description, checkpoint: checkpoint.answer,
        hashes: hashes.map(\.description), file: String(decoding: file.encoded, as: UTF8.self))
    }
  }
}

extension Snapshot {
  /// The root that was recorded with the last event.
  func recordedRoot() throws -> Digest {
    guard let root = Digest(bytes: try head().root) else { throw LogStateError.unreadable }
    return root
  }
}
