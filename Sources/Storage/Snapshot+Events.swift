public import Domain

extension Snapshot {
  /// How many events the ledger held at an instant.
  ///
  /// Known time never goes back along the ledger, so the place is found by halving.
  /// - Parameter instant: the instant.
  /// - Returns: the number of events recorded by then.
  /// - Throws: ``StoreError``.
  public func ledgerSize(at instant: Instant) throws(StoreError) -> UInt64 {
    let size = try head().size
    return try translating {
      let select = try prepared("SELECT recorded_at FROM event WHERE seq = ?1 ORDER BY seq")
      var (low, high) = (Int64(0), Int64(clamping: size))
      while low < high {
        let middle = (low + high + 1) / 2
        select.bind(1, middle)
        guard let recorded = try select.firstInteger() else {
          throw StoreError.corrupt(detail: "the ledger has a gap at event \(middle)")
        }
        if recorded <= instant.microseconds { low = middle } else { high = middle - 1 }
      }
      return UInt64(low)
    }
  }

  /// The donors who have an event of a kind after a position of the ledger.
  /// - Parameters:
  ///   - kind: name of the kind.
  ///   - position: events up to this one are passed over.
  /// - Returns: the donors' codes.
  /// - Throws: ``StoreError``.
  public func donors(withEvent kind: String, after position: UInt64) throws(StoreError) -> Set<
    Int64
  > {
    try translating {
      let select = try prepared(
        """
        SELECT subject FROM event WHERE seq > ?1 AND kind = ?2 AND subject IS NOT NULL
        ORDER BY seq
        """)
      select.bind(1, Int64(clamping: position))
      select.bind(2, kind)
      defer { select.reset() }
      var found: Set<Int64> = []
      while try select.next() { found.insert(select.integer(0)) }
      return found
    }
  }

  /// The events of a kind that concern no donor, up to a position of the ledger.
  /// - Parameters:
  ///   - kind: name of the kind.
  ///   - position: later events are passed over.
  ///   - body: receives each event, in the order of the log.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(
    ofKind kind: String, upTo position: UInt64, _ body: (StoredEvent) throws -> Void
  ) throws {
    try forEachEvent(
      where: "seq <= ?1 AND kind = ?2",
      bind: {
        $0.bind(1, Int64(clamping: position))
        $0.bind(2, kind)
      }, body)
  }

  /// The events of a kind that an operation appended.
  /// - Parameters:
  ///   - operation: the operation id, 16 bytes.
  ///   - kind: name of the kind.
  ///   - first: the position from which the log is searched.
  ///   - body: receives each event, in the order of the log.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(
    of operation: [UInt8], kind: String, from first: UInt64,
    _ body: (StoredEvent) throws -> Void
  ) throws {
    try forEachEvent(
      where: "seq >= ?1 AND operation = ?2 AND kind = ?3",
      bind: {
        $0.bind(1, Int64(clamping: first))
        $0.bind(2, operation)
        $0.bind(3, kind)
      }, body)
  }
}
