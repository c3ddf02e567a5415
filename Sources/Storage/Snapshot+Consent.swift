public import Domain

extension Snapshot {
  /// Reads the consent events of donors in any order, with the statement kept between calls.
  public final class ConsentReader {
    private let select: PreparedStatement
    private let forms: [Int: FormReference]

    fileprivate init(_ select: PreparedStatement, _ forms: [Int: FormReference]) {
      self.select = select
      self.forms = forms
    }

    /// The consent events of a donor, in the order of the log, without their sealed texts.
    /// - Parameter donor: the donor's code.
    /// - Returns: the events.
    /// - Throws: ``StoreError``.
    public func events(of donor: Int64) throws(StoreError) -> [ConsentEvent] {
      do {
        select.bind(1, donor)
        defer { select.reset() }
        var events: [ConsentEvent] = []
        while try select.next() { events.append(try ConsentEvent(select, forms)) }
        return events
      } catch { throw StoreError(error) }
    }
  }

  /// Reads the consent events of every donor, in the order of the donors' codes.
  public struct ConsentCursor {
    private let rows: RowCursor
    private let forms: [Int: FormReference]

    fileprivate init(_ rows: RowCursor, _ forms: [Int: FormReference]) {
      self.rows = rows
      self.forms = forms
    }

    /// The consent events of a donor, in the order of the log, without their sealed texts.
    /// - Parameter donor: the donor's code, greater than the one asked for before.
    /// - Returns: the events.
    /// - Throws: ``StoreError``.
    public func take(_ donor: Int64) throws(StoreError) -> [ConsentEvent] {
      do {
        var events: [ConsentEvent] = []
        try rows.take(donor) { events.append(try ConsentEvent($0, forms)) }
        return events
      } catch { throw StoreError(error) }
    }
  }

  static let consentColumns = """
    donor, seq, recorded_at, kind, form_seq, permitted, declined, not_chosen, scopes, level,
    signed_on, effective_from, signer, assent, target, destruction, evidence
    """

  /// Prepares the reading of consent events.
  /// - Returns: the reader.
  /// - Throws: ``StoreError``.
  public func consentReader() throws(StoreError) -> ConsentReader {
    try translating {
      ConsentReader(
        try prepared(
          text: "SELECT \(Self.consentColumns) FROM consent_event WHERE donor = ?1 ORDER BY seq"),
        try formReferences())
    }
  }

  /// Prepares the reading of the consent events of all donors, one after the other.
  /// - Returns: the cursor.
  /// - Throws: ``StoreError``.
  public func consentCursor() throws(StoreError) -> ConsentCursor {
    try translating {
      ConsentCursor(
        try RowCursor(
          database,
          """
          SELECT \(Self.consentColumns) FROM consent_event WHERE donor >= ?1 ORDER BY donor, seq
          """),
        try formReferences())
    }
  }

  func formReferences() throws -> [Int: FormReference] {
    let select = try prepared("SELECT seq, id, version FROM consent_form ORDER BY seq")
    defer { select.reset() }
    var forms: [Int: FormReference] = [:]
    while try select.next() {
      forms[Int(select.integer(0))] = FormReference(
        id: select.text(1), version: Int(select.integer(2)))
    }
    return forms
  }

  /// The donor that a consent event is about.
  /// - Parameter sequence: ledger sequence of the event.
  /// - Returns: the donor's code, or nil where the event is no consent event.
  /// - Throws: ``StoreError``.
  public func donor(ofConsentEvent sequence: UInt64) throws(StoreError) -> Int64? {
    try integers(
      "SELECT donor FROM consent_event WHERE seq = ?1 ORDER BY seq", Int64(clamping: sequence)
    ).first
  }

  /// The donors who signed any version of a form.
  /// - Parameter form: id of the form.
  /// - Returns: the donors' codes, ascending.
  /// - Throws: ``StoreError``.
  public func donors(whoSigned form: String) throws(StoreError) -> [Int64] {
    try translating {
      let select = try PreparedStatement(
        database,
        """
        SELECT DISTINCT donor FROM consent_event
        WHERE form_seq IN (SELECT seq FROM consent_form WHERE id = ?1) ORDER BY donor
        """)
      select.bind(1, form)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }

  /// Every donor who has a consent event.
  /// - Returns: the donors' codes, ascending.
  /// - Throws: ``StoreError``.
  public func donorsWithConsentEvents() throws(StoreError) -> [Int64] {
    try integers("SELECT DISTINCT donor FROM consent_event WHERE donor > ?1 ORDER BY donor", -1)
  }

  private func integers(_ sql: String, _ argument: Int64) throws(StoreError) -> [Int64] {
    try translating {
      let select = try PreparedStatement(database, sql)
      select.bind(1, argument)
      defer { select.reset() }
      var found: [Int64] = []
      while try select.next() { found.append(select.integer(0)) }
      return found
    }
  }
}

extension Snapshot {
  /// The consent states of a donor on a day, as the last recorded event left them; a merged code
  /// has those of the donor it is merged into.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - day: the day.
  /// - Returns: the states.
  /// - Throws: ``StoreError``.
  public func states(of donor: Int64, on day: CivilDay) throws(StoreError) -> PackedStates {
    try translating {
      let select = try prepared(
        "SELECT segments FROM consent_timeline WHERE donor = ?1 ORDER BY donor")
      select.bind(1, try survivor(of: donor))
      defer { select.reset() }
      return try select.next() ? try TimelineColumn.states(select, 0, on: day) : PackedStates()
    }
  }
}

extension ConsentEvent {
  /// Stands for the reason that every void has and that only the sealed payload tells.
  private static let sealedReason = "sealed"

  init(_ row: PreparedStatement, _ forms: [Int: FormReference]) throws {
    guard let kind = ConsentEventKind(rawValue: UInt8(clamping: row.integer(3))),
      let signer = Signer(rawValue: UInt8(clamping: row.integer(12)))
    else { throw StoreError.corrupt(detail: "unknown code in consent event \(row.integer(1))") }
    func scopes(_ column: Int32) -> ScopeSet {
      ScopeSet(rawValue: UInt16(truncatingIfNeeded: row.integer(column)))
    }
    let facts: ConsentFacts
    do {
      facts = try ConsentFacts(
        kind: kind, form: row.optionalInteger(4).flatMap { forms[Int($0)] },
        permitted: scopes(5), declined: scopes(6), notChosen: scopes(7), scopes: scopes(8),
        level: row.optionalInteger(9).flatMap { WithdrawalLevel(rawValue: UInt8(clamping: $0)) },
        destruction: row.optionalInteger(15).flatMap { Destruction(rawValue: UInt8(clamping: $0)) },
        signedOn: CivilDay(stored: row.integer(10)),
        effectiveFrom: CivilDay(stored: row.integer(11)), signer: signer,
        assent: row.integer(13) == 1,
        evidence: row.optionalBlob(16).flatMap(DocumentHash.init(bytes:)),
        reason: kind == .void ? Self.sealedReason : nil,
        target: row.optionalSequence(14))
    } catch {
      throw StoreError.corrupt(
        detail: "consent event \(row.integer(1)) cannot have been written: \(error)")
    }
    self.init(
      sequence: row.sequence(1), recordedAt: Instant(microseconds: row.integer(2)),
      facts: facts)
  }
}
