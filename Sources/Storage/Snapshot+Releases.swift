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
            sequence: UInt64(select.integer(1)),
            sealedAt: Instant(microseconds: select.integer(2)), donors: Int(select.integer(7)),
            deliveredSequence: select.optionalInteger(9).map { UInt64($0) }))
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
        SELECT i.donor, i.pseudonym FROM data_release r
        JOIN release_item i ON i.release_seq = r.seq WHERE r.id = ?1 ORDER BY i.donor
        """)
      select.bind(1, release)
      defer { select.reset() }
      var found: [SealedRelease.Item] = []
      while try select.next() {
        found.append(SealedRelease.Item(donor: select.integer(0), pseudonym: select.integer(1)))
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
      let select = try PreparedStatement(
        database,
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
}
