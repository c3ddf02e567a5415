public import Domain

extension ProjectionWriter {
  /// Opens a case, or brings an open one up to date; a decision once made stands.
  /// - Parameter suspected: the pair, with score and fields.
  /// - Throws: ``StoreError``.
  public func open(_ suspected: StoredReviewCase) throws(StoreError) {
    try translating { try pending.open(suspected) }
  }

  /// Notes what was decided about a pair, for every pair of their codes that has a case.
  /// - Parameters:
  ///   - state: what was decided.
  ///   - codes: every code of the one person.
  ///   - others: every code of the other.
  ///   - until: the day from which a postponed case is open again.
  ///   - sequence: ledger sequence of the decision.
  /// - Throws: ``StoreError``.
  public func decide(
    _ state: ReviewState, between codes: [Int64], and others: [Int64], until: CivilDay?,
    sequence: UInt64
  ) throws(StoreError) {
    guard let one = codes.first, let other = others.first else { return }
    try translating {
      let insert = try prepared(
        """
        INSERT INTO review_case (first, second, agreed, opened_seq, state)
        VALUES (?1, ?2, '', ?3, ?4) ON CONFLICT (first, second) DO NOTHING
        """)
      insert.bind(1, min(one, other))
      insert.bind(2, max(one, other))
      insert.bind(3, Int64(sequence))
      insert.bind(4, Int64(ReviewState.open.rawValue))
      try insert.run()
      let update = try prepared(
        """
        UPDATE review_case SET state = ?3, postponed_until = ?4, decided_seq = ?5
        WHERE first = ?1 AND second = ?2
        """)
      for code in codes {
        for member in others {
          update.bind(1, min(code, member))
          update.bind(2, max(code, member))
          update.bind(3, Int64(state.rawValue))
          update.bind(4, until?.stored)
          update.bind(5, Int64(sequence))
          try update.run()
        }
      }
    }
  }
}
