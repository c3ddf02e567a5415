public import Domain

extension Snapshot {
  /// Reads what the consent rule needs of one donor after the other.
  ///
  /// A few donors are looked up one by one. Where a large part of all donors is wanted, donors and
  /// events are read side by side in the order of the codes, which costs no look-up at all.
  public final class FoldingReader {
    private enum Access {
      case lookUp(facts: PreparedStatement, events: PreparedStatement)
      case sweep(facts: RowCursor, events: RowCursor)
    }

    private let access: Access
    private let forms: [Int64: FormReference]

    fileprivate init(
      _ snapshot: Snapshot, sweeping: Bool, forms: [Int64: FormReference]
    ) throws {
      self.forms = forms
      let database = try snapshot.database
      let facts = "SELECT \(Snapshot.factColumns) FROM donor"
      let events = "SELECT \(Snapshot.consentColumns) FROM consent_event"
      access =
        sweeping
        ? .sweep(
          facts: try RowCursor(PreparedStatement(database, "\(facts) ORDER BY code")),
          events: try RowCursor(PreparedStatement(database, "\(events) ORDER BY donor, seq")))
        : .lookUp(
          facts: try snapshot.prepared(text: "\(facts) WHERE code = ?1 ORDER BY code"),
          events: try snapshot.prepared(text: "\(events) WHERE donor = ?1 ORDER BY seq"))
    }

    /// The facts of a donor; its consent events are appended in the order of the log, without
    /// their sealed texts.
    /// - Parameters:
    ///   - donor: the donor's code, greater than the one asked for before.
    ///   - events: receives the events.
    /// - Returns: the facts, or nil where there is no such donor.
    /// - Throws: ``StoreError``.
    public func take(
      _ donor: Int64, into events: inout [ConsentEvent]
    ) throws(StoreError) -> DonorFacts? {
      do {
        switch access {
        case .lookUp(let facts, let history):
          facts.bind(1, donor)
          defer { facts.reset() }
          guard try facts.next() else { return nil }
          history.bind(1, donor)
          defer { history.reset() }
          while try history.next() { events.append(try ConsentEvent(history, forms)) }
          return try DonorFacts(facts)
        case .sweep(let rows, let history):
          var facts: DonorFacts?
          try rows.take(donor) { facts = try DonorFacts($0) }
          guard let facts else { return nil }
          try history.take(donor) { events.append(try ConsentEvent($0, forms)) }
          return facts
        }
      } catch { throw StoreError(error) }
    }
  }

  /// How many donors may be passed over to spare the look-up of one.
  private static let passedOver = 16

  /// The columns that ``DonorFacts`` is read from.
  fileprivate static let factColumns =
    "code, registered_at, birth_year, majority_day, vital_status, died_on"

  /// Prepares the reading of what the consent rule needs.
  /// - Parameter wanted: how many donors will be asked for, in the order of their codes.
  /// - Returns: the reader.
  /// - Throws: ``StoreError``.
  public func foldingReader(for wanted: Int) throws(StoreError) -> FoldingReader {
    try translating {
      let last = try prepared("SELECT max(seq) FROM consent_event").firstInteger() ?? 0
      return try FoldingReader(
        self, sweeping: wanted > 64 && Int64(wanted) * Int64(Self.passedOver) > last,
        forms: try formReferences())
    }
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
