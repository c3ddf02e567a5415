public import Domain
internal import GRDB

/// Writes the tables of current state, in the live database as in one that is rebuilt beside it.
///
/// Statements are prepared once and kept: an intake of a million rows prepares each of them once.
public final class ProjectionWriter {
  private let statements: StatementCache

  init(_ database: Database) {
    statements = StatementCache(database)
  }

  func prepared(_ sql: StaticString) throws -> PreparedStatement {
    try statements.prepared(sql)
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
        INSERT INTO consent_form (seq, id, version, recorded_at, document)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """)
      insert.bind(1, Int64(sequence))
      insert.bind(2, form.id)
      insert.bind(3, form.version)
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, form.text)
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
        INSERT INTO programme (id, version, seq, recorded_at, document)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, seq = excluded.seq,
          recorded_at = excluded.recorded_at, document = excluded.document, state = NULL
        """)
      insert.bind(1, programme.id)
      insert.bind(2, programme.version)
      insert.bind(3, Int64(sequence))
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, programme.text)
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
      let insert = try prepared(
        """
        INSERT INTO donor (code, registered_seq, identity_seq, registered_at, facility, birth_year,
          majority_day, sex, country, postcode3, interest_source, interest_on, vital_status,
          died_on, no_contact, has_strong_identifier)
        VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """)
      insert.bind(1, donor)
      insert.bind(2, Int64(sequence))
      insert.bind(3, recordedAt.microseconds)
      insert.bind(4, record.facility)
      insert.bind(5, record.birthYear.map(Int64.init))
      insert.bind(6, record.majorityDay?.stored)
      insert.bind(7, Int64(record.sex.rawValue))
      insert.bind(8, record.country)
      insert.bind(9, record.postcode3)
      insert.bind(10, Int64(record.interest.source.rawValue))
      insert.bind(11, record.interest.expressedOn.stored)
      insert.bind(12, Int64(record.vitalStatus.rawValue))
      insert.bind(13, record.diedOn?.stored)
      insert.bind(14, record.noContact ? 1 : 0)
      insert.bind(15, tokens.strong.isEmpty ? 0 : 1)
      try insert.run()
      try insertTokens(tokens, of: donor)
      try add(tumours: record.tumours, to: donor, after: 0)
      try add(tissue: record.tissue, to: donor, after: 0)
    }
  }

  /// Adds what a later report brought.
  /// - Parameters:
  ///   - additions: tumours and tissue that were not known, and vital status.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func add(_ additions: DonorAdditions, to donor: Int64) throws(StoreError) {
    try translating {
      try add(tumours: additions.tumours, to: donor, after: known(diagnosisCount, of: donor))
      for (tumour, findings) in Dictionary(grouping: additions.findings, by: \.tumour) {
        let count = try prepared(
          "SELECT count(*) FROM biomarker WHERE donor = ?1 AND diagnosis = ?2")
        count.bind(1, donor)
        count.bind(2, tumour)
        let known = Int(try count.firstInteger() ?? 0)
        try add(biomarkers: findings.map(\.finding), to: donor, tumour: tumour, after: known)
      }
      try add(tissue: additions.tissue, to: donor, after: known(specimenCount, of: donor))
      guard additions.vitalStatus == .dead || additions.noContact else { return }
      let update = try prepared(
        """
        UPDATE donor SET vital_status = max(vital_status, ?2),
          died_on = coalesce(died_on, ?3), no_contact = max(no_contact, ?4)
        WHERE code = ?1
        """)
      update.bind(1, donor)
      update.bind(2, Int64(additions.vitalStatus.rawValue))
      update.bind(3, additions.diedOn?.stored)
      update.bind(4, additions.noContact ? 1 : 0)
      try update.run()
    }
  }

  private let diagnosisCount: StaticString = "SELECT count(*) FROM diagnosis WHERE donor = ?1"
  private let specimenCount: StaticString = "SELECT count(*) FROM specimen WHERE donor = ?1"

  private func known(_ count: StaticString, of donor: Int64) throws -> Int {
    let select = try prepared(count)
    select.bind(1, donor)
    return Int(try select.firstInteger() ?? 0)
  }

  private func add(tumours: [TumourRecord], to donor: Int64, after known: Int) throws {
    guard !tumours.isEmpty else { return }
    let insert = try prepared(
      """
      INSERT INTO diagnosis (donor, ordinal, site, histology, behaviour, laterality, diagnosed_on,
        age, stage, edition, t, n, m)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """)
    for (offset, tumour) in tumours.enumerated() {
      let ordinal = known + offset
      let diagnosis = tumour.diagnosis
      insert.bind(1, donor)
      insert.bind(2, ordinal)
      insert.bind(3, Int64(diagnosis.site.code))
      insert.bind(4, Int64(diagnosis.morphology.histology))
      insert.bind(5, Int64(diagnosis.morphology.behaviour))
      insert.bind(6, Int64(diagnosis.laterality.rawValue))
      insert.bind(7, diagnosis.diagnosedOn?.stored)
      insert.bind(8, tumour.age.map(Int64.init))
      insert.bind(9, diagnosis.stage?.description)
      insert.bind(10, diagnosis.edition.map(Int64.init))
      insert.bind(11, diagnosis.t?.description)
      insert.bind(12, diagnosis.n?.description)
      insert.bind(13, diagnosis.m?.description)
      try insert.run()
      try add(biomarkers: diagnosis.biomarkers, to: donor, tumour: ordinal, after: 0)
    }
  }

  private func add(
    biomarkers: [BiomarkerFinding], to donor: Int64, tumour: Int, after known: Int
  ) throws {
    guard !biomarkers.isEmpty else { return }
    let insert = try prepared(
      """
      INSERT INTO biomarker (donor, diagnosis, ordinal, marker, result, observed_on)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    for (ordinal, finding) in biomarkers.enumerated() {
      insert.bind(1, donor)
      insert.bind(2, tumour)
      insert.bind(3, known + ordinal)
      insert.bind(4, Int64(finding.biomarker.rawValue))
      insert.bind(5, Int64(finding.result.rawValue))
      insert.bind(6, finding.observedOn?.stored)
      try insert.run()
    }
  }

  private func add(tissue: [Specimen], to donor: Int64, after known: Int) throws {
    guard !tissue.isEmpty else { return }
    let insert = try prepared(
      """
      INSERT INTO specimen (donor, ordinal, kind, available_on, matched_normal, viability)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    for (offset, specimen) in tissue.enumerated() {
      insert.bind(1, donor)
      insert.bind(2, known + offset)
      insert.bind(3, Int64(specimen.kind.rawValue))
      insert.bind(4, specimen.availableOn?.stored)
      insert.bind(5, specimen.matchedNormal ? 1 : 0)
      insert.bind(6, Int64(specimen.viability.rawValue))
      try insert.run()
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
      try insertTokens(tokens, of: donor)
      guard !tokens.strong.isEmpty else { return }
      let update = try prepared("UPDATE donor SET has_strong_identifier = 1 WHERE code = ?1")
      update.bind(1, donor)
      try update.run()
    }
  }

  private func insertTokens(_ tokens: DonorTokens, of donor: Int64) throws {
    for token in tokens.strong {
      let insert = try prepared("INSERT INTO strong_identifier (token, donor) VALUES (?1, ?2)")
      insert.bind(1, token)
      insert.bind(2, donor)
      try insert.run()
    }
    for token in tokens.composite {
      let insert = try prepared(
        "INSERT INTO match_token (token, donor, kind) VALUES (?1, ?2, ?3)")
      insert.bind(1, token.value)
      insert.bind(2, donor)
      insert.bind(3, Int64(token.kind))
      try insert.run()
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

  /// Puts the fold of a donor's consent events in the place of the earlier one.
  /// - Parameters:
  ///   - intervals: the intervals, in the order of their days.
  ///   - donor: the donor's code.
  ///   - isNew: whether the donor is known to have none, which saves the removal.
  /// - Throws: ``StoreError``.
  public func replace(
    intervals: [StoredInterval], of donor: Int64, isNew: Bool = false
  ) throws(StoreError) {
    try translating {
      if !isNew {
        let remove = try prepared("DELETE FROM consent_interval WHERE donor = ?1")
        remove.bind(1, donor)
        try remove.run()
      }
      let insert = try prepared(
        """
        INSERT INTO consent_interval (donor, from_day, until_day, states, permitted)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """)
      for interval in intervals {
        insert.bind(1, donor)
        insert.bind(2, interval.from.stored)
        insert.bind(3, interval.until.stored)
        insert.bind(4, Int64(bitPattern: interval.states.rawValue))
        insert.bind(5, Int64(interval.states.permitted.rawValue))
        try insert.run()
      }
    }
  }

  // MARK: Releases

  /// Adds a sealed release with its items.
  /// - Parameters:
  ///   - release: the release.
  ///   - sequence: ledger sequence of the seal.
  ///   - recordedAt: when it was sealed.
  /// - Throws: ``StoreError``.
  public func add(
    release: SealedRelease, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO data_release (id, seq, sealed_at, recipient, purpose, valid_on, scopes, donors,
          document, folder)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """)
      insert.bind(1, release.id)
      insert.bind(2, Int64(sequence))
      insert.bind(3, recordedAt.microseconds)
      insert.bind(4, release.recipient)
      insert.bind(5, release.purpose)
      insert.bind(6, release.validOn.stored)
      insert.bind(7, Int64(release.scopes.rawValue))
      insert.bind(8, release.items.count)
      insert.bind(9, release.document)
      insert.bind(10, release.folder)
      try insert.run()
      let item = try prepared(
        "INSERT INTO release_item (release_id, donor, pseudonym) VALUES (?1, ?2, ?3)")
      for entry in release.items {
        item.bind(1, release.id)
        item.bind(2, entry.donor)
        item.bind(3, entry.pseudonym)
        try item.run()
      }
    }
  }

  /// Notes that the files of a release reached their folder.
  /// - Parameters:
  ///   - release: release id.
  ///   - sequence: ledger sequence of the delivery.
  /// - Throws: ``StoreError``.
  public func deliver(release: String, sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared("UPDATE data_release SET delivered_seq = ?2 WHERE id = ?1")
      update.bind(1, release)
      update.bind(2, Int64(sequence))
      try update.run()
    }
  }
}
