public import Domain

extension ProjectionWriter {
  /// Opens a rotation.
  /// - Parameters:
  ///   - from: the key that goes.
  ///   - to: the key that comes.
  ///   - check: by what the key that comes is recognised.
  ///   - sequence: ledger sequence of the beginning.
  ///   - recordedAt: when it began.
  /// - Throws: ``StoreError``.
  public func beginRotation(
    from: String, to: String, check: [UInt8], sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO key_rotation (seq, from_key, to_key, key_check, began_at, donors, nested)
        VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)
        """)
      insert.bind(1, Int64(sequence))
      insert.bind(2, from)
      insert.bind(3, to)
      insert.bind(4, check)
      insert.bind(5, recordedAt.microseconds)
      try insert.run()
    }
  }

  /// Puts tokens under another key in the place of a donor's, and counts the donor as moved.
  /// - Parameters:
  ///   - replacement: the tokens.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func replace(tokens replacement: TokenReplacement, of donor: Int64) throws(StoreError) {
    try translating {
      try pending.remove(replacement.removed, of: donor)
      try pending.add(replacement.added, of: donor)
      pending.moved.donors += 1
      pending.moved.nested += Int(replacement.nested)
    }
  }

  /// Closes the rotation under way.
  /// - Parameter sequence: ledger sequence of the end.
  /// - Throws: ``StoreError``.
  public func finishRotation(sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared(
        "UPDATE key_rotation SET finished_seq = ?1 WHERE finished_seq IS NULL")
      update.bind(1, Int64(sequence))
      try update.run()
    }
  }
}
