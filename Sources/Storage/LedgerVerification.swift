internal import Domain
internal import Ledger

/// What the ledger's own bytes say of themselves.
public struct LedgerVerification: Hashable, Sendable {
  /// Number of events found.
  public var size: UInt64
  /// The root over them, 32 bytes.
  public var root: [UInt8]
  /// The first event that is not what was appended, or is missing; nil where all is sound.
  public var firstBad: UInt64?

  /// Whether all is sound.
  public var isValid: Bool { firstBad == nil }
}

extension Snapshot {
  /// Recomputes every leaf, every stored frontier, node and the root, and compares each header with
  /// the columns that repeat it; opens no payload.
  /// - Parameter progress: told the number of events done, now and then.
  /// - Returns: the size and root found, and the first event that is not sound.
  /// - Throws: ``StoreError``.
  public func verifyLedger(
    progress: ((UInt64) -> Void)? = nil
  ) throws(StoreError) -> LedgerVerification {
    let head = try storedHead().head
    return try translating {
      guard let id = UUIDBytes(bytes: head.logID) else {
        throw StoreError.corrupt(detail: "the log's id is not readable")
      }
      var verifier = try LogVerifier(id: id)
      let select = try PreparedStatement(
        database,
        """
        SELECT seq, recorded_at, ordinal, coalesce(subject, 0), operation, kind, header, payload,
          leaf_hash, frontier
        FROM event ORDER BY seq
        """)
      defer { select.reset() }
      let tiles = try TileCheck(database)
      var badBlock: UInt64?
      var lastRecordedAt: Int64?
      while try select.next() {
        let columns = EventColumns(
          sequence: UInt64(bitPattern: select.integer(0)), recordedAt: select.integer(1),
          ordinal: UInt32(truncatingIfNeeded: select.integer(2)), subject: select.integer(3))
        lastRecordedAt = columns.recordedAt
        // Safe: the six columns stay where they are until the statement moves on.
        try verifier.take(
          columns, operation: unsafe select.lent(4).span, kind: unsafe select.lent(5).span,
          header: unsafe select.lent(6).span, payload: unsafe select.lent(7).span,
          leafHash: unsafe select.lent(8).span, frontier: unsafe select.lent(9).span)
        if verifier.size.isMultiple(of: TierNode.width) {
          // The block's first event stands for all that it keeps from being proved, where none of them
          // is bad itself.
          if badBlock == nil, verifier.firstBad == nil, try !tiles.holds(verifier) {
            badBlock = verifier.size - TierNode.width + 1
          }
          if verifier.size & 0xFFFF == 0 { progress?(verifier.size) }
        }
      }
      let root = try verifier.root()
      var firstBad = [verifier.firstBad, badBlock].compactMap(\.self).min()
      if firstBad == nil {
        if verifier.size != head.size {
          firstBad = min(verifier.size, head.size) + 1
        } else if root != head.root {
          firstBad = max(head.size, 1)
        } else if let lastRecordedAt, lastRecordedAt != head.lastRecordedAt.microseconds {
          firstBad = head.size
        } else if !verifier.endsTransaction
          || (head.size > 0 && !verifier.hasFrontier(head.frontier.span))
        {
          firstBad = head.size
        } else if try !tiles.isComplete(size: head.size) {
          firstBad = head.size / TierNode.width * TierNode.width + 1
        }
      }
      return LedgerVerification(size: verifier.size, root: root, firstBad: firstBad)
    }
  }

  /// The events of a range of the log, in its order.
  /// - Parameters:
  ///   - range: first and last position.
  ///   - subject: a donor's code, to pass over the events about others; nil for all.
  ///   - body: receives each event.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachEvent(
    in range: ClosedRange<UInt64>, about subject: Int64?, _ body: (StoredEvent) throws -> Void
  ) throws {
    try forEachEvent(
      where: "seq BETWEEN ?1 AND ?2 AND (?3 IS NULL OR seq IN (SELECT seq FROM donor_event "
        + "WHERE donor = ?3))",
      bind: {
        $0.bind(1, Int64(clamping: range.lowerBound))
        $0.bind(2, Int64(clamping: range.upperBound))
        $0.bind(3, subject)
      }, body)
  }
}
