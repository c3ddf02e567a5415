public import Domain

/// A donor of a walk over all of them; what it says of itself holds until the walk goes on.
public struct SweptDonor {
  private let row: PreparedStatement
  /// The donor's code.
  public internal(set) var code: Int64 = 0
  /// The consent states on the day.
  public internal(set) var states = PackedStates()
  /// What is known of the donor, where ``isPacked``.
  public internal(set) var donor = PackedDonor()
  /// Whether codes have room for all that is known; else the whole donor has to be read.
  public internal(set) var isPacked = false

  init(_ row: PreparedStatement) { self.row = row }

  /// Whether the donor has died.
  public var hasDied: Bool { donor.vitalStatus == .dead }

  /// What the consent rule has to know of the donor.
  public var facts: DonorFacts {
    DonorFacts(
      birthYear: donor.birthYear, majorityDay: row.optionalInteger(9).map(CivilDay.init(stored:)),
      vitalStatus: donor.vitalStatus,
      diedOn: row.optionalInteger(10).map(CivilDay.init(stored:)),
      registeredAt: Instant(microseconds: row.integer(11)))
  }
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
    _ body: (SweptDonor) throws -> Void
  ) throws {
    let donors = try PreparedStatement(
      database,
      """
      SELECT code, sex, vital_status, birth_year, no_contact, country, postcode3,
        \(withFacility ? "facility" : "NULL"), findings, majority_day, died_on, registered_at
      FROM donor
      WHERE code BETWEEN ?1 AND ?2 AND merged_into IS NULL ORDER BY code
      """)
    donors.bind(1, codes.lowerBound)
    donors.bind(2, codes.upperBound)
    let timelines = try RowCursor(
      database, "SELECT donor, segments FROM consent_timeline WHERE donor >= ?1 ORDER BY donor")
    defer { donors.reset() }
    var swept = SweptDonor(donors)
    try scanning {
      while try donors.next() {
        swept.code = donors.integer(0)
        swept.states = PackedStates()
        try timelines.take(swept.code) { swept.states = try TimelineColumn.states($0, 1, on: day) }
        guard needed.isSubset(of: swept.states.permitted) else { continue }
        swept.isPacked = try swept.donor.take(donors)
        try body(swept)
      }
    }
  }
}

extension PackedDonor {
  /// Takes up a row; false where there is more than there is room for.
  fileprivate mutating func take(_ row: PreparedStatement) throws -> Bool {
    guard let sex = Sex(rawValue: UInt8(clamping: row.integer(1))),
      let vitalStatus = VitalStatus(rawValue: UInt8(clamping: row.integer(2)))
    else { throw StoreError.corrupt(detail: "unknown code in a donor row") }
    (self.sex, self.vitalStatus) = (sex, vitalStatus)
    birthYear = row.optionalInteger(3).map { Int($0) }
    noContact = row.integer(4) == 1
    guard let country = row.shortText(5), let postcode3 = row.shortText(6) else { return false }
    (self.country, self.postcode3) = (country, postcode3)
    facility = row.optionalText(7)
    // Safe: the statement stands still until the findings are read.
    let findings = unsafe row.lent(8)
    return unsafe take(findings: findings.span)
  }
}

extension PreparedStatement {
  /// A text of few bytes, ``ShortText/none`` for NULL; nil for a longer one.
  fileprivate func shortText(_ column: Int32) -> ShortText? {
    // Safe: the statement stands still until the text is read. An empty one is no NULL.
    let bytes = unsafe lent(column)
    if bytes.isEmpty, optionalInteger(column) == nil { return ShortText.none }
    return unsafe ShortText(utf8: bytes.span)
  }
}
