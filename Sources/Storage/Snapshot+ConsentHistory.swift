public import Domain

/// What the consent events of a donor say, without their places in the ledger and the times at which
/// they were recorded: donors with equal events have equal consent, where nothing else about them
/// matters.
public struct ConsentPattern: Hashable, Sendable {
  /// How many events it has room for.
  private static let room: Int64 = 2
  private static let width = 3
  private static let countPlace = 6
  private static let majorityPlace = 7

  /// Form, `said` and `terms` of each event, as the columns hold them; how many events there are; and
  /// whether some of them holds until the donor comes of age.
  private var words = SIMD8<Int64>()

  /// No event.
  public init() {}

  /// Whether the consent that some of it gives ends when the donor comes of age.
  public var endsAtMajority: Bool { words[Self.majorityPlace] != 0 }

  /// Adds an event after the others; false where there is no room, or the event has to be read whole.
  mutating func add(form: Int64, said: Int64, terms: Int64) -> Bool {
    guard words[Self.countPlace] < Self.room, terms >= 0 else { return false }
    let place = Int(words[Self.countPlace]) * Self.width
    words[place] = form
    words[place + 1] = said
    words[place + 2] = terms
    words[Self.countPlace] += 1
    let signer = Signer(rawValue: UInt8(truncatingIfNeeded: terms >> 48 & 7))
    if signer?.endsAtMajority ?? true { words[Self.majorityPlace] = 1 }
    return true
  }

  /// Whether events that were read column by column say the same; their forms are the columns' own.
  ///
  /// An answer is kept for all who have the pattern, so that no changed word may give it.
  func says(_ events: [ConsentEvent]) -> Bool {
    guard words[Self.countPlace] == Int64(events.count) else { return false }
    return events.indices.allSatisfy { place in
      let facts = events[place].facts
      return words[place * Self.width + 1] == facts.said
        && words[place * Self.width + 2] == facts.terms
    }
  }

  /// A number that equal patterns share and others mostly do not.
  public var mark: Int {
    var mark: UInt64 = 0
    for place in 0..<Self.countPlace {
      mark = (mark ^ UInt64(bitPattern: words[place])) &* 0x9E37_79B9_7F4A_7C15
      mark ^= mark >> 32
    }
    return Int(truncatingIfNeeded: mark >> 1)
  }
}

extension ConsentFacts {
  /// What the schema makes of the sets of scopes in one integer.
  fileprivate var said: Int64 {
    var said: UInt64 = 0
    for set in [scopes, notChosen, declined, permitted] { said = said << 16 | UInt64(set.rawValue) }
    return Int64(bitPattern: said)
  }

  /// What the schema makes of everything else that the consent rule reads, in one integer.
  fileprivate var terms: Int64 {
    func days(_ day: CivilDay) -> Int64 { Int64(day.daysSinceEpoch) + 43829 }
    let (level, destruction) = (level?.rawValue ?? 7, destruction?.rawValue ?? 3)
    return days(effectiveFrom) | days(signedOn) << 22 | Int64(kind.rawValue) << 44
      | Int64(signer.rawValue) << 48 | (assent ? 1 << 51 : 0) | Int64(level) << 52
      | Int64(destruction) << 55
  }
}

extension Snapshot {
  /// Reads the consent events of every donor, in the order of the donors' codes.
  ///
  /// Most donors have a few events that many others have too: ``pattern`` tells them without making
  /// one.
  public struct ConsentCursor {
    private let words: GatheredRows
    private let dead: GatheredRows
    private let events: ConsentReader
    private let snapshot: Snapshot
    private var donor = Int64.min
    /// What the events of the donor say; nil where they have to be read whole, and where there are none.
    public private(set) var pattern: ConsentPattern?
    /// Whether the donor has died.
    public private(set) var hasDied = false

    fileprivate init(_ snapshot: Snapshot) throws {
      words = try GatheredRows(
        snapshot.database, "donor, form_seq, said, terms", width: 4, from: "consent_event",
        order: ", seq")
      dead = try GatheredRows(
        snapshot.database, "code", width: 1,
        from: "donor WHERE vital_status = \(VitalStatus.dead.rawValue)", key: "code")
      events = try snapshot.consentReader()
      self.snapshot = snapshot
    }

    /// Moves to a donor.
    /// - Parameter donor: the donor's code, greater than the one moved to before.
    /// - Throws: ``StoreError``.
    public mutating func move(to donor: Int64) throws(StoreError) {
      self.donor = donor
      do {
        hasDied = try dead.move(to: donor)
        pattern = try pattern(of: donor)
      } catch { throw StoreError(error) }
    }

    private func pattern(of donor: Int64) throws -> ConsentPattern? {
      guard try words.move(to: donor) else { return nil }
      var pattern = ConsentPattern()
      repeat {
        guard
          pattern.add(form: words.integer(1), said: words.integer(2), terms: words.integer(3))
        else { return nil }
      } while try words.next() && words.integer(0) == donor
      return pattern
    }

    /// Reads the events of the donor, without their sealed texts.
    /// - Returns: the events, in the order of the log, and what the consent rule has to know of the
    ///   donor.
    /// - Throws: ``StoreError`` for an event that cannot have been written.
    public func read() throws(StoreError) -> (events: [ConsentEvent], facts: DonorFacts) {
      guard let row = try snapshot.row(of: donor) else {
        throw .corrupt(detail: "a donor row is gone while it is read")
      }
      let whole = try events.events(of: donor)
      if let pattern, !pattern.says(whole) {
        throw .corrupt(detail: "a consent event and its summary say different things")
      }
      return (whole, row.consentFacts)
    }
  }

  /// Prepares the reading of the consent events of all donors, one after the other.
  /// - Returns: the cursor.
  /// - Throws: ``StoreError``.
  public func consentCursor() throws(StoreError) -> ConsentCursor {
    try translating { try ConsentCursor(self) }
  }
}
