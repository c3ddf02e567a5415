public import Domain

extension ProjectionWriter {
  /// Lets one code stand for two persons who turned out to be one.
  ///
  /// Consent events move under the survivor and remember the code they were recorded under; records
  /// of the codes are kept apart by ``keep(ownRecord:of:)``.
  /// - Parameter merge: the merge; its merged code stood for a person of its own until now.
  /// - Throws: ``StoreError``.
  public func add(merge: StoredMerge) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO donor_merge (seq, survivor, merged, recorded_at) VALUES (?1, ?2, ?3, ?4)
        """)
      insert.bind(1, Int64(merge.sequence))
      insert.bind(2, merge.survivor)
      insert.bind(3, merge.merged)
      insert.bind(4, merge.recordedAt.microseconds)
      try insert.run()
      let codes = try prepared(
        "UPDATE donor SET merged_into = ?1 WHERE code = ?2 OR merged_into = ?2")
      codes.bind(1, merge.survivor)
      codes.bind(2, merge.merged)
      try codes.run()
      try renewCodes(of: merge.merged)
      let events = try prepared(
        """
        UPDATE consent_event SET recorded_under = coalesce(recorded_under, donor), donor = ?1
        WHERE donor = ?2
        """)
      events.bind(1, merge.survivor)
      events.bind(2, merge.merged)
      try events.run()
    }
    var none = FoldedConsents()
    none.begin(merge.merged)
    try replace(none)
  }

  /// Lets a merged code stand for a person of its own again.
  /// - Parameters:
  ///   - merge: ledger sequence of the merge that is undone.
  ///   - survivor: the code that stood for both.
  ///   - codes: the codes that part from it, the one that stands for them first.
  ///   - sequence: ledger sequence of the split.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func split(
    merge: UInt64, from survivor: Int64, codes: [Int64], sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    guard let head = codes.first else { return }
    try translating {
      let end = try prepared(
        "UPDATE donor_merge SET split_seq = ?2, split_at = ?3 WHERE seq = ?1")
      end.bind(1, Int64(merge))
      end.bind(2, Int64(sequence))
      end.bind(3, recordedAt.microseconds)
      try end.run()
      for code in codes {
        let donor = try prepared("UPDATE donor SET merged_into = ?2 WHERE code = ?1")
        donor.bind(1, code)
        donor.bind(2, code == head ? nil : Optional(head))
        try donor.run()
        try renewCodes(of: code)
        let events = try prepared(
          """
          UPDATE consent_event SET donor = ?1, recorded_under = nullif(recorded_under, ?1)
          WHERE donor = ?2 AND recorded_under = ?3
          """)
        events.bind(1, head)
        events.bind(2, survivor)
        events.bind(3, code)
        try events.run()
      }
    }
  }

  /// Keeps what one code brought to a person.
  /// - Parameters:
  ///   - record: what was reported under this code alone; nil forgets it.
  ///   - donor: the code.
  /// - Throws: ``StoreError``.
  public func keep(ownRecord record: DonorRecord?, of donor: Int64) throws(StoreError) {
    try translating {
      guard let record else {
        let remove = try prepared("DELETE FROM merge_member WHERE donor = ?1")
        remove.bind(1, donor)
        try remove.run()
        return
      }
      var writer = CanonicalWriter()
      record.encode(into: &writer)
      let insert = try prepared(
        """
        INSERT INTO merge_member (donor, record) VALUES (?1, ?2)
        ON CONFLICT (donor) DO UPDATE SET record = excluded.record
        """)
      insert.bind(1, donor)
      insert.bind(2, writer.bytes)
      try insert.run()
    }
  }

  /// Puts a record in the place of what is stored of a donor.
  /// - Parameters:
  ///   - record: what is known; nil leaves neither tumours nor tissue, for a code that is merged.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func replace(record: DonorRecord?, of donor: Int64) throws(StoreError) {
    try translating {
      guard let record else {
        let clear = try prepared(
          "UPDATE donor SET findings = ?2, planned_until = NULL WHERE code = ?1")
        clear.bind(1, donor)
        bind(ClinicalFindings(), to: clear, 2)
        try clear.run()
        return try renewCodes(of: donor)
      }
      let update = try prepared(
        """
        UPDATE donor SET facility = ?2, birth_year = ?3, majority_day = ?4, sex = ?5, country = ?6,
          postcode3 = ?7, interest_source = ?8, interest_on = ?9, vital_status = ?10, died_on = ?11,
          no_contact = ?12, findings = ?13, planned_until = ?14
        WHERE code = ?1
        """)
      update.bind(1, donor)
      update.bind(2, record.facility)
      update.bind(3, record.birthYear.map(Int64.init))
      update.bind(4, record.majorityDay?.stored)
      update.bind(5, Int64(record.sex.rawValue))
      update.bind(6, record.country)
      update.bind(7, record.postcode3)
      update.bind(8, Int64(record.interest.source.rawValue))
      update.bind(9, record.interest.expressedOn.stored)
      update.bind(10, Int64(record.vitalStatus.rawValue))
      update.bind(11, record.diedOn?.stored)
      update.bind(12, record.noContact ? 1 : 0)
      bind(record.findings, to: update, 13)
      update.bind(14, record.findings.plannedUntil?.stored)
      try update.run()
      try renewCodes(of: donor)
    }
  }
}
