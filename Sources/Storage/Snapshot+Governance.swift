internal import Domain

extension Snapshot {
  /// The registry's own policy, the highest version of it.
  /// - Returns: the document, nil where none was published.
  /// - Throws: ``StoreError``.
  public func releasePolicy() throws(StoreError) -> PublishedDocument? {
    try translating {
      let select = try prepared(
        "SELECT version, document FROM release_policy ORDER BY version DESC LIMIT 1")
      defer { select.reset() }
      guard try select.next() else { return nil }
      return PublishedDocument(
        id: "policy", version: Int(select.integer(0)), text: select.text(1))
    }
  }

  /// Every recipient on record, by key.
  /// - Returns: the recipients.
  /// - Throws: ``StoreError``.
  public func recipients() throws(StoreError) -> [StoredRecipient] {
    try translating {
      let select = try prepared("SELECT key, name, seq FROM recipient ORDER BY key")
      defer { select.reset() }
      var found: [StoredRecipient] = []
      while try select.next() {
        found.append(
          StoredRecipient(
            key: select.text(0), name: select.text(1), sequence: select.sequence(2)))
      }
      return found
    }
  }

  /// Who may hand on to whom.
  /// - Returns: every pair.
  /// - Throws: ``StoreError``.
  public func shares() throws(StoreError) -> [StoredShare] {
    try translating {
      let select = try prepared("SELECT giver, taker FROM recipient_share ORDER BY giver, taker")
      defer { select.reset() }
      var found: [StoredShare] = []
      while try select.next() {
        found.append(StoredShare(giver: select.text(0), taker: select.text(1)))
      }
      return found
    }
  }

  /// The terms of every release that has any.
  /// - Returns: the terms by ledger sequence of the release.
  /// - Throws: ``StoreError``.
  public func terms() throws(StoreError) -> [UInt64: StoredTerms] {
    try translating {
      let select = try prepared(
        """
        SELECT release_seq, agreement, until_day, request, levels, destroyed_at, evidence
        FROM release_terms ORDER BY release_seq
        """)
      defer { select.reset() }
      var found: [UInt64: StoredTerms] = [:]
      while try select.next() {
        found[select.sequence(0)] = StoredTerms(
          terms: ReleaseTerms(
            agreement: select.optionalText(1),
            until: select.optionalInteger(2).map(CivilDay.init(stored:)),
            request: select.optionalText(3), levels: select.text(4)),
          destroyedAt: select.optionalInteger(5).map { Instant(microseconds: $0) },
          evidence: select.optionalBlob(6).flatMap { DocumentHash(bytes: $0) })
      }
      return found
    }
  }

  /// What a release said in its sensitive columns.
  /// - Parameter sequence: ledger sequence of the seal.
  /// - Returns: the values by the code that stands for each person now.
  /// - Throws: ``StoreError``.
  public func sensitive(ofRelease sequence: UInt64) throws(StoreError) -> [Int64: String] {
    try translating {
      let select = try prepared(
        """
        SELECT coalesce(d.merged_into, s.donor), s.value FROM release_sensitive s
        JOIN donor d ON d.code = s.donor WHERE s.release_seq = ?1 ORDER BY s.donor
        """)
      select.bind(1, Int64(sequence))
      defer { select.reset() }
      var found: [Int64: String] = [:]
      while try select.next() { found[select.integer(0)] = select.text(1) }
      return found
    }
  }

  /// The classes of a release that have lost a donor to erasure.
  /// - Parameter sequence: ledger sequence of the seal.
  /// - Returns: numbers of the classes.
  /// - Throws: ``StoreError``.
  public func piercedClasses(ofRelease sequence: UInt64) throws(StoreError) -> Set<UInt32> {
    try translating {
      let select = try prepared(
        """
        SELECT c.class FROM release_class c LEFT JOIN (
          SELECT class, count(*) AS donors FROM release_item WHERE release_seq = ?1 GROUP BY class
        ) i ON i.class = c.class
        WHERE c.release_seq = ?1 AND c.donors > coalesce(i.donors, 0) ORDER BY c.class
        """)
      select.bind(1, Int64(sequence))
      defer { select.reset() }
      var found: Set<UInt32> = []
      while try select.next() { found.insert(UInt32(clamping: select.integer(0))) }
      return found
    }
  }

  /// Every request for a release, oldest first.
  /// - Returns: the requests.
  /// - Throws: ``StoreError``.
  public func demands() throws(StoreError) -> [StoredDemand] {
    try translating {
      let select = try prepared(
        """
        SELECT q.seq, q.id, q.requested_at, q.requester, q.recipient, q.purpose, q.terms, q.donors,
          q.donor_hash, q.ledger_size, q.approved, q.decider, q.decided_at, q.decided_seq, r.id
        FROM release_request q
        LEFT JOIN release_terms t ON t.request = q.id
        LEFT JOIN data_release r ON r.seq = t.release_seq
        ORDER BY q.seq
        """)
      defer { select.reset() }
      var found: [StoredDemand] = []
      while try select.next() {
        guard let hash = DocumentHash(bytes: select.blob(8)) else {
          throw StoreError.corrupt(detail: "a request has no hash of its donors")
        }
        found.append(
          StoredDemand(
            demand: ReleaseDemand(
              id: select.text(1), requester: select.text(3), recipient: select.text(4),
              purpose: select.text(5), terms: select.text(6), donors: Int(select.integer(7)),
              donorHash: hash, ledgerSize: select.sequence(9)),
            requestedAt: Instant(microseconds: select.integer(2)),
            sequence: select.sequence(0),
            decision: select.optionalInteger(10).map { approved in
              StoredDemand.Decision(
                isApproved: approved == 1, decider: select.text(11),
                at: Instant(microseconds: select.integer(12)),
                sequence: select.sequence(13))
            }, release: select.optionalText(14)))
      }
      return found
    }
  }

  /// The donors about whom something was recorded after a position that may take consent back.
  /// - Parameter position: events up to this one are passed over.
  /// - Returns: the codes that stand for the persons.
  /// - Throws: ``StoreError``.
  public func donors(denyingAfter position: UInt64) throws(StoreError) -> Set<Int64> {
    try translating {
      let kinds = ConsentEventKind.allCases
        .filter { $0.isDenial || $0 == .void || $0 == .suspension }
        .map { String($0.rawValue) }.joined(separator: ", ")
      let select = try prepared(
        text: """
          SELECT coalesce(d.merged_into, c.donor) FROM consent_event c
          JOIN donor d ON d.code = c.donor
          WHERE c.seq > ?1 AND (c.kind IN (\(kinds)) OR c.declined <> 0)
          ORDER BY c.seq
          """)
      select.bind(1, Int64(clamping: position))
      defer { select.reset() }
      var found: Set<Int64> = []
      while try select.next() { found.insert(select.integer(0)) }
      return found
    }
  }

  /// Every count that outsiders were told, oldest first.
  /// - Returns: the answers.
  /// - Throws: ``StoreError``.
  public func countAnswers() throws(StoreError) -> [CountAnswer] {
    try translating {
      let select = try prepared(
        "SELECT recipient, question, cost, answer, sketch FROM count_answer ORDER BY seq")
      defer { select.reset() }
      var found: [CountAnswer] = []
      while try select.next() {
        found.append(
          CountAnswer(
            recipient: select.text(0), question: select.text(1), cost: select.integer(2),
            answer: select.optionalInteger(3).map { Int($0) }, sketch: select.blob(4)))
      }
      return found
    }
  }

  /// The event that ended a programme before its time.
  /// - Parameter programme: id of the programme.
  /// - Returns: its ledger sequence, nil where the programme was not terminated.
  /// - Throws: ``StoreError``.
  public func termination(ofProgramme programme: String) throws(StoreError) -> UInt64? {
    try translating {
      let select = try prepared(
        "SELECT seq FROM programme_termination WHERE programme = ?1 ORDER BY programme")
      select.bind(1, programme)
      return try select.firstInteger().map(UInt64.init(clamping:))
    }
  }
}
