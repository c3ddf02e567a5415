internal import GRDB

extension Snapshot {
  /// Every group of codes that share a proposing token, in the order of the tokens.
  ///
  /// One pass over the stored tokens: sorted blocking, Christen, Data Matching, 2012, section 4.4.
  /// - Parameters:
  ///   - limit: how many codes may share a token; larger groups are told without their codes.
  ///   - body: receives the number of codes that share a token, and the codes unless there are too
  ///     many.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachTokenGroup(
    upTo limit: Int, _ body: (_ size: Int, _ codes: [Int64]) throws -> Void
  ) throws {
    let select = try PreparedStatement(
      database, "SELECT token, donor FROM match_token ORDER BY token, donor")
    defer { select.reset() }
    var current: Int64?
    var size = 0
    var codes: [Int64] = []
    func end() throws {
      if size > 1 { try body(size, size > limit ? [] : codes) }
    }
    while try select.next() {
      let token = select.integer(0)
      if token != current {
        try end()
        current = token
        size = 0
        codes.removeAll(keepingCapacity: true)
      }
      size += 1
      if size <= limit { codes.append(select.integer(1)) }
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
