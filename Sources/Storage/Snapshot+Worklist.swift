public import Domain

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
  /// Reads what a worklist asks of one donor after the other, with the statements kept.
  public final class WorklistReader {
    private let intervals: PreparedStatement
    private let permissions: PreparedStatement
    private let facility: PreparedStatement

    fileprivate init(
      intervals: PreparedStatement, permissions: PreparedStatement, facility: PreparedStatement
    ) {
      self.intervals = intervals
      self.permissions = permissions
      self.facility = facility
    }

    /// The fold of a donor's consent events as it is stored, by day.
    /// - Parameter donor: the donor's code.
    /// - Returns: the intervals; days on which nothing was asked are in none.
    /// - Throws: ``StoreError``.
    public func intervals(of donor: Int64) throws(StoreError) -> [StoredInterval] {
      do {
        intervals.bind(1, donor)
        defer { intervals.reset() }
        var found: [StoredInterval] = []
        while try intervals.next() {
          guard let states = PackedStates(rawValue: UInt64(bitPattern: intervals.integer(2)))
          else { throw StoreError.corrupt(detail: "unknown consent state in an interval") }
          found.append(
            StoredInterval(
              from: CivilDay(stored: intervals.integer(0)),
              until: CivilDay(stored: intervals.integer(1)), states: states))
        }
        return found
      } catch { throw StoreError(error) }
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
          if let target = permissions.optionalInteger(4) { voided.append(UInt64(target)) }
          let permitted = ScopeSet(rawValue: UInt16(truncatingIfNeeded: permissions.integer(2)))
          guard !permitted.isEmpty else { continue }
          found.append(
            StoredPermission(
              sequence: UInt64(permissions.integer(0)),
              formSequence: permissions.optionalInteger(1).map { UInt64($0) },
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
        intervals: try prepared(
          """
          SELECT from_day, until_day, states FROM consent_interval
          WHERE donor = ?1 ORDER BY from_day
          """),
        permissions: try prepared(
          """
          SELECT seq, form_seq, permitted, effective_from, target FROM consent_event
          WHERE donor = ?1 ORDER BY seq
          """),
        facility: try prepared("SELECT facility FROM donor WHERE code = ?1 ORDER BY code"))
    }
  }

  /// The donors of whom some scope is in a state on one of the days asked for.
  ///
  /// Answered from an index that holds only intervals with such a state, so that the number of all
  /// donors does not matter.
  /// - Parameters:
  ///   - state: `reconsent_due`, `lapsed` or `majority_due`.
  ///   - beginning: where the interval may begin.
  ///   - day: a day before the end of the interval.
  /// - Returns: the donors' codes, ascending, each once.
  /// - Throws: ``StoreError``.
  public func donors(
    with state: ConsentState, beginning: ClosedRange<CivilDay>, lastingAfter day: CivilDay
  ) throws(StoreError) -> [Int64] {
    // Each condition is the one of its index, word for word, or the index would not be used.
    let condition: String
    switch state {
    case .reconsentDue: condition = "((states >> 3) & ~states & 0x1111111111111111) <> 0"
    case .lapsed:
      condition = "((states >> 2) & (states >> 1) & states & 0x1111111111111111) <> 0"
    case .majorityDue: condition = "((states >> 3) & states & 0x1111111111111111) <> 0"
    default:
      throw .unexpected(detail: "no worklist is about the state \(state)")
    }
    return try translating {
      let select = try prepared(
        text: """
          SELECT donor FROM consent_interval
          WHERE \(condition) AND from_day BETWEEN ?1 AND ?2 AND until_day > ?3 ORDER BY from_day
          """)
      select.bind(1, beginning.lowerBound.stored)
      select.bind(2, beginning.upperBound.stored)
      select.bind(3, day.stored)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      found.sort()
      var last: Int64?
      found.removeAll { donor in
        defer { last = donor }
        return donor == last
      }
      return found
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
