public import Domain

extension Snapshot {
  /// One donor; a merged code answers with the donor it is merged into.
  /// - Parameter code: the donor's code.
  /// - Returns: the donor, or nil.
  /// - Throws: ``StoreError``.
  public func donor(_ code: Int64) throws(StoreError) -> StoredDonor? {
    try storedDonor(try survivor(of: code))
  }

  /// A donor as stored under a code, merged or not.
  func storedDonor(_ code: Int64) throws(StoreError) -> StoredDonor? {
    if let held = pending?.donors[code] { return held }
    return try translating {
      let select = try preparedBesidePending(
        text: "SELECT \(Self.donorColumns), findings FROM donor WHERE code = ?1 ORDER BY code")
      select.bind(1, code)
      defer { select.reset() }
      return try select.next() ? Self.donorWithFindings(select) : nil
    }
  }

  /// One donor without tumours and tissue, for what only needs dates and status; a merged code
  /// answers with the donor it is merged into.
  /// - Parameter code: the donor's code.
  /// - Returns: the donor, or nil.
  /// - Throws: ``StoreError``.
  public func donorRow(_ code: Int64) throws(StoreError) -> StoredDonor? {
    try row(of: try survivor(of: code))
  }

  func row(of code: Int64) throws(StoreError) -> StoredDonor? {
    if let held = pending?.donors[code] { return held }
    return try translating {
      let select = try preparedBesidePending(
        text: "SELECT \(Self.donorColumns) FROM donor WHERE code = ?1 ORDER BY code")
      select.bind(1, code)
      defer { select.reset() }
      return try select.next() ? Self.donor(select) : nil
    }
  }

  /// The donors who have a procedure planned for a day or a later one; merged codes are no donors.
  /// - Parameter day: the day.
  /// - Returns: the codes, in their order.
  /// - Throws: ``StoreError``.
  public func donors(plannedFrom day: CivilDay) throws(StoreError) -> [Int64] {
    try translating {
      let select = try prepared(
        """
        SELECT code FROM donor WHERE planned_until >= ?1 AND merged_into IS NULL ORDER BY code
        """)
      select.bind(1, day.stored)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }

  private static let donorColumns = """
    code, registered_seq, identity_seq, registered_at, facility, birth_year, majority_day, sex,
    country, postcode3, interest_source, interest_on, vital_status, died_on, no_contact,
    has_strong_identifier
    """

  /// Every donor with the consent states of a day, by code; merged codes are no donors.
  ///
  /// Both tables are read side by side in the order of their keys, so that no donor costs a look-up.
  /// - Parameters:
  ///   - day: the day whose states are wanted; nil leaves every scope `not_asked`.
  ///   - needed: donors who do not permit all of these scopes on that day are passed over.
  ///   - codes: the codes that are meant.
  ///   - body: receives each donor and the states.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachDonor(
    on day: CivilDay?, permitting needed: ScopeSet = [],
    codes: ClosedRange<Int64> = Int64.min...Int64.max,
    _ body: (StoredDonor, PackedStates) throws -> Void
  ) throws {
    let donors = try PreparedStatement(
      database,
      """
      SELECT \(Self.donorColumns), findings FROM donor
      WHERE code BETWEEN ?1 AND ?2 AND merged_into IS NULL ORDER BY code
      """)
    donors.bind(1, codes.lowerBound)
    donors.bind(2, codes.upperBound)
    let timelines = try day.map { day in
      (
        day: day,
        rows: try RowCursor(
          database, "SELECT donor, segments FROM consent_timeline WHERE donor >= ?1 ORDER BY donor")
      )
    }
    defer { donors.reset() }
    try scanning {
      while try donors.next() {
        var packed = PackedStates()
        if let timelines {
          try timelines.rows.take(donors.integer(0)) {
            packed = try TimelineColumn.states($0, 1, on: timelines.day)
          }
        }
        guard needed.isSubset(of: packed.permitted) else { continue }
        try body(try Self.donorWithFindings(donors), packed)
      }
    }
  }

  private static func donorWithFindings(_ row: PreparedStatement) throws -> StoredDonor {
    var donor = try donor(row)
    donor.record.findings = try ClinicalFindings(stored: row.blob(16))
    return donor
  }

  private static func donor(_ row: PreparedStatement) throws -> StoredDonor {
    guard let sex = Sex(rawValue: UInt8(clamping: row.integer(7))),
      let source = InterestSource(rawValue: UInt8(clamping: row.integer(10))),
      let vitalStatus = VitalStatus(rawValue: UInt8(clamping: row.integer(12)))
    else { throw StoreError.corrupt(detail: "unknown code in a donor row") }
    let record = DonorRecord(
      interest: Interest(source: source, expressedOn: CivilDay(stored: row.integer(11))), sex: sex,
      facility: row.optionalText(4), birthYear: row.optionalInteger(5).map { Int($0) },
      majorityDay: row.optionalInteger(6).map(CivilDay.init(stored:)),
      country: row.optionalText(8), postcode3: row.optionalText(9), vitalStatus: vitalStatus,
      diedOn: row.optionalInteger(13).map(CivilDay.init(stored:)), noContact: row.integer(14) == 1)
    return StoredDonor(
      code: row.integer(0), registeredSequence: row.sequence(1),
      identitySequence: row.sequence(2),
      registeredAt: Instant(microseconds: row.integer(3)), record: record,
      hasStrongIdentifier: row.integer(15) == 1)
  }
}
