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
}
