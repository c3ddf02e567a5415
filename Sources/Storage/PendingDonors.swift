internal import Domain
internal import GRDB

/// Donors of the transaction under way whose rows are not written yet.
///
/// A donor is keyed by random bits, so that every row of a bulk intake falls on another page. Rows
/// are held here instead and written in the order of their keys, several times cheaper each. Whoever
/// looks a donor up by code or token asks here first; everything else writes what is held before it
/// reads.
final class PendingDonors {
  /// Rows held before they are written, to bound memory.
  private static let limit = 1 << 15
  /// Data keys, which are short, are held longer: the more there are, the fewer pages each falls on.
  private static let keyLimit = 1 << 17

  private(set) var donors: [Int64: StoredDonor] = [:]
  private(set) var strong: [DonorTokens.Strong: Int64] = [:]
  private(set) var composite: [DonorTokens.Composite: [Int64]] = [:]
  /// Tokens that propose candidates, by donor: too many to be found by token before they are written.
  private(set) var proposing: [Int64: [DonorTokens.Composite]] = [:]
  private(set) var dataKeys = PendingDataKeys()
  private var events: [(donor: Int64, sequence: UInt64)] = []
  private var cases: [StoredReviewCase] = []
  private var removals: [(tokens: DonorTokens, donor: Int64)] = []
  /// Donors and tokens that a rotation under way has moved since the last flush.
  var moved = (donors: 0, nested: 0)
  private let statements: StatementCache
  private var writer = CanonicalWriter(capacity: 256)

  init(_ database: Database, statements: StatementCache? = nil) {
    self.statements = statements ?? StatementCache(database)
  }

  func add(_ donor: StoredDonor) throws {
    guard donors.updateValue(donor, forKey: donor.code) == nil else {
      throw StoreError.constraint(detail: "a donor code is given out already")
    }
    if donors.count >= Self.limit { try flushRows() }
  }

  func add(_ tokens: DonorTokens, of donor: Int64) throws {
    for token in tokens.strong {
      guard strong.updateValue(donor, forKey: token) == nil else {
        throw StoreError.constraint(detail: "a strong identifier belongs to another donor")
      }
    }
    var others: [DonorTokens.Composite] = []
    for token in tokens.composite {
      if token.isExact {
        composite[token, default: []].append(donor)
      } else {
        others.append(token)
      }
    }
    if !others.isEmpty { proposing[donor, default: []] += others }
  }

  /// Takes tokens away; those of them that are written already go with the next flush.
  func remove(_ tokens: DonorTokens, of donor: Int64) throws {
    var written = DonorTokens()
    for token in tokens.strong {
      if strong[token] == donor {
        strong[token] = nil
      } else {
        written.strong.append(token)
      }
    }
    for token in tokens.composite {
      if !(composite[token]?.remove(donor) ?? false),
        !(proposing[donor]?.remove(token) ?? false)
      {
        written.composite.append(token)
      }
    }
    if written != DonorTokens() { removals.append((written, donor)) }
    if removals.count >= Self.limit { try flushRows() }
  }

  func keep(dataKey wrapped: [UInt8], keyID: String, of donor: Int64) throws {
    dataKeys.keep(wrapped, keyID: keyID, of: donor)
    if dataKeys.count >= Self.keyLimit { try flushDataKeys() }
  }

  func note(event sequence: UInt64, about donor: Int64) throws {
    events.append((donor, sequence))
    if events.count >= Self.limit { try flushRows() }
  }

  func open(_ suspected: StoredReviewCase) throws {
    cases.append(suspected)
    if cases.count >= Self.limit { try flushRows() }
  }

  /// Changes a donor that is held.
  /// - Returns: false for a donor that is not.
  func change(_ donor: Int64, _ body: (inout StoredDonor) throws -> Void) rethrows -> Bool {
    guard let place = donors.index(forKey: donor) else { return false }
    try body(&donors.values[place])
    return true
  }

  /// Writes everything that is held.
  func flush() throws {
    try flushRows()
    try flushDataKeys()
  }

  private func flushDataKeys() throws {
    try dataKeys.write(statements)
    dataKeys.removeAll()
  }

  /// Writes everything but data keys, each table in the order of its key.
  private func flushRows() throws {
    guard
      !donors.isEmpty || !strong.isEmpty || !composite.isEmpty || !proposing.isEmpty
        || !events.isEmpty || !cases.isEmpty || !removals.isEmpty || moved.donors > 0
    else { return }
    try writeRemovals()
    for donor in donors.values.sorted(by: { $0.code < $1.code }) { try write(donor) }
    try writeStrong()
    try writeTokens()
    for event in events.sorted(by: { ($0.donor, $0.sequence) < ($1.donor, $1.sequence) }) {
      let insert = try statements.prepared("INSERT INTO donor_event (donor, seq) VALUES (?1, ?2)")
      insert.bind(1, event.donor)
      insert.bind(2, Int64(event.sequence))
      try insert.run()
    }
    for suspected in cases { try write(suspected) }
    donors.removeAll(keepingCapacity: true)
    strong.removeAll(keepingCapacity: true)
    composite.removeAll(keepingCapacity: true)
    proposing.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
    cases.removeAll(keepingCapacity: true)
    removals.removeAll(keepingCapacity: true)
    moved = (0, 0)
  }

  private func writeStrong() throws {
    for (token, donor) in strong.sorted(by: { $0.key < $1.key }) {
      let insert = try statements.prepared(
        "INSERT INTO strong_identifier (high, low, donor) VALUES (?1, ?2, ?3)")
      insert.bind(1, token.high)
      insert.bind(2, token.low)
      insert.bind(3, donor)
      try insert.run()
    }
  }

  /// Removes tokens that are given up before those that take their place are written, and counts.
  private func writeRemovals() throws {
    let strong = removals.flatMap { $0.tokens.strong }.sorted()
    for token in strong {
      let delete = try statements.prepared(
        "DELETE FROM strong_identifier WHERE high = ?1 AND low = ?2")
      delete.bind(1, token.high)
      delete.bind(2, token.low)
      try delete.run()
    }
    let composite = removals.flatMap { removal in
      removal.tokens.composite.map { (token: $0.value, donor: removal.donor) }
    }.sorted { ($0.token, $0.donor) < ($1.token, $1.donor) }
    for row in composite {
      let delete = try statements.prepared(
        "DELETE FROM match_token WHERE token = ?1 AND donor = ?2")
      delete.bind(1, row.token)
      delete.bind(2, row.donor)
      try delete.run()
    }
    guard moved.donors > 0 else { return }
    let update = try statements.prepared(
      """
      UPDATE key_rotation SET donors = donors + ?1, nested = nested + ?2 WHERE finished_seq IS NULL
      """)
    update.bind(1, moved.donors)
    update.bind(2, moved.nested)
    try update.run()
  }

  /// Opens a case, or brings an open one up to date; a decision once made stands.
  private func write(_ suspected: StoredReviewCase) throws {
    let insert = try statements.prepared(
      """
      INSERT INTO review_case (first, second, score, agreed, opened_seq, state)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (first, second) DO UPDATE SET score = excluded.score, agreed = excluded.agreed
      """)
    insert.bind(1, suspected.first)
    insert.bind(2, suspected.second)
    insert.bind(3, suspected.score.map(Int64.init))
    insert.bind(4, suspected.agreed)
    insert.bind(5, Int64(suspected.openedSequence))
    insert.bind(6, Int64(ReviewState.open.rawValue))
    try insert.run()
  }

  private func writeTokens() throws {
    var rows: [(token: DonorTokens.Composite, donor: Int64)] = []
    rows.reserveCapacity(composite.count + proposing.count * 8)
    for (token, sharers) in composite { for donor in sharers { rows.append((token, donor)) } }
    for (donor, tokens) in proposing { for token in tokens { rows.append((token, donor)) } }
    rows.sort { ($0.token.value, $0.donor) < ($1.token.value, $1.donor) }
    let insert = try statements.prepared(
      "INSERT INTO match_token (token, donor, kind) VALUES (?1, ?2, ?3)")
    for row in rows {
      insert.bind(1, row.token.value)
      insert.bind(2, row.donor)
      insert.bind(3, Int64(row.token.kind))
      try insert.run()
    }
  }

  private func write(_ donor: StoredDonor) throws {
    let insert = try statements.prepared(
      """
      INSERT INTO donor (code, registered_seq, identity_seq, registered_at, facility, birth_year,
        majority_day, sex, country, postcode3, interest_source, interest_on, vital_status,
        died_on, no_contact, has_strong_identifier, findings, planned_until)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      """)
    let record = donor.record
    insert.bind(1, donor.code)
    insert.bind(2, Int64(donor.registeredSequence))
    insert.bind(3, Int64(donor.identitySequence))
    insert.bind(4, donor.registeredAt.microseconds)
    insert.bind(5, record.facility)
    insert.bind(6, record.birthYear.map(Int64.init))
    insert.bind(7, record.majorityDay?.stored)
    insert.bind(8, Int64(record.sex.rawValue))
    insert.bind(9, record.country)
    insert.bind(10, record.postcode3)
    insert.bind(11, Int64(record.interest.source.rawValue))
    insert.bind(12, record.interest.expressedOn.stored)
    insert.bind(13, Int64(record.vitalStatus.rawValue))
    insert.bind(14, record.diedOn?.stored)
    insert.bind(15, record.noContact ? 1 : 0)
    insert.bind(16, donor.hasStrongIdentifier ? 1 : 0)
    writer.removeAll()
    record.findings.encode(into: &writer)
    insert.bind(17, writer.bytes)
    insert.bind(18, record.findings.plannedUntil?.stored)
    try insert.run()
    let codes = try statements.prepared("INSERT INTO donor_codes (donor, codes) VALUES (?1, ?2)")
    codes.bind(1, donor.code)
    codes.bind(2, donor.codes)
    try codes.run()
  }
}

extension Array where Element: Equatable {
  /// Removes the first element that equals another; false where there is none.
  fileprivate mutating func remove(_ element: Element) -> Bool {
    guard let place = firstIndex(of: element) else { return false }
    remove(at: place)
    return true
  }
}

extension DonorTokens.Strong: Comparable {
  /// Orders as the index does.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
