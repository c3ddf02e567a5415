public import Domain

extension Snapshot {
  /// One donor.
  /// - Parameter code: the donor's code.
  /// - Returns: the donor, or nil.
  /// - Throws: ``StoreError``.
  public func donor(_ code: Int64) throws(StoreError) -> StoredDonor? {
    var found: StoredDonor?
    do {
      try forEachDonor(code, on: nil) { donor, _ in found = donor }
    } catch { throw StoreError(error) }
    return found
  }

  /// One donor without tumours and tissue, for what only needs dates and status.
  /// - Parameter code: the donor's code.
  /// - Returns: the donor, or nil.
  /// - Throws: ``StoreError``.
  public func donorRow(_ code: Int64) throws(StoreError) -> StoredDonor? {
    try translating {
      let select = try prepared(
        text: "SELECT \(Self.donorColumns) FROM donor WHERE code = ?1 ORDER BY code")
      select.bind(1, code)
      defer { select.reset() }
      return try select.next() ? Self.donor(select) : nil
    }
  }

  private static let donorColumns = """
    code, registered_seq, identity_seq, registered_at, facility, birth_year, majority_day, sex,
    country, postcode3, interest_source, interest_on, vital_status, died_on, no_contact,
    has_strong_identifier
    """

  /// Every donor with the consent states of a day, by code.
  ///
  /// Four tables are read side by side in the order of their keys, so that no donor costs a look-up.
  /// - Parameters:
  ///   - day: the day whose states are wanted; nil leaves every scope `not_asked`.
  ///   - body: receives each donor and the states.
  /// - Throws: what `body` throws, or ``StoreError``.
  public func forEachDonor(
    on day: CivilDay?, _ body: (StoredDonor, PackedStates) throws -> Void
  ) throws {
    try forEachDonor(nil, on: day, body)
  }

  private func forEachDonor(
    _ code: Int64?, on day: CivilDay?, _ body: (StoredDonor, PackedStates) throws -> Void
  ) throws {
    func cursor(_ columns: String, _ table: String, _ key: String, _ order: String) throws
      -> PreparedStatement
    {
      guard let code else {
        return try PreparedStatement(
          database, "SELECT \(columns) FROM \(table) ORDER BY \(order)")
      }
      let select = try prepared(
        text: "SELECT \(columns) FROM \(table) WHERE \(key) = ?1 ORDER BY \(order)")
      select.bind(1, code)
      return select
    }
    let donors = try cursor(Self.donorColumns, "donor", "code", "code")
    let tumours = try TumourCursor(
      diagnoses: cursor(
        """
        donor, ordinal, site, histology, behaviour, laterality, diagnosed_on, age, stage, edition,
        t, n, m
        """, "diagnosis", "donor", "donor, ordinal"),
      biomarkers: cursor(
        "donor, diagnosis, marker, result, observed_on", "biomarker", "donor",
        "donor, diagnosis, ordinal"))
    let tissue = try RowCursor(
      cursor(
        "donor, kind, available_on, matched_normal, viability", "specimen", "donor",
        "donor, ordinal"))
    let states = try day.map { day in
      let select = try PreparedStatement(
        database,
        """
        SELECT donor, states FROM consent_interval
        WHERE from_day <= ?2 AND until_day > ?2\(code == nil ? "" : " AND donor = ?1")
        ORDER BY donor
        """)
      if let code { select.bind(1, code) }
      select.bind(2, day.stored)
      return try RowCursor(select)
    }
    defer { donors.reset() }
    while try donors.next() {
      var donor = try Self.donor(donors)
      donor.record.tumours = try tumours.tumours(of: donor.code)
      try tissue.take(donor.code) { row in
        guard let kind = TissueKind(rawValue: UInt8(clamping: row.integer(1))),
          let viability = Viability(rawValue: UInt8(clamping: row.integer(4)))
        else { throw StoreError.corrupt(detail: "unknown code in a tissue row") }
        donor.record.tissue.append(
          Specimen(
            kind: kind, availableOn: row.optionalInteger(2).map(CivilDay.init(stored:)),
            matchedNormal: row.integer(3) == 1, viability: viability))
      }
      var packed = PackedStates()
      try states?.take(donor.code) { row in
        guard let stored = PackedStates(rawValue: UInt64(bitPattern: row.integer(1))) else {
          throw StoreError.corrupt(detail: "unknown consent state in an interval")
        }
        packed = stored
      }
      try body(donor, packed)
    }
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
      code: row.integer(0), registeredSequence: UInt64(row.integer(1)),
      identitySequence: UInt64(row.integer(2)),
      registeredAt: Instant(microseconds: row.integer(3)), record: record,
      hasStrongIdentifier: row.integer(15) == 1)
  }
}

/// Rows in the order of a donor key, taken donor by donor.
struct RowCursor {
  private final class State {
    let statement: PreparedStatement
    var isAtRow: Bool

    init(_ statement: PreparedStatement) throws {
      self.statement = statement
      isAtRow = try statement.next()
    }

    deinit { statement.reset() }
  }

  private let state: State

  init(_ statement: PreparedStatement) throws {
    state = try State(statement)
  }

  /// Hands over every row of a donor; rows of donors before it are passed over.
  func take(_ donor: Int64, _ body: (PreparedStatement) throws -> Void) throws {
    while state.isAtRow, state.statement.integer(0) <= donor {
      if state.statement.integer(0) == donor { try body(state.statement) }
      state.isAtRow = try state.statement.next()
    }
  }
}

/// Diagnoses with their biomarkers, taken donor by donor.
struct TumourCursor {
  private let diagnoses: RowCursor
  private let biomarkers: RowCursor

  init(diagnoses: PreparedStatement, biomarkers: PreparedStatement) throws {
    self.diagnoses = try RowCursor(diagnoses)
    self.biomarkers = try RowCursor(biomarkers)
  }

  func tumours(of donor: Int64) throws -> [TumourRecord] {
    var tumours: [TumourRecord] = []
    try diagnoses.take(donor) { tumours.append(try Self.tumour($0)) }
    try biomarkers.take(donor) { row in
      guard let biomarker = Biomarker(rawValue: UInt8(clamping: row.integer(2))),
        let result = BiomarkerResult(rawValue: UInt8(clamping: row.integer(3))),
        let finding = BiomarkerFinding(
          biomarker: biomarker, result: result,
          observedOn: row.optionalInteger(4).map(CivilDay.init(stored:))),
        tumours.indices.contains(Int(row.integer(1)))
      else { throw StoreError.corrupt(detail: "unknown code in a biomarker row") }
      tumours[Int(row.integer(1))].diagnosis.biomarkers.append(finding)
    }
    return tumours
  }

  private static func tumour(_ row: PreparedStatement) throws -> TumourRecord {
    guard let site = Topography(code: UInt16(clamping: row.integer(2))),
      let morphology = Morphology(
        histology: UInt16(clamping: row.integer(3)), behaviour: UInt8(clamping: row.integer(4))),
      let laterality = Laterality(rawValue: UInt8(clamping: row.integer(5)))
    else { throw StoreError.corrupt(detail: "unknown code in a diagnosis row") }
    let diagnosis = Diagnosis(
      site: site, morphology: morphology, laterality: laterality,
      diagnosedOn: row.optionalInteger(6).map(CivilDay.init(stored:)),
      stage: row.optionalText(8).flatMap { StageGroup($0) },
      edition: row.optionalInteger(9).map { UInt8(clamping: $0) },
      t: row.optionalText(10).flatMap { TNMCategory($0, axis: .tumour) },
      n: row.optionalText(11).flatMap { TNMCategory($0, axis: .nodes) },
      m: row.optionalText(12).flatMap { TNMCategory($0, axis: .metastasis) })
    return TumourRecord(diagnosis: diagnosis, age: row.optionalInteger(7).map { Int($0) })
  }
}
