public import Domain

extension Snapshot {
  /// Every release, oldest first, without its items.
  /// - Returns: the releases.
  /// - Throws: ``StoreError``.
  public func releases() throws(StoreError) -> [StoredRelease] {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT id, seq, sealed_at, recipient, purpose, valid_on, scopes, donors, document,
          delivered_seq, folder
        FROM data_release ORDER BY seq
        """)
      defer { select.reset() }
      var found: [StoredRelease] = []
      while try select.next() {
        found.append(
          StoredRelease(
            release: SealedRelease(
              id: select.text(0), recipient: select.text(3), purpose: select.text(4),
              validOn: CivilDay(stored: select.integer(5)),
              scopes: ScopeSet(rawValue: UInt16(truncatingIfNeeded: select.integer(6))),
              document: select.text(8), folder: select.text(10), items: []),
            sequence: select.sequence(1),
            sealedAt: Instant(microseconds: select.integer(2)), donors: Int(select.integer(7)),
            deliveredSequence: select.optionalSequence(9)))
      }
      return found
    }
  }

  /// The donors of a release, by code.
  /// - Parameter release: release id.
  /// - Returns: the items.
  /// - Throws: ``StoreError``.
  public func items(of release: String) throws(StoreError) -> [SealedRelease.Item] {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT i.donor, i.pseudonym, i.class FROM data_release r
        JOIN release_item i ON i.release_seq = r.seq WHERE r.id = ?1 ORDER BY i.donor
        """)
      select.bind(1, release)
      defer { select.reset() }
      var found: [SealedRelease.Item] = []
      while try select.next() {
        found.append(
          SealedRelease.Item(
            donor: select.integer(0), pseudonym: select.integer(1),
            equivalenceClass: UInt32(clamping: select.integer(2))))
      }
      return found
    }
  }

  /// The releases that hold a donor, under its own code or one that is merged into it, oldest
  /// first.
  /// - Parameter donor: the donor's code.
  /// - Returns: release ids and the scopes each needed.
  /// - Throws: ``StoreError``.
  public func releases(holding donor: Int64) throws(StoreError) -> [(id: String, scopes: ScopeSet)]
  {
    try translating {
      let select = try prepared(
        """
        SELECT DISTINCT r.id, r.scopes FROM release_item i
        JOIN data_release r ON r.seq = i.release_seq
        WHERE i.donor IN (SELECT code FROM donor WHERE code = ?1 OR merged_into = ?1) ORDER BY r.seq
        """)
      select.bind(1, try survivor(of: donor))
      defer { select.reset() }
      var found: [(id: String, scopes: ScopeSet)] = []
      while try select.next() {
        found.append(
          (select.text(0), ScopeSet(rawValue: UInt16(truncatingIfNeeded: select.integer(1)))))
      }
      return found
    }
  }

  /// The persons of a release with their classes in it; a person released under two codes that were
  /// merged since has the classes of both.
  /// - Parameter sequence: ledger sequence of the seal.
  /// - Returns: the code that stands for each person now, and the class.
  /// - Throws: ``StoreError``.
  public func classes(
    ofRelease sequence: UInt64
  ) throws(StoreError) -> [(person: Int64, equivalenceClass: UInt32)] {
    try translating {
      let select = try prepared(
        """
        SELECT coalesce(d.merged_into, i.donor), i.class FROM release_item i
        JOIN donor d ON d.code = i.donor WHERE i.release_seq = ?1 ORDER BY i.donor
        """)
      select.bind(1, Int64(sequence))
      defer { select.reset() }
      var found: [(person: Int64, equivalenceClass: UInt32)] = []
      while try select.next() {
        found.append((select.integer(0), UInt32(clamping: select.integer(1))))
      }
      return found
    }
  }
}
