internal import Domain

/// What a site's list of patients brought, kept in the ledger because the answer is an oracle; who
/// asked and when stands in the event's header.
struct MatchCounts: Hashable {
  var rows: UInt64 = 0
  var known: UInt64 = 0
  var possible: UInt64 = 0
  var none: UInt64 = 0
  var rejected: UInt64 = 0
}

extension CanonicalWriter {
  mutating func write(_ counts: MatchCounts) {
    write(counts.rows)
    write(counts.known)
    write(counts.possible)
    write(counts.none)
    write(counts.rejected)
  }
}

extension CanonicalReader {
  mutating func readMatchCounts() throws(CanonicalReadError) -> MatchCounts {
    MatchCounts(
      rows: try read(), known: try read(), possible: try read(), none: try read(),
      rejected: try read())
  }
}
