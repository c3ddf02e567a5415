public import Domain

extension ProjectionWriter {
  /// Adds a request for a release.
  /// - Parameters:
  ///   - demand: the request.
  ///   - sequence: ledger sequence of it.
  ///   - recordedAt: when it was made.
  /// - Throws: ``StoreError``.
  public func add(
    demand: ReleaseDemand, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO release_request (seq, id, requested_at, requester, recipient, purpose, terms,
          donors, donor_hash, ledger_size)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """)
      insert.bind(1, Int64(sequence))
      insert.bind(2, demand.id)
      insert.bind(3, recordedAt.microseconds)
      insert.bind(4, demand.requester)
      insert.bind(5, demand.recipient)
      insert.bind(6, demand.purpose)
      insert.bind(7, demand.terms)
      insert.bind(8, demand.donors)
      insert.bind(9, demand.donorHash.bytes)
      insert.bind(10, Int64(clamping: demand.ledgerSize))
      try insert.run()
    }
  }

  /// Notes what was decided about a request.
  /// - Parameters:
  ///   - request: id of the request.
  ///   - approved: whether the release may be made.
  ///   - decider: who decided.
  ///   - sequence: ledger sequence of the decision.
  ///   - recordedAt: when.
  /// - Throws: ``StoreError``.
  public func decide(
    request: String, approved: Bool, decider: String, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let update = try prepared(
        """
        UPDATE release_request SET approved = ?2, decider = ?3, decided_seq = ?4, decided_at = ?5
        WHERE id = ?1
        """)
      update.bind(1, request)
      update.bind(2, approved ? 1 : 0)
      update.bind(3, decider)
      update.bind(4, Int64(sequence))
      update.bind(5, recordedAt.microseconds)
      try update.run()
    }
  }
}
