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

  /// Prepares the reading of consent events.
  /// - Returns: the reader.
  /// - Throws: ``StoreError``.
  public func consentReader() throws(StoreError) -> ConsentReader {
    try translating {
      ConsentReader(
        try prepared(
          text: """
            SELECT \(StoredConsent.columns), evidence FROM consent_event WHERE donor = ?1 ORDER BY seq
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
  /// Reads a row of ``StoredConsent/columns`` with the evidence behind them.
  init(_ row: PreparedStatement, _ forms: [Int: FormReference]) throws {
    try self.init(
      StoredConsent(row), forms, evidence: row.optionalBlob(16).flatMap(DocumentHash.init(bytes:)))
  }
}
