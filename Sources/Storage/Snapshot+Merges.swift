public import Domain

extension Snapshot {
  /// The code that stands for a person: the code itself, or the one it is merged into.
  /// - Parameter code: any code.
  /// - Returns: the code that stands for the person.
  /// - Throws: ``StoreError``.
  public func survivor(of code: Int64) throws(StoreError) -> Int64 {
    // A donor whose row is still held was registered just now and is merged with nobody.
    if pending?.donors[code] != nil { return code }
    return try translating {
      let select = try preparedBesidePending(
        "SELECT merged_into FROM donor WHERE code = ?1 ORDER BY code")
      select.bind(1, code)
      defer { select.reset() }
      return try select.next() ? select.optionalInteger(0) ?? code : code
    }
  }

  /// Every code of a person, in the order of registration: the one that stands for it first.
  /// - Parameter survivor: the code that stands for the person.
  /// - Returns: the codes.
  /// - Throws: ``StoreError``.
  public func members(of survivor: Int64) throws(StoreError) -> [Int64] {
    if pending?.donors[survivor] != nil { return [survivor] }
    return try translating {
      let select = try preparedBesidePending(
        "SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1 ORDER BY registered_seq")
      select.bind(1, survivor)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }

  /// What one code brought, whatever it is merged with.
  /// - Parameter code: the code.
  /// - Returns: the donor as reported under this code alone, or nil.
  /// - Throws: ``StoreError``.
  public func ownDonor(_ code: Int64) throws(StoreError) -> StoredDonor? {
    do {
      var found = try storedDonor(code)
      if let record = try ownRecord(of: code) { found?.record = record }
      return found
    } catch { throw StoreError(error) }
  }

  /// What one code brought, without tumours and tissue.
  /// - Parameter code: the code, merged or not.
  /// - Returns: the donor as registered under this code, or nil.
  /// - Throws: ``StoreError``.
  public func donorRow(asRegistered code: Int64) throws(StoreError) -> StoredDonor? {
    guard var found = try row(of: code) else { return nil }
    if let record = try ownRecord(of: code) { found.record = record }
    return found
  }

  /// The record of a code that belongs to a merged person.
  /// - Parameter code: the code.
  /// - Returns: what was reported under this code alone; nil where the code is merged with none.
  /// - Throws: ``StoreError``.
  public func ownRecord(of code: Int64) throws(StoreError) -> DonorRecord? {
    if pending?.donors[code] != nil { return nil }
    return try translating {
      let select = try preparedBesidePending(
        "SELECT record FROM merge_member WHERE donor = ?1 ORDER BY donor")
      select.bind(1, code)
      defer { select.reset() }
      guard try select.next() else { return nil }
      do {
        var reader = CanonicalReader(select.blob(0))
        let record = try DonorRecord(from: &reader)
        try reader.finish()
        return record
      } catch {
        throw StoreError.corrupt(detail: "the record of a merged donor is not readable: \(error)")
      }
    }
  }

  /// Every merge there ever was, oldest first.
  /// - Returns: the merges.
  /// - Throws: ``StoreError``.
  public func merges() throws(StoreError) -> [StoredMerge] {
    try translating {
      let select = try prepared(
        """
        SELECT seq, survivor, merged, recorded_at, split_seq, split_at FROM donor_merge ORDER BY seq
        """)
      defer { select.reset() }
      var found: [StoredMerge] = []
      while try select.next() {
        found.append(
          StoredMerge(
            sequence: select.sequence(0), survivor: select.integer(1),
            merged: select.integer(2), recordedAt: Instant(microseconds: select.integer(3)),
            splitSequence: select.optionalSequence(4),
            splitAt: select.optionalInteger(5).map { Instant(microseconds: $0) }))
      }
      return found
    }
  }

  /// The code that each consent event of a person was recorded under.
  /// - Parameter survivor: the code that stands for the person.
  /// - Returns: the code by ledger sequence.
  /// - Throws: ``StoreError``.
  public func consentOrigins(of survivor: Int64) throws(StoreError) -> [UInt64: Int64] {
    try translating {
      let select = try prepared(
        """
        SELECT seq, coalesce(recorded_under, donor) FROM consent_event WHERE donor = ?1 ORDER BY seq
        """)
      select.bind(1, survivor)
      defer { select.reset() }
      var found: [UInt64: Int64] = [:]
      while try select.next() { found[select.sequence(0)] = select.integer(1) }
      return found
    }
  }

  /// The items of releases that hold a person, under any of the person's codes.
  /// - Parameter survivor: the code that stands for the person.
  /// - Returns: release id, code and pseudonym, by release and code.
  /// - Throws: ``StoreError``.
  public func releaseItems(
    of survivor: Int64
  ) throws(StoreError) -> [(release: String, item: SealedRelease.Item)] {
    try translating {
      let select = try prepared(
        """
        SELECT r.id, i.donor, i.pseudonym, i.class FROM release_item i
        JOIN data_release r ON r.seq = i.release_seq
        WHERE i.donor IN (SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1)
        ORDER BY r.id, i.donor
        """)
      select.bind(1, survivor)
      defer { select.reset() }
      var found: [(release: String, item: SealedRelease.Item)] = []
      while try select.next() {
        found.append(
          (
            select.text(0),
            SealedRelease.Item(
              donor: select.integer(1), pseudonym: select.integer(2),
              equivalenceClass: UInt32(clamping: select.integer(3)))
          ))
      }
      return found
    }
  }

  /// Every pair of codes that may be one person, the likeliest first.
  /// - Returns: the cases.
  /// - Throws: ``StoreError``.
  public func reviewCases() throws(StoreError) -> [StoredReviewCase] {
    try translating {
      let select = try prepared(
        """
        SELECT first, second, score, agreed, opened_seq, state, postponed_until, decided_seq
        FROM review_case ORDER BY score DESC, opened_seq, first, second
        """)
      defer { select.reset() }
      var found: [StoredReviewCase] = []
      while try select.next() {
        guard let state = ReviewState(rawValue: UInt8(clamping: select.integer(5))) else {
          throw StoreError.corrupt(detail: "unknown state of a review case")
        }
        found.append(
          StoredReviewCase(
            (select.integer(0), select.integer(1)),
            score: select.optionalInteger(2).map { Int($0) }, agreed: select.text(3),
            openedSequence: select.sequence(4), state: state,
            postponedUntil: select.optionalInteger(6).map(CivilDay.init(stored:)),
            decidedSequence: select.optionalSequence(7)))
      }
      return found
    }
  }
}
