public import Domain

/// A donor whom the registry was made to forget.
public struct StoredErasure: Hashable, Sendable {
  /// The code.
  public var donor: Int64
  /// Ledger sequence of the erasure.
  public var sequence: UInt64
  /// When it was recorded.
  public var erasedAt: Instant
}

extension Snapshot {
  /// Every erasure that the ledger names, by the headers of its events alone.
  /// - Parameter kind: name of the kind of event.
  /// - Returns: the ledger sequence of the erasure, by code.
  /// - Throws: ``StoreError``.
  public func erasures(ofKind kind: String) throws(StoreError) -> [Int64: UInt64] {
    try translating {
      let select = try prepared(
        "SELECT subject, seq FROM event WHERE kind = ?1 AND subject IS NOT NULL ORDER BY seq")
      select.bind(1, kind)
      defer { select.reset() }
      var found: [Int64: UInt64] = [:]
      while try select.next() { found[select.integer(0)] = select.sequence(1) }
      return found
    }
  }

  /// The erased donors, in the order of their erasure.
  /// - Returns: the erasures.
  /// - Throws: ``StoreError``.
  public func erasedDonors() throws(StoreError) -> [StoredErasure] {
    try translating {
      let select = try prepared("SELECT donor, seq, erased_at FROM erased_donor ORDER BY seq")
      defer { select.reset() }
      var found: [StoredErasure] = []
      while try select.next() {
        found.append(
          StoredErasure(
            donor: select.integer(0), sequence: select.sequence(1),
            erasedAt: Instant(microseconds: select.integer(2))))
      }
      return found
    }
  }

  /// The erasure of a code.
  /// - Parameter code: the code.
  /// - Returns: the erasure; nil where there was none.
  /// - Throws: ``StoreError``.
  public func erasure(of code: Int64) throws(StoreError) -> StoredErasure? {
    try translating {
      let select = try prepared(
        "SELECT seq, erased_at FROM erased_donor WHERE donor = ?1 ORDER BY donor")
      select.bind(1, code)
      defer { select.reset() }
      guard try select.next() else { return nil }
      return StoredErasure(
        donor: code, sequence: select.sequence(0),
        erasedAt: Instant(microseconds: select.integer(1)))
    }
  }

  /// Tables that still know a donor of whom an erasure says that nothing is left.
  /// - Returns: names of tables, empty where every erasure is complete.
  /// - Throws: ``StoreError``.
  public func incompleteErasures() throws(StoreError) -> [String] {
    try translating {
      try ErasureReach.columns(of: database).filter { column in
        let select = try prepared(
          text: "SELECT 1 FROM \(column.table) WHERE \(column.name) IN "
            + "(SELECT donor FROM erased_donor) ORDER BY 1 LIMIT 1")
        return try select.firstInteger() != nil
      }.map(\.table)
    }
  }

  /// Donors whom the ledger registered and whose data key is not there.
  /// - Parameter kind: name of the kind of event that registers.
  /// - Returns: the codes.
  /// - Throws: ``StoreError``.
  public func donorsWithoutKey(registeredBy kind: String) throws(StoreError) -> [Int64] {
    try translating {
      let select = try prepared(
        """
        SELECT subject FROM event WHERE kind = ?1 AND subject NOT IN (SELECT donor FROM data_key)
        ORDER BY seq
        """)
      select.bind(1, kind)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }

  /// How many events about a donor are sealed with the donor's data key.
  /// - Parameter donor: the code.
  /// - Returns: the number.
  /// - Throws: ``StoreError``.
  public func eventCount(about donor: Int64) throws(StoreError) -> Int {
    try translating {
      let select = try prepared("SELECT count(*) FROM donor_event WHERE donor = ?1 ORDER BY 1")
      select.bind(1, donor)
      return Int(try select.firstInteger() ?? 0)
    }
  }

  /// Whether the file still has to be rewritten after an erasure.
  /// - Returns: whether the tables are to be built anew as well; nil where nothing is due.
  /// - Throws: ``StoreError``, also for a row that no erasure can have left: rewriting the file would
  ///   hide the damage.
  public func scrubDue() throws(StoreError) -> Bool? {
    try translating {
      let select = try prepared(
        """
        SELECT singleton, rebuild, typeof(rebuild) = 'integer' FROM scrub_due ORDER BY singleton
        """)
      defer { select.reset() }
      guard try select.next() else { return nil }
      guard select.integer(0) == 1, select.integer(2) == 1, (0...1).contains(select.integer(1))
      else {
        throw StoreError.corrupt(detail: "what an erasure left to be done is not readable")
      }
      return select.integer(1) == 1
    }
  }
}
