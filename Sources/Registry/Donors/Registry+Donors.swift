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
      return try keys.tokenMaker.tokens(of: try PersonIdentifiers(raw, today: today))
    }
    return try read { snapshot in
      let lookup = try snapshot.tokenLookup()
      var found: [Int64: [String]] = [:]
      for token in tokens.strong where token.kind != .person {
        if let donor = try lookup.donor(strong: token.bytes) {
          found[donor, default: []].append(token.kind.words)
        }
      }
      for token in DonorTokens(tokens).composite {
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
  /// - Returns: the summary.
  /// - Throws: ``RegistryError``.
  public func donor(_ code: String, on day: CivilDay?) throws -> DonorSummary {
    try read { snapshot in
      let donor = try known(code, in: snapshot)
      return try summary(
        donor, states: try snapshot.states(of: donor.code, on: day ?? today),
        in: snapshot)
    }
  }

  /// Every donor, in the order of their codes.
  /// - Parameters:
  ///   - day: the day whose consent is wanted; nil is today.
  ///   - body: receives each donor.
  /// - Throws: ``RegistryError``, or what `body` throws.
  public func forEachDonor(on day: CivilDay?, _ body: (DonorSummary) throws -> Void) throws {
    // What the caller throws is the caller's own and goes back as it came.
    var ownFailure: (any Error)?
    do {
      try read { snapshot in
        try snapshot.forEachDonor(on: day ?? today) { donor, states in
          let summary = DonorSummary(
            donor: DonorCode.text(donor.code), registeredAt: donor.registeredAt,
            facts: donor.record, permitted: states.permitted.map(\.name), consentEvents: 0,
            releases: [], merged: [])
          do { try body(summary) } catch {
            ownFailure = error
            throw error
          }
        }
      }
    } catch { throw ownFailure ?? error }
  }

  private func summary(
    _ donor: StoredDonor, states: PackedStates, in snapshot: Snapshot
  ) throws -> DonorSummary {
    DonorSummary(
      donor: DonorCode.text(donor.code), registeredAt: donor.registeredAt, facts: donor.record,
      permitted: states.permitted.map(\.name),
      consentEvents: try snapshot.consentReader().events(of: donor.code).count,
      releases: try snapshot.releases(holding: donor.code).map(\.id),
      merged: try snapshot.mergedCodes(into: donor.code))
  }

  /// The donor with a code, which is another code's where the two are merged, or the failure that says what is wrong with the code.
  func known(_ code: String, in snapshot: Snapshot) throws -> StoredDonor {
    let parsed = try DonorCode(parsing: code)
    guard let donor = try snapshot.donor(parsed.value) else {
      throw RegistryError(
        .notFound, "no donor has this code", at: [.init("donor", parsed.description)],
        fix: "find the donor with: tissuectl donor find")
    }
    return donor
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
