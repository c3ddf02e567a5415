public import Domain

extension Snapshot {
  /// Reads what the consent rule needs of one donor after the other.
  public final class FoldingReader {
    private let facts: RowCursor
    private let events: RowCursor
    private let forms: [Int: FormReference]

    fileprivate init(_ snapshot: Snapshot) throws {
      facts = try RowCursor(
        snapshot.database,
        """
        SELECT code, registered_at, birth_year, majority_day, vital_status, died_on FROM donor
        WHERE code >= ?1 ORDER BY code
        """)
      events = try RowCursor(
        snapshot.database,
        """
        SELECT \(StoredConsent.columns), evidence FROM consent_event WHERE donor >= ?1 ORDER BY donor, seq
        """)
      forms = try snapshot.formReferences()
    }

    /// The facts of a donor; its consent events are appended in the order of the log, without
    /// their sealed texts.
    /// - Parameters:
    ///   - donor: the donor's code, greater than the one asked for before.
    ///   - history: receives the events.
    /// - Returns: the facts, or nil where there is no such donor.
    /// - Throws: ``StoreError``.
    public func take(
      _ donor: Int64, into history: inout [ConsentEvent]
    ) throws(StoreError) -> DonorFacts? {
      do {
        var found: DonorFacts?
        try facts.take(donor) { found = try DonorFacts($0) }
        guard let found else { return nil }
        try events.take(donor) { history.append(try ConsentEvent($0, forms)) }
        return found
      } catch { throw StoreError(error) }
    }
  }

  /// Prepares the reading of what the consent rule needs.
  /// - Returns: the reader.
  /// - Throws: ``StoreError``.
  public func foldingReader() throws(StoreError) -> FoldingReader {
    try translating { try FoldingReader(self) }
  }
}

extension DonorFacts {
  fileprivate init(_ row: PreparedStatement) throws {
    guard let vitalStatus = VitalStatus(rawValue: UInt8(clamping: row.integer(4))) else {
      throw StoreError.corrupt(detail: "unknown code in a donor row")
    }
    self.init(
      birthYear: row.optionalInteger(2).map { Int($0) },
      majorityDay: row.optionalInteger(3).map(CivilDay.init(stored:)), vitalStatus: vitalStatus,
      diedOn: row.optionalInteger(5).map(CivilDay.init(stored:)),
      registeredAt: Instant(microseconds: row.integer(1)))
  }
}

extension StoredDonor {
  /// What the consent rule has to know of a donor.
  public var consentFacts: DonorFacts {
    DonorFacts(
      birthYear: record.birthYear, majorityDay: record.majorityDay,
      vitalStatus: record.vitalStatus, diedOn: record.diedOn, registeredAt: registeredAt)
  }
}
