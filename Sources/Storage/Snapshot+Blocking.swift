internal import GRDB

extension Snapshot {
  /// Every group of codes that share a proposing token, in the order of the tokens.
  ///
  /// One pass over the stored tokens: sorted blocking, Christen, Data Matching, 2012, section 4.4.
  /// - Parameter body: receives the kind of a token that several codes share, and the codes, ascending.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachTokenGroup(
    _ body: (_ kind: UInt8, _ codes: [Int64]) throws -> Void
  ) throws {
    let select = try PreparedStatement(
      database, "SELECT token, donor, kind FROM match_token ORDER BY token, donor")
    defer { select.reset() }
    var current: Int64?
    var kind: UInt8 = 0
    var codes: [Int64] = []
    func end() throws {
      if codes.count > 1 { try body(kind, codes) }
    }
    while try select.next() {
      let token = select.integer(0)
      if token != current {
        try end()
        current = token
        kind = UInt8(clamping: select.integer(2))
        codes.removeAll(keepingCapacity: true)
      }
      codes.append(select.integer(1))
    }
    try end()
  }

  /// The events of a kind since an instant; only as much of the log is read.
  /// - Parameters:
  ///   - kind: name of the kind.
  ///   - instant: microseconds since 1970-01-01T00:00:00Z.
  ///   - body: receives each event of the kind since then, in the order of the log.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(
    kind: String, since instant: Int64, _ body: (StoredEvent) throws -> Void
  ) throws {
    try forEachEvent(
      where: """
        kind = ?1 AND seq > coalesce(
          (SELECT seq FROM event WHERE recorded_at < ?2 ORDER BY seq DESC LIMIT 1), 0)
        """,
      bind: {
        $0.bind(1, kind)
        $0.bind(2, instant)
      }, body)
  }
}
