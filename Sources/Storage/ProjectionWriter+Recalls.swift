public import Domain

extension ProjectionWriter {
  /// Opens an obligation, unless the pair has one; one whose ground had been taken away holds again.
  /// - Parameters:
  ///   - key: the pair.
  ///   - scopes: the scopes that were lost.
  ///   - day: the day from which the data may no longer be used.
  ///   - recordedAt: when the pair became known.
  /// - Throws: ``StoreError``.
  public func open(
    recall key: StoredRecall.Key, scopes: ScopeSet, from day: CivilDay, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO recall_obligation (donor, release_seq, cause_seq, scopes, from_day, opened_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (donor, release_seq, cause_seq) DO UPDATE SET retracted_seq = NULL
        """)
      bind(key, to: insert)
      insert.bind(4, Int64(scopes.rawValue))
      insert.bind(5, day.stored)
      insert.bind(6, recordedAt.microseconds)
      try insert.run()
    }
  }

  /// Opens an obligation for every item that was released for a programme, or of one release.
  /// - Parameters:
  ///   - programme: id of the programme.
  ///   - release: ledger sequence of the only release meant; nil for all.
  ///   - cause: ledger sequence of its termination.
  ///   - recordedAt: when the pairs became known.
  /// - Throws: ``StoreError``.
  public func openRecalls(
    ofProgramme programme: String, release: UInt64? = nil, cause: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO recall_obligation (donor, release_seq, cause_seq, scopes, from_day, opened_at)
        SELECT i.donor, i.release_seq, ?2, 0, max(?3, r.valid_on), ?4 FROM data_release r
        JOIN release_item i ON i.release_seq = r.seq
        WHERE r.purpose = ?1 AND (?5 IS NULL OR r.seq = ?5)
        ON CONFLICT (donor, release_seq, cause_seq) DO NOTHING
        """)
      insert.bind(1, programme)
      insert.bind(2, Int64(cause))
      insert.bind(3, recordedAt.day.stored)
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, release.map { Int64($0) })
      try insert.run()
    }
  }

  /// Keeps which event ended a programme before its time.
  /// - Parameters:
  ///   - programme: id of the programme.
  ///   - sequence: ledger sequence of the event.
  /// - Throws: ``StoreError``.
  public func terminate(programme: String, sequence: UInt64) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO programme_termination (programme, seq) VALUES (?1, ?2)
        ON CONFLICT (programme) DO UPDATE SET seq = excluded.seq
        """)
      insert.bind(1, programme)
      insert.bind(2, Int64(sequence))
      try insert.run()
    }
  }

  /// Takes back the obligations that an event caused which was entered in error.
  /// - Parameters:
  ///   - cause: ledger sequence of the event.
  ///   - sequence: ledger sequence of the void.
  /// - Throws: ``StoreError``.
  public func retractRecalls(causedBy cause: UInt64, sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared(
        """
        UPDATE recall_obligation SET retracted_seq = ?2
        WHERE cause_seq = ?1 AND retracted_seq IS NULL
        """)
      update.bind(1, Int64(cause))
      update.bind(2, Int64(sequence))
      try update.run()
    }
  }

  /// Takes back the obligations about a person's items that events of another person caused.
  /// - Parameters:
  ///   - person: the code that stands for the person.
  ///   - sequence: ledger sequence of the split.
  /// - Throws: ``StoreError``.
  public func retractRecalls(partedFrom person: Int64, sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared(
        """
        UPDATE recall_obligation SET retracted_seq = ?2
        WHERE donor IN (SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1)
          AND retracted_seq IS NULL
          AND cause_seq IN (SELECT seq FROM consent_event WHERE donor <> ?1)
        """)
      update.bind(1, person)
      update.bind(2, Int64(sequence))
      try update.run()
    }
  }

  /// Notes that a recipient was told; the first time stands.
  /// - Parameters:
  ///   - recalls: the pairs.
  ///   - recordedAt: when.
  /// - Throws: ``StoreError``.
  public func notify(recalls: [StoredRecall.Key], recordedAt: Instant) throws(StoreError) {
    for key in recalls {
      try set("notified_at = coalesce(notified_at, ?4)", of: key) {
        $0.bind(4, recordedAt.microseconds)
      }
    }
  }

  /// Notes that a recipient confirmed.
  /// - Parameters:
  ///   - recall: the pair.
  ///   - evidence: SHA-256 of the confirmation.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func acknowledge(
    recall: StoredRecall.Key, evidence: DocumentHash, recordedAt: Instant
  ) throws(StoreError) {
    try set("acknowledged_at = ?4, evidence = ?5", of: recall) {
      $0.bind(4, recordedAt.microseconds)
      $0.bind(5, evidence.bytes)
    }
  }

  /// Notes that nothing is left to do.
  /// - Parameters:
  ///   - recall: the pair.
  ///   - recordedAt: when.
  /// - Throws: ``StoreError``.
  public func close(recall: StoredRecall.Key, recordedAt: Instant) throws(StoreError) {
    try set("closed_at = ?4", of: recall) { $0.bind(4, recordedAt.microseconds) }
  }

  /// Changes an obligation, about a donor or about one who was erased: an event causes the one kind or
  /// the other.
  private func set(
    _ columns: String, of key: StoredRecall.Key, _ body: (PreparedStatement) -> Void
  ) throws(StoreError) {
    try translating {
      for (table, condition) in [
        ("recall_obligation", "donor = ?1 AND release_seq = ?2 AND cause_seq = ?3"),
        (
          "erased_recall",
          """
          release_seq = ?2 AND cause_seq = (SELECT seq FROM erased_donor WHERE donor = ?1 AND seq = ?3)
          """
        ),
      ] {
        let update = try prepared(text: "UPDATE \(table) SET \(columns) WHERE \(condition)")
        bind(key, to: update)
        body(update)
        try update.run()
      }
    }
  }

  private func bind(_ key: StoredRecall.Key, to statement: PreparedStatement) {
    statement.bind(1, key.donor)
    statement.bind(2, Int64(key.release))
    statement.bind(3, Int64(key.cause))
  }
}
