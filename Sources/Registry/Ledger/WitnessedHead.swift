internal import Config
internal import Ledger
internal import Storage

extension Registry {
  /// Refuses a release that rests on more events than the policy lets go unwitnessed.
  ///
  /// What a witness cosigned is verified anew, for a row of the table alone could be anybody's.
  func refuseUnwitnessed(in snapshot: Snapshot) throws {
    guard let limit = try exportPolicy(in: snapshot).unwitnessedLimit else { return }
    let seen = try snapshot.cosignedSize(log: keys.noteSigner.verifier)
    let unseen = try snapshot.head().size - seen
    guard unseen > UInt64(limit) else { return }
    throw RegistryError(
      .witnessRequired,
      "\(unseen) \(unseen == 1 ? "event was" : "events were") seen by no witness, and the policy "
        + "lets it be \(limit)",
      why: "a rewriting of them could not be proved by anybody",
      fix: "have the head cosigned: ledger checkpoint, ledger cosign, ledger witness import")
  }
}

extension Snapshot {
  /// The largest beginning of this ledger that a witness cosigned; every cosignature is verified.
  /// - Throws: what does not hold.
  func cosignedSize(log: NoteVerifier) throws -> UInt64 {
    var largest: UInt64 = 0
    for witness in try witnesses() {
      guard let note = witness.note else { continue }
      let signed = try SignedNote(decoding: note)
      try signed.verified(by: [try NoteVerifier(witness.keyLine)])
      let checkpoint = try Checkpoint.verified(signed, log: log)
      try requireBeginning(checkpoint)
      largest = max(largest, checkpoint.size)
    }
    return largest
  }
}
