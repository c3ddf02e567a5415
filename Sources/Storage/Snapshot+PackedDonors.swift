public import Domain

/// A donor of a walk over all of them; what it says of itself holds until the walk goes on.
public struct SweptDonor: ~Copyable {
  /// The donor's code.
  public internal(set) var code: Int64 = 0
  /// The consent states on the day.
  public internal(set) var states = PackedStates()
  /// What is known of the donor, where ``isPacked``.
  public internal(set) var donor = PackedDonor()
  /// Whether codes have room for all that is known; else the whole donor has to be read.
  public internal(set) var isPacked = false
}

extension Snapshot {
  /// Every donor of a range in codes of fixed width, with the consent states of a day, by code; merged
  /// codes are no donors.
  ///
  /// Both tables are read side by side in the order of their keys, and nothing is allocated for a
  /// donor.
  /// - Parameters:
  ///   - day: the day whose states are wanted.
  ///   - needed: donors who do not permit all of these scopes on that day are passed over.
  ///   - codes: the codes that are meant.
  ///   - withFacility: whether the facility that reported a donor is wanted.
  ///   - body: receives each donor.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachPackedDonor(
    on day: CivilDay, permitting needed: ScopeSet,
    codes: ClosedRange<Int64> = Int64.min...Int64.max, withFacility: Bool,
    _ body: (borrowing SweptDonor) throws -> Void
  ) throws {
    let donors = try GatheredRows(database, "donor, codes", width: 1, from: "donor_codes")
    let timelines = try GatheredRows(
      database, "donor, segments", width: 1, from: "consent_timeline")
    let facilities =
      withFacility
      ? try RowCursor(database, "SELECT code, facility FROM donor WHERE code >= ?1 ORDER BY code")
      : nil
    var swept = SweptDonor()
    try scanning {
      var hasDonor = try donors.begin(at: codes.lowerBound)
      while hasDonor {
        swept.code = donors.integer(0)
        if swept.code > codes.upperBound { break }
        // Safe: the rows stand still until they are read.
        swept.states =
          try timelines.move(to: swept.code)
          ? try unsafe TimelineColumn.states(timelines.lent(), on: day) : PackedStates()
        if needed.isSubset(of: swept.states.permitted) {
          swept.isPacked = try unsafe swept.take(donors.lent())
          try facilities?.take(swept.code) { swept.donor.facility = $0.optionalText(1) }
          try body(swept)
        }
        hasDonor = try donors.next()
      }
    }
  }
}

extension SweptDonor {
  /// Takes up a row; false where there is more than there is room for.
  @unsafe fileprivate mutating func take(_ codes: UnsafeBufferPointer<UInt8>) throws -> Bool {
    if codes.isEmpty { return false }
    guard unsafe donor.take(codes: codes.span, of: code) else {
      throw StoreError.corrupt(detail: "the codes of a donor are damaged")
    }
    return true
  }
}
