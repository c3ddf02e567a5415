internal import ConsentWorkflow
public import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// A donor found by identifiers that the asking site holds already.
public struct FoundDonor: Sendable {
  /// The donor's code.
  public var donor: String
  /// What matched, never the values.
  public var matchedBy: [String]
  /// Codes that are merged into this one.
  public var merged: [String]
}

extension Registry {
  /// Finds donors by identifiers; nothing is stored.
  /// - Parameters:
  ///   - json: an object of identifiers, or an object that holds one under `identifiers`.
  ///   - name: name of the input for messages.
  /// - Returns: the donors found, those with a strong identifier first.
  /// - Throws: ``RegistryError``.
  public func find(json: [UInt8], name: String) throws -> [FoundDonor] {
    let tokens = try Self.mapping {
      let raw: RawIdentifiers
      do { raw = try IdentifierQuery.read(json, name: name, today: today) } catch {
        throw Self.malformed(error, file: name)
      }
      return try keys.tokens.tokens(of: try PersonIdentifiers(raw, today: today))
    }
    return try read(.identities) { snapshot in
      let lookup = try snapshot.tokenLookup()
      var found: [Int64: [String]] = [:]
      for form in [tokens.stored] + tokens.others {
        for (kind, token) in zip(tokens.strongKinds, form.strong) {
          guard let donor = try lookup.donor(strong: token) else { continue }
          found[donor, default: []].append(kind.words)
        }
      }
      for token in tokens.exact {
        let persons = Set(
          try lookup.donors(composite: token).map { try snapshot.survivor(of: $0) })
        for donor in persons { found[donor, default: []].append("names and birth date") }
      }
      return try found.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .map {
          FoundDonor(
            donor: DonorCode.text($0.key), matchedBy: $0.value,
            merged: try snapshot.mergedCodes(into: $0.key))
        }
    }
  }

  /// What is known of a donor, in the clear.
  /// - Parameters:
  ///   - code: the donor's code, read leniently.
  ///   - day: the day whose consent is wanted; nil is today.
  ///   - knownAt: what was recorded later is left out; nil is everything.
  /// - Returns: the summary.
  /// - Throws: ``RegistryError``.
  public func donor(
    _ code: String, on day: CivilDay?, knownAt: Instant? = nil
  ) throws -> DonorSummary {
    try read { snapshot in
      let (donor, codes, events) = try person(code, knownAt: knownAt, in: snapshot)
      var summary = DonorSummary(
        donor, states: try snapshot.states(of: donor.code, on: day ?? today))
      let releases = try snapshot.releases(holding: donor.code)
      summary.merged = codes.filter { $0 != donor.code }.map { DonorCode.text($0) }
      summary.consentEvents = events.count
      summary.releases = releases.map(\.id)
      if let knownAt {
        let states = consentState(
          events: events, facts: donor.consentFacts, forms: try formCatalogue(snapshot),
          validOn: day ?? today, knownAt: knownAt)
        summary.permitted = states.permitted.map(\.name)
        summary.consentEvents = events.count { $0.recordedAt <= knownAt }
        let then = try snapshot.ledgerSize(at: knownAt)
        let sealed = Set(
          try snapshot.releases().filter { $0.sequence <= then }.map(\.release.id))
        summary.releases = releases.map(\.id).filter { sealed.contains($0) }
      }
      return summary
    }
  }

  /// Every donor, in the order of their codes.
  /// - Parameters:
  ///   - day: the day whose consent is wanted; nil is today.
  ///   - knownAt: what was recorded later is left out; nil is everything.
  ///   - body: receives each donor.
  /// - Throws: ``RegistryError``, or what `body` throws.
  public func forEachDonor(
    on day: CivilDay?, knownAt: Instant? = nil, _ body: (DonorSummary) throws -> Void
  ) throws {
    // What the caller throws is the caller's own and goes back as it came.
    var ownFailure: (any Error)?
    do {
      try read { snapshot in
        try forEachDonor(on: day ?? today, knownAt: knownAt, in: snapshot) { donor, states in
          let summary = DonorSummary(donor, states: try states())
          do { try body(summary) } catch {
            ownFailure = error
            throw error
          }
        }
      }
    } catch { throw ownFailure ?? error }
  }

  /// Every person with the states of a day, as stored or as known at an earlier instant; the latter
  /// are folded for those alone whose states are asked for.
  ///
  /// Merges, splits and reports of later make no difference, so that the answer is the same for ever.
  func forEachDonor(
    on day: CivilDay, knownAt: Instant?, in snapshot: Snapshot,
    _ body: (StoredDonor, () throws -> PackedStates) throws -> Void
  ) throws {
    guard let knownAt else {
      return try snapshot.forEachDonor(on: day) { donor, states in try body(donor) { states } }
    }
    let asKnown = try AsKnown(at: knownAt, keys: keys, snapshot)
    let reader = try snapshot.consentReader()
    var fold = ConsentFold(forms: try formCatalogue(snapshot))
    try snapshot.forEachDonor(on: nil) { stored, _ in
      guard !asKnown.regrouped.contains(stored.code), let donor = try asKnown.donor(stored)
      else { return }
      try body(donor) {
        fold.states(
          of: try reader.events(of: donor.code), facts: donor.consentFacts, validOn: day,
          knownAt: knownAt)
      }
    }
    for code in asKnown.regrouped.sorted() {
      guard let view = try PersonView(of: code, asKnown), view.donor.code == code else { continue }
      try body(view.donor) { view.states(on: day, knownAt: knownAt, &fold) }
    }
  }

  /// The donor with a code, which is another code's where the two are merged, or the failure that
  /// says what is wrong with the code.
  func known(_ code: String, in snapshot: Snapshot) throws -> StoredDonor {
    let parsed = try DonorCode(parsing: code)
    guard let donor = try snapshot.donor(parsed.value) else {
      if let erasure = try snapshot.erasure(of: parsed.value) {
        throw RegistryError(
          .notFound, "the donor was erased",
          at: [.init("donor", parsed.description), .init("event", "\(erasure.sequence)")],
          why: "nothing but the headers of the ledger is left")
      }
      throw RegistryError(
        .notFound, "no donor has this code", at: [.init("donor", parsed.description)],
        fix: "find the donor with: tissuectl donor find")
    }
    return donor
  }
}

extension DonorSummary {
  /// A donor without events and releases, which cost a look-up each.
  fileprivate init(_ donor: StoredDonor, states: PackedStates) {
    self.init(
      donor: DonorCode.text(donor.code), registeredAt: donor.registeredAt, facts: donor.record,
      permitted: states.permitted.map(\.name), consentEvents: 0, releases: [], merged: [])
  }
}

extension TokenKind {
  /// What a site is told that matched.
  fileprivate var words: String {
    switch self {
    case .national: "national number"
    case .facilityMRN: "patient number"
    default: "names and birth date"
    }
  }
}
