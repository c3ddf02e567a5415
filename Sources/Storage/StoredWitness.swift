public import Domain

/// A witness whose cosignatures count.
public struct StoredWitness: Hashable, Sendable {
  /// Name of its key.
  public var name: String
  /// Its key line.
  public var keyLine: String
  /// When it was enrolled.
  public var addedAt: Instant
  /// The largest size that it cosigned; nil where it has cosigned nothing yet.
  public var cosignedSize: UInt64?
  /// When it cosigned that.
  public var cosignedAt: Instant?
  /// The checkpoint that it cosigned.
  public var note: [UInt8]?
}

extension ProjectionWriter {
  /// Enrols a witness.
  /// - Parameters:
  ///   - name: name of its key.
  ///   - key: its key line.
  ///   - sequence: ledger sequence of the enrolment.
  ///   - recordedAt: when.
  /// - Throws: ``StoreError``.
  public func add(
    witness name: String, key: String, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        "INSERT INTO witness (name, key_line, seq, recorded_at) VALUES (?1, ?2, ?3, ?4)")
      insert.bind(1, name)
      insert.bind(2, key)
      insert.bind(3, Int64(sequence))
      insert.bind(4, recordedAt.microseconds)
      try insert.run()
    }
  }
}

extension WriteTransaction {
  /// Keeps a checkpoint that a witness cosigned, where it is larger than the one kept.
  /// - Parameters:
  ///   - note: the checkpoint with the witness's signature.
  ///   - size: the size that it states.
  ///   - witness: name of the witness.
  ///   - instant: when it cosigned.
  /// - Throws: ``StoreError``.
  public func keep(
    cosigned note: [UInt8], size: UInt64, by witness: String, at instant: Instant
  ) throws(StoreError) {
    do {
      let insert = try projections.prepared(
        """
        INSERT INTO cosignature (witness, size, cosigned_at, note) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (witness) DO UPDATE SET size = excluded.size, note = excluded.note,
          cosigned_at = excluded.cosigned_at WHERE excluded.size >= cosignature.size
        """)
      insert.bind(1, witness)
      insert.bind(2, Int64(size))
      insert.bind(3, instant.microseconds)
      insert.bind(4, note)
      try insert.run()
    } catch { throw StoreError(error) }
  }
}

extension Snapshot {
  /// The witnesses, by name.
  /// - Returns: the witnesses with what each cosigned last.
  /// - Throws: ``StoreError``.
  public func witnesses() throws(StoreError) -> [StoredWitness] {
    try translating {
      let select = try prepared(
        """
        SELECT w.name, w.key_line, w.recorded_at, c.size, c.cosigned_at, c.note FROM witness w
        LEFT JOIN cosignature c ON c.witness = w.name ORDER BY w.name
        """)
      defer { select.reset() }
      var found: [StoredWitness] = []
      while try select.next() {
        found.append(
          StoredWitness(
            name: select.text(0), keyLine: select.text(1),
            addedAt: Instant(microseconds: select.integer(2)),
            cosignedSize: select.optionalSequence(3),
            cosignedAt: select.optionalInteger(4).map { Instant(microseconds: $0) },
            note: select.optionalBlob(5)))
      }
      return found
    }
  }

  /// The head as it was signed with the last commit.
  /// - Returns: the signed checkpoint and its size; nil for a ledger without one.
  /// - Throws: ``StoreError``.
  public func storedCheckpoint() throws(StoreError) -> (size: UInt64, note: [UInt8])? {
    try translating {
      let select = try prepared("SELECT size, note FROM ledger_checkpoint ORDER BY singleton")
      defer { select.reset() }
      return try select.next() ? (select.sequence(0), select.blob(1)) : nil
    }
  }
}
