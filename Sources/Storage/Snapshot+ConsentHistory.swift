public import Domain

/// What a consent event says, without its place in the ledger and the time at which it was recorded:
/// donors with one equal event each have equal consent, where nothing else about them matters.
public struct ConsentPattern: Hashable, Sendable {
  let row: StoredConsent

  /// Whether the consent that it gives ends when the donor comes of age.
  public var endsAtMajority: Bool {
    Signer(rawValue: UInt8(clamping: row.signer))?.endsAtMajority ?? true
  }

  /// A number that equal patterns share and others mostly do not.
  public var mark: Int {
    var mark = UInt64(bitPattern: row.effectiveFrom &* 31 &+ row.signedOn)
    for number in [row.kind, row.form, row.signer] {
      mark = (mark ^ UInt64(bitPattern: number)) &* 0x9E37_79B9_7F4A_7C15
    }
    for scopes in [row.permitted, row.declined, row.notChosen, row.scopes] {
      mark = (mark ^ UInt64(scopes)) &* 0x9E37_79B9_7F4A_7C15
    }
    return Int(truncatingIfNeeded: mark >> 16)
  }
}

extension Snapshot {
  /// Reads the consent events of every donor, in the order of the donors' codes.
  ///
  /// Most donors have a single event that many others have too: ``onlyEvent`` tells without making it.
  public struct ConsentCursor {
    private let rows: RowCursor
    private let forms: [Int: FormReference]
    private var found: [StoredConsent] = []

    fileprivate init(_ rows: RowCursor, _ forms: [Int: FormReference]) {
      self.rows = rows
      self.forms = forms
    }

    /// Reads the events of a donor.
    /// - Parameter donor: the donor's code, greater than the one asked for before.
    /// - Throws: ``StoreError``.
    public mutating func move(to donor: Int64) throws(StoreError) {
      do {
        found.removeAll(keepingCapacity: true)
        try rows.take(donor) { found.append(StoredConsent($0)) }
      } catch { throw StoreError(error) }
    }

    /// The events of the donor, in the order of the log, without sealed texts and evidence.
    /// - Returns: the events.
    /// - Throws: ``StoreError`` for an event that cannot have been written.
    public func events() throws(StoreError) -> [ConsentEvent] {
      var events: [ConsentEvent] = []
      for row in found { events.append(try ConsentEvent(row, forms)) }
      return events
    }

    /// The events of a donor.
    /// - Parameter donor: the donor's code, greater than the one asked for before.
    /// - Returns: the events, in the order of the log, without sealed texts and evidence.
    /// - Throws: ``StoreError``.
    public mutating func events(of donor: Int64) throws(StoreError) -> [ConsentEvent] {
      try move(to: donor)
      return try events()
    }

    /// What the only event of the donor says; nil where there are more or none.
    public var onlyEvent: ConsentPattern? {
      found.count == 1 ? ConsentPattern(row: found[0].withoutPlace) : nil
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
          SELECT \(StoredConsent.columns) FROM consent_event WHERE donor >= ?1 ORDER BY donor, seq
          """),
        try formReferences())
    }
  }
}
