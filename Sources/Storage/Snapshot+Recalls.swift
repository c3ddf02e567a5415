public import Domain

extension Snapshot {
  /// Every obligation there was, in the order in which they became known.
  /// - Returns: the obligations.
  /// - Throws: ``StoreError``.
  public func recalls() throws(StoreError) -> [StoredRecall] {
    try translating {
      let select = try prepared(
        """
        SELECT o.cause_seq, o.release_seq, o.donor, r.id, r.recipient, r.purpose, r.sealed_at,
          i.pseudonym, c.kind, o.scopes, o.from_day, o.opened_at, o.notified_at,
          o.acknowledged_at, o.evidence, o.closed_at, o.retracted_seq, 0
        FROM recall_obligation o
        JOIN data_release r ON r.seq = o.release_seq
        JOIN release_item i ON i.donor = o.donor AND i.release_seq = o.release_seq
        LEFT JOIN consent_event c ON c.seq = o.cause_seq
        UNION ALL
        SELECT o.cause_seq, o.release_seq, e.donor, r.id, r.recipient, r.purpose, r.sealed_at,
          o.pseudonym, NULL, 0, o.opened_at / 86400000000, o.opened_at, o.notified_at,
          o.acknowledged_at, o.evidence, o.closed_at, NULL, 1
        FROM erased_recall o
        JOIN data_release r ON r.seq = o.release_seq
        JOIN erased_donor e ON e.seq = o.cause_seq
        ORDER BY 12, 1, 2, 8
        """)
      defer { select.reset() }
      func instant(_ column: Int32) -> Instant? {
        select.optionalInteger(column).map { Instant(microseconds: $0) }
      }
      var found: [StoredRecall] = []
      while try select.next() {
        found.append(
          StoredRecall(
            key: StoredRecall.Key(
              cause: select.sequence(0), release: select.sequence(1),
              donor: select.integer(2)),
            releaseID: select.text(3), recipient: select.text(4), purpose: select.text(5),
            sealedAt: Instant(microseconds: select.integer(6)), pseudonym: select.integer(7),
            causeKind: select.optionalInteger(8).flatMap {
              ConsentEventKind(rawValue: UInt8(clamping: $0))
            },
            scopes: ScopeSet(rawValue: UInt16(truncatingIfNeeded: select.integer(9))),
            from: CivilDay(stored: select.integer(10)),
            openedAt: Instant(microseconds: select.integer(11)), notifiedAt: instant(12),
            acknowledgedAt: instant(13),
            evidence: select.optionalBlob(14).flatMap { DocumentHash(bytes: $0) },
            closedAt: instant(15),
            retractedSequence: select.optionalSequence(16),
            isErasure: select.integer(17) == 1))
      }
      return found
    }
  }

  /// Whether anything was ever released.
  /// - Returns: whether it was.
  /// - Throws: ``StoreError``.
  public func hasReleases() throws(StoreError) -> Bool {
    try translating {
      try preparedBesidePending("SELECT seq FROM data_release ORDER BY seq LIMIT 1")
        .firstInteger() != nil
    }
  }

  /// Those of many donors whose person stands in a release; reads every released item once.
  /// - Parameter donors: any codes.
  /// - Returns: the codes that stand for the persons.
  /// - Throws: ``StoreError``.
  public func releasedPersons(among donors: Set<Int64>) throws(StoreError) -> Set<Int64> {
    try translating {
      let merged = try prepared(
        "SELECT code, merged_into FROM donor WHERE merged_into IS NOT NULL ORDER BY code")
      defer { merged.reset() }
      var survivors: [Int64: Int64] = [:]
      while try merged.next() { survivors[merged.integer(0)] = merged.integer(1) }
      let persons = survivors.isEmpty ? donors : Set(donors.map { survivors[$0] ?? $0 })
      let items = try prepared("SELECT DISTINCT donor FROM release_item ORDER BY donor")
      defer { items.reset() }
      var found: Set<Int64> = []
      while try items.next() {
        let person = survivors[items.integer(0)] ?? items.integer(0)
        if persons.contains(person) { found.insert(person) }
      }
      return found
    }
  }

  /// The items of a person in every release, with what each release stood on.
  /// - Parameter survivor: the code that stands for the person.
  /// - Returns: release sequence, code in the release, scopes needed and day of the consent asked.
  /// - Throws: ``StoreError``.
  public func releasedItems(
    of survivor: Int64
  ) throws(StoreError) -> [(release: UInt64, donor: Int64, scopes: ScopeSet, day: CivilDay)] {
    // A donor whose row is still held was registered just now and stands in no release.
    if pending?.donors[survivor] != nil { return [] }
    return try translating {
      let select = try preparedBesidePending(
        """
        SELECT i.release_seq, i.donor, r.scopes, r.valid_on FROM release_item i
        JOIN data_release r ON r.seq = i.release_seq
        WHERE i.donor IN (SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1)
        ORDER BY i.release_seq, i.donor
        """)
      select.bind(1, survivor)
      defer { select.reset() }
      var found: [(release: UInt64, donor: Int64, scopes: ScopeSet, day: CivilDay)] = []
      while try select.next() {
        found.append(
          (
            select.sequence(0), select.integer(1),
            ScopeSet(rawValue: UInt16(truncatingIfNeeded: select.integer(2))),
            CivilDay(stored: select.integer(3))
          ))
      }
      return found
    }
  }

  /// The donors of a release who had said before it that something ends after it.
  /// - Parameter release: ledger sequence of the seal.
  /// - Returns: the donors' codes.
  /// - Throws: ``StoreError``.
  public func donors(deniedAfterRelease release: UInt64) throws(StoreError) -> [Int64] {
    try translating {
      let select = try prepared(
        """
        SELECT DISTINCT i.donor FROM data_release r
        CROSS JOIN consent_event c ON c.effective_from > c.recorded_at / 86400000000
          AND c.effective_from > r.valid_on
        CROSS JOIN release_item i ON i.donor = c.donor AND i.release_seq = r.seq
        WHERE r.seq = ?1 ORDER BY i.donor
        """)
      select.bind(1, Int64(release))
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }

  /// The pseudonyms of donors in a release who were erased since.
  /// - Parameter release: ledger sequence of the seal.
  /// - Returns: the pseudonyms, ascending.
  /// - Throws: ``StoreError``.
  public func erasedPseudonyms(ofRelease release: UInt64) throws(StoreError) -> [Int64] {
    try translating {
      let select = try prepared(
        "SELECT pseudonym FROM erased_recall WHERE release_seq = ?1 ORDER BY pseudonym")
      select.bind(1, Int64(release))
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }
}
