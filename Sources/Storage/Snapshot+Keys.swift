internal import Domain
internal import GRDB

extension Snapshot {
  /// How many donors' data keys each key wraps.
  /// - Returns: key id and number, by key id.
  /// - Throws: ``StoreError``.
  public func dataKeyCounts() throws(StoreError) -> [(keyID: String, count: Int)] {
    try translating {
      let select = try PreparedStatement(
        database, "SELECT key_id, count(*) FROM data_key GROUP BY key_id ORDER BY key_id")
      defer { select.reset() }
      var counts: [(keyID: String, count: Int)] = []
      while try select.next() { counts.append((select.text(0), Int(select.integer(1)))) }
      return counts
    }
  }

  /// Every wrapped data key, by donor.
  /// - Parameter body: receives the donor's code, the id of the wrapping key and the wrapped key.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachDataKey(
    _ body: (_ donor: Int64, _ keyID: String, _ wrapped: [UInt8]) throws -> Void
  ) throws {
    let select = try PreparedStatement(
      database, "SELECT donor, key_id, wrapped FROM data_key ORDER BY donor")
    defer { select.reset() }
    while try select.next() {
      try body(select.integer(0), select.text(1), select.blob(2))
    }
  }

  /// Every change of the master key, oldest first.
  /// - Returns: the rotations.
  /// - Throws: ``StoreError``.
  public func rotations() throws(StoreError) -> [StoredRotation] {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT seq, from_key, to_key, key_check, began_at, donors, nested, finished_seq
        FROM key_rotation ORDER BY seq
        """)
      defer { select.reset() }
      var found: [StoredRotation] = []
      while try select.next() {
        found.append(
          StoredRotation(
            sequence: select.sequence(0), from: select.text(1), to: select.text(2),
            check: select.blob(3), beganAt: Instant(microseconds: select.integer(4)),
            donors: Int(select.integer(5)), nested: Int(select.integer(6)),
            finishedSequence: select.optionalInteger(7).map(UInt64.init)))
      }
      return found
    }
  }

  /// Where the master keys stand.
  /// - Returns: the mark.
  /// - Throws: ``StoreError``.
  public func keyMark() throws(StoreError) -> KeyMark {
    try translating {
      let select = try preparedBesidePending(
        "SELECT seq, finished_seq FROM key_rotation ORDER BY seq DESC LIMIT 1")
      defer { select.reset() }
      guard try select.next() else { return KeyMark(rotation: 0, isUnderWay: false) }
      return KeyMark(
        rotation: select.sequence(0), isUnderWay: select.optionalInteger(1) == nil)
    }
  }

  /// What is still needed of master keys that are gone.
  /// - Returns: the wrapped keys, by key and purpose.
  /// - Throws: ``StoreError``.
  public func inheritedKeys() throws(StoreError) -> [InheritedKey] {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT key_id, purpose, wrapped_by, wrapped FROM inherited_key ORDER BY key_id, purpose
        """)
      defer { select.reset() }
      var found: [InheritedKey] = []
      while try select.next() {
        found.append(
          InheritedKey(
            keyID: select.text(0), purpose: select.text(1), wrappedBy: select.text(2),
            wrapped: select.blob(3)))
      }
      return found
    }
  }

  /// Donors whose data keys a master key wraps, in the order of their codes.
  /// - Parameters:
  ///   - keyID: the master key.
  ///   - donor: the code after which to begin; nil is the first.
  ///   - limit: how many at most.
  /// - Returns: codes and wrapped keys.
  /// - Throws: ``StoreError``.
  public func dataKeys(
    wrappedBy keyID: String, after donor: Int64?, limit: Int
  ) throws(StoreError) -> [(donor: Int64, wrapped: [UInt8])] {
    try translating {
      let select = try prepared(
        """
        SELECT donor, wrapped FROM data_key WHERE donor > ?1 AND key_id = ?2 ORDER BY donor LIMIT ?3
        """)
      select.bind(1, donor ?? Int64.min)
      select.bind(2, keyID)
      select.bind(3, limit)
      defer { select.reset() }
      var found: [(donor: Int64, wrapped: [UInt8])] = []
      while try select.next() { found.append((select.integer(0), select.blob(1))) }
      return found
    }
  }

  /// The positions of the events that gave a donor tokens or took them.
  ///
  /// Events of the transaction under way are not among them.
  /// - Parameter donor: the donor's code.
  /// - Returns: ledger sequences, ascending.
  /// - Throws: ``StoreError``.
  public func tokenEvents(of donor: Int64) throws(StoreError) -> [UInt64] {
    try translating {
      let select = try preparedBesidePending(
        """
        SELECT e.seq FROM donor_event d JOIN event e ON e.seq = d.seq
        WHERE d.donor = ?1
          AND e.kind IN ('donor_registered', 'donor_extended', 'donor_tokens_replaced')
        ORDER BY d.seq
        """)
      select.bind(1, donor)
      defer { select.reset() }
      var found: [UInt64] = []
      while try select.next() { found.append(select.sequence(0)) }
      return found
    }
  }

  /// How many donors have no data key though they were not erased.
  /// - Returns: the number.
  /// - Throws: ``StoreError``.
  public func donorsWithoutDataKey() throws(StoreError) -> Int {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT count(*) FROM donor d
        WHERE NOT EXISTS (SELECT 1 FROM data_key k WHERE k.donor = d.code)
        """)
      defer { select.reset() }
      return try select.next() ? Int(select.integer(0)) : 0
    }
  }
}
