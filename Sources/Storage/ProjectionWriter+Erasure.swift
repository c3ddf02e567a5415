public import Domain
internal import GRDB

extension ProjectionWriter {
  /// Forgets a donor: every row that names the code, the wrapped data key among them.
  ///
  /// What recipients hold of the donor is turned into obligations that know a pseudonym and no donor.
  /// All codes of a person are erased in one transaction.
  /// - Parameters:
  ///   - donor: the code.
  ///   - sequence: ledger sequence of the erasure.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func erase(donor: Int64, sequence: UInt64, recordedAt: Instant) throws(StoreError) {
    try translating {
      let mark = try prepared(
        "INSERT INTO erased_donor (donor, seq, erased_at) VALUES (?1, ?2, ?3)")
      mark.bind(1, donor)
      mark.bind(2, Int64(sequence))
      mark.bind(3, recordedAt.microseconds)
      try mark.run()
      let recall = try prepared(
        """
        INSERT INTO erased_recall (cause_seq, release_seq, pseudonym, opened_at)
        SELECT ?2, release_seq, pseudonym, ?3 FROM release_item WHERE donor = ?1
        """)
      recall.bind(1, donor)
      recall.bind(2, Int64(sequence))
      recall.bind(3, recordedAt.microseconds)
      try recall.run()
      try deleteRows(of: donor)
    }
  }

  /// Puts a code without facts in the place of a donor whose registration nobody can open any more,
  /// so that what refers to the code up to its erasure can be replayed.
  /// - Parameters:
  ///   - donor: the code.
  ///   - sequence: ledger sequence of the registration.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func add(
    unreadableDonor donor: Int64, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try add(
      donor: donor,
      record: DonorRecord(
        interest: Interest(source: .clinician, expressedOn: recordedAt.day)),
      tokens: DonorTokens(strong: [], composite: []), sequence: sequence, recordedAt: recordedAt)
  }

  private func deleteRows(of donor: Int64) throws {
    // The rows refer to each other in both directions; all of them are gone at the end.
    try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let others = try prepared(
      """
      DELETE FROM recall_obligation WHERE cause_seq IN
        (SELECT seq FROM consent_event WHERE donor = ?1 OR recorded_under = ?1)
      """)
    others.bind(1, donor)
    try others.run()
    for column in try ErasureReach.columns(of: database) {
      let delete = try prepared(text: "DELETE FROM \(column.table) WHERE \(column.name) = ?1")
      delete.bind(1, donor)
      try delete.run()
    }
  }
}

extension WriteTransaction {
  /// Has the file rewritten after the commit, so that no deleted byte stays in it.
  /// - Parameter rebuild: whether the tables are to be built anew as well.
  /// - Throws: ``StoreError``.
  public func requestScrub(rebuild: Bool) throws(StoreError) {
    do {
      let insert = try projections.prepared(
        """
        INSERT INTO scrub_due (singleton, rebuild) VALUES (1, ?1)
        ON CONFLICT (singleton) DO UPDATE SET rebuild = max(rebuild, excluded.rebuild)
        """)
      insert.bind(1, rebuild ? 1 : 0)
      try insert.run()
    } catch { throw StoreError(error) }
  }
}
