public import Domain
internal import GRDB

/// A permission as a worklist needs it: which form was signed for which scopes, and from when on.
public struct StoredPermission: Hashable, Sendable {
  /// Ledger sequence of the event.
  public var sequence: UInt64
  /// Ledger sequence of the form's publication; nil where the form was not published.
  public var formSequence: UInt64?
  /// The scopes that it permits.
  public var permitted: ScopeSet
  /// The first day on which it holds.
  public var effectiveFrom: CivilDay
}

extension Snapshot {
  /// Reads what a worklist asks of one donor after the other.
  public final class WorklistReader {
    private let permissions: PreparedStatement
    private let facility: PreparedStatement

    fileprivate init(permissions: PreparedStatement, facility: PreparedStatement) {
      self.permissions = permissions
      self.facility = facility
    }

    /// The grants and renewals of a donor that no void takes out, in the order of the log.
    /// - Parameter donor: the donor's code.
    /// - Returns: the permissions.
    /// - Throws: ``StoreError``.
    public func permissions(of donor: Int64) throws(StoreError) -> [StoredPermission] {
      do {
        permissions.bind(1, donor)
        defer { permissions.reset() }
        var found: [StoredPermission] = []
        var voided: [UInt64] = []
        while try permissions.next() {
          if let target = permissions.optionalInteger(4) { voided.append(UInt64(clamping: target)) }
          let permitted = ScopeSet(rawValue: UInt16(truncatingIfNeeded: permissions.integer(2)))
          guard !permitted.isEmpty else { continue }
          found.append(
            StoredPermission(
              sequence: permissions.sequence(0),
              formSequence: permissions.optionalSequence(1),
              permitted: permitted, effectiveFrom: CivilDay(stored: permissions.integer(3))))
        }
        if !voided.isEmpty { found.removeAll { voided.contains($0.sequence) } }
        return found
      } catch { throw StoreError(error) }
    }

    /// The site that registered a donor.
    /// - Parameter donor: the donor's code.
    /// - Returns: the facility, nil where none is known.
    /// - Throws: ``StoreError``.
    public func facility(of donor: Int64) throws(StoreError) -> String? {
      do {
        facility.bind(1, donor)
        defer { facility.reset() }
        return try facility.next() ? facility.optionalText(0) : nil
      } catch { throw StoreError(error) }
    }
  }

  /// Prepares the reading of what worklists ask.
  /// - Returns: the reader.
  /// - Throws: ``StoreError``.
  public func worklistReader() throws(StoreError) -> WorklistReader {
    try translating {
      WorklistReader(
        permissions: try prepared(
          """
          SELECT seq, form_seq, permitted, effective_from, target FROM consent_event
          WHERE donor = ?1 ORDER BY seq
          """),
        facility: try prepared("SELECT facility FROM donor WHERE code = ?1 ORDER BY code"))
    }
  }

  /// Hands over the donors of whom some scope is in a state on one of the days asked for, with their
  /// consent over time.
  ///
  /// Every fold is read, in one pass, through a small cache, because a page is read once and a large
  /// cache costs more to fill than it gives back; which have the state is decided on their bytes.
  /// - Parameters:
  ///   - state: the state.
  ///   - beginning: where the segment with the state may begin.
  ///   - day: a day before the end of that segment.
  ///   - body: receives each donor, by code, with the segments.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachTimeline(
    with state: ConsentState, beginning: ClosedRange<CivilDay>, lastingAfter day: CivilDay,
    _ body: (Int64, [ConsentSegment]) throws -> Void
  ) throws {
    let select = try PreparedStatement(
      database, "SELECT donor, segments FROM consent_timeline ORDER BY donor")
    defer { select.reset() }
    try scanning {
      while try select.next() {
        if try TimelineColumn.contains(select, 1, state, beginning: beginning, lastingAfter: day) {
          try body(select.integer(0), try TimelineColumn.segments(select, 1))
        }
      }
    }
  }

  /// The consent of a donor over time, as it is stored.
  /// - Parameter donor: the donor's code.
  /// - Returns: the segments by first day, none where nothing was asked.
  /// - Throws: ``StoreError``.
  public func timeline(of donor: Int64) throws(StoreError) -> [ConsentSegment] {
    try translating {
      let select = try prepared(
        "SELECT segments FROM consent_timeline WHERE donor = ?1 ORDER BY donor")
      select.bind(1, donor)
      defer { select.reset() }
      return try select.next() ? try TimelineColumn.segments(select, 0) : []
    }
  }

  /// Every facility that has registered a donor.
  /// - Returns: the facilities, in their order.
  /// - Throws: ``StoreError``.
  public func facilities() throws(StoreError) -> [String] {
    try translating {
      let select = try prepared(
        "SELECT DISTINCT facility FROM donor WHERE facility IS NOT NULL ORDER BY facility")
      defer { select.reset() }
      var found: [String] = []
      while try select.next() { found.append(select.text(0)) }
      return found
    }
  }
}
