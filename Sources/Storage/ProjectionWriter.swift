public import Domain
internal import GRDB

/// Writes the tables of current state, in the live database as in one that is rebuilt beside it.
///
/// Statements are prepared once and kept: an intake of a million rows prepares each of them once.
public final class ProjectionWriter {
  let statements: StatementCache
  private let connection: Database
  let pending: PendingDonors
  /// Items of a release that stand in the table already, while its seal is yet to come.
  var itemsAhead: ItemsAhead?
  private var writer = CanonicalWriter(capacity: 256)

  init(_ database: Database, _ pending: PendingDonors, statements: StatementCache? = nil) {
    self.statements = statements ?? StatementCache(database)
    connection = database
    self.pending = pending
  }

  /// The database with everything in it that this transaction holds back.
  var database: Database {
    get throws {
      try pending.flush()
      return connection
    }
  }

  /// A statement that finds everything written which this transaction holds back.
  func prepared(_ sql: StaticString) throws -> PreparedStatement {
    try pending.flush()
    return try statements.prepared(sql)
  }

  /// The same for a text that is put together from few parts.
  func prepared(text: String) throws -> PreparedStatement {
    try pending.flush()
    return try statements.prepared(text: text)
  }

  /// A statement that needs the row of one donor alone.
  private func prepared(about donor: Int64, _ sql: StaticString) throws -> PreparedStatement {
    if pending.donors[donor] != nil { try pending.flush() }
    return try statements.prepared(sql)
  }

  /// Runs work on the database and translates what it throws.
  func translating<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do { return try body() } catch { throw StoreError(error) }
  }

  // MARK: Forms and programmes

  /// Adds a published consent form.
  /// - Parameters:
  ///   - form: id, version and canonical text of the form.
  ///   - sequence: ledger sequence of its publication.
  ///   - recordedAt: when it was published.
  /// - Throws: ``StoreError``.
  public func add(
    form: PublishedDocument, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO consent_form (seq, id, version, recorded_at, document, outline)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """)
      insert.bind(1, Int64(sequence))
      insert.bind(2, form.id)
      insert.bind(3, form.version)
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, form.text)
      insert.bind(6, form.outline)
      try insert.run()
    }
  }

  /// Adds a programme, or puts a newer version in the place of the older.
  /// - Parameters:
  ///   - programme: id, version and text of the programme.
  ///   - sequence: ledger sequence of its publication.
  ///   - recordedAt: when it was published.
  /// - Throws: ``StoreError``.
  public func put(
    programme: PublishedDocument, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO programme (id, version, seq, recorded_at, document, outline)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, seq = excluded.seq,
          recorded_at = excluded.recorded_at, document = excluded.document,
          outline = excluded.outline, state = NULL
        """)
      insert.bind(1, programme.id)
      insert.bind(2, programme.version)
      insert.bind(3, Int64(sequence))
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, programme.text)
      insert.bind(6, programme.outline)
      try insert.run()
    }
  }

  // MARK: Donors

  /// Adds a donor with tumours and tissue.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - record: what is known of the donor.
  ///   - tokens: the keyed tokens by which the donor is known again.
  ///   - sequence: ledger sequence of the registration.
  ///   - recordedAt: when the donor was registered.
  /// - Throws: ``StoreError/constraint(detail:)`` where a strong identifier is another donor's.
  public func add(
    donor: Int64, record: DonorRecord, tokens: DonorTokens, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      try pending.add(
        StoredDonor(
          code: donor, registeredSequence: sequence, identitySequence: sequence,
          registeredAt: recordedAt, record: record,
          hasStrongIdentifier: !tokens.strong.isEmpty))
      try pending.add(tokens, of: donor)
    }
  }

  /// Notes that an event is about a donor.
  /// - Parameters:
  ///   - sequence: ledger sequence of the event.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func note(event sequence: UInt64, about donor: Int64) throws(StoreError) {
    try translating { try pending.note(event: sequence, about: donor) }
  }

  func bind(
    _ findings: ClinicalFindings, to statement: PreparedStatement, _ index: Int32
  ) {
    writer.removeAll()
    findings.encode(into: &writer)
    statement.bind(index, writer.bytes)
  }

  /// Adds what a later report brought.
  /// - Parameters:
  ///   - additions: tumours and tissue that were not known, and vital status.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func add(_ additions: DonorAdditions, to donor: Int64) throws(StoreError) {
    try translating {
      let isHeld = try pending.change(donor) { try $0.record.add(additions) }
      if isHeld { return }
      let select = try statements.prepared(
        "SELECT findings FROM donor WHERE code = ?1 ORDER BY code")
      select.bind(1, donor)
      defer { select.reset() }
      guard try select.next() else {
        throw StoreError.corrupt(detail: "something was added to a donor who is not there")
      }
      var findings = try ClinicalFindings(stored: select.blob(0))
      try findings.add(additions)
      let update = try statements.prepared(
        """
        UPDATE donor SET findings = ?2, vital_status = max(vital_status, ?3),
          died_on = coalesce(died_on, ?4), no_contact = max(no_contact, ?5), planned_until = ?6
        WHERE code = ?1
        """)
      update.bind(1, donor)
      bind(findings, to: update, 2)
      update.bind(3, Int64(additions.vitalStatus.rawValue))
      update.bind(4, additions.diedOn?.stored)
      update.bind(5, additions.noContact ? 1 : 0)
      update.bind(6, findings.plannedUntil?.stored)
      try update.run()
      try renewCodes(of: donor)
    }
  }

  // MARK: Identity

  /// Adds tokens to a donor who is stored already.
  /// - Parameters:
  ///   - tokens: the tokens.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError/constraint(detail:)`` where a strong identifier is another donor's.
  public func add(tokens: DonorTokens, of donor: Int64) throws(StoreError) {
    try translating {
      try pending.add(tokens, of: donor)
      guard !tokens.strong.isEmpty else { return }
      if pending.change(donor, { $0.hasStrongIdentifier = true }) { return }
      let update = try statements.prepared(
        "UPDATE donor SET has_strong_identifier = 1 WHERE code = ?1")
      update.bind(1, donor)
      try update.run()
    }
  }

  // MARK: Consent

  /// Adds a consent event; the texts that might name a person are not among its columns.
  /// - Parameters:
  ///   - event: the event.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func add(consent event: ConsentEvent, of donor: Int64) throws(StoreError) {
    try translating {
      let insert = try prepared(
        about: donor,
        """
        INSERT INTO consent_event (seq, donor, recorded_at, kind, form_seq, permitted, declined,
          not_chosen, scopes, level, destruction, signed_on, effective_from, signer, assent,
          evidence, target)
        VALUES (?1, ?2, ?3, ?4, (SELECT seq FROM consent_form WHERE id = ?5 AND version = ?6), ?7,
          ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        """)
      let facts = event.facts
      insert.bind(1, Int64(event.sequence))
      insert.bind(2, donor)
      insert.bind(3, event.recordedAt.microseconds)
      insert.bind(4, Int64(facts.kind.rawValue))
      insert.bind(5, facts.form?.id)
      insert.bind(6, facts.form.map { Int64($0.version) })
      insert.bind(7, Int64(facts.permitted.rawValue))
      insert.bind(8, Int64(facts.declined.rawValue))
      insert.bind(9, Int64(facts.notChosen.rawValue))
      insert.bind(10, Int64(facts.scopes.rawValue))
      insert.bind(11, facts.level.map { Int64($0.rawValue) })
      insert.bind(12, facts.destruction.map { Int64($0.rawValue) })
      insert.bind(13, facts.signedOn.stored)
      insert.bind(14, facts.effectiveFrom.stored)
      insert.bind(15, Int64(facts.signer.rawValue))
      insert.bind(16, facts.assent ? 1 : 0)
      insert.bind(17, facts.evidence?.bytes)
      insert.bind(18, facts.target.map { Int64($0) })
      try insert.run()
    }
  }
}
