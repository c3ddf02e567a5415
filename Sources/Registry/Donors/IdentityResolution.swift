internal import Domain
internal import HashedIdentifiers
internal import Storage

/// What the registry makes of a person by keyed tokens alone.
enum IdentityResolution {
  /// Nobody like this is known.
  case new
  /// The person is this donor.
  case known(Int64)
  /// A new donor who may be one of these.
  case possible([StoredDonor])
}

/// Decides whether a person is known: by strong identifiers, else by the exact composite of names
/// and birth date.
///
/// An equal patient or national number is the person, unless the year of birth contradicts it. Equal
/// names and birth date are only ever a possibility, because linking two people would hand one
/// person's consent to the other; the one exception is a row without any strong identifier that a
/// site sends a second time.
struct IdentityResolver {
  let lookup: Snapshot.TokenLookup
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    lookup = try snapshot.tokenLookup()
  }

  func resolve(_ tokens: AskedTokens, _ record: DonorRecord) throws -> IdentityResolution {
    if let owner = try owner(tokens, birthYear: record.birthYear) { return .known(owner) }
    var candidates: [StoredDonor] = []
    for token in tokens.exact {
      for donor in try lookup.donors(composite: token)
      where !candidates.contains(where: { $0.code == donor }) {
        if let stored = try snapshot.donorRow(asRegistered: donor) { candidates.append(stored) }
      }
    }
    guard !candidates.isEmpty else { return .new }
    if tokens.strong.isEmpty,
      let same = candidates.first(where: { isRepeatedRow($0, record) })
    {
      return .known(try snapshot.survivor(of: same.code))
    }
    return .possible(try persons(candidates))
  }

  /// The donor whom a strong identifier belongs to.
  /// - Throws: `RegistryError` where they belong to several, or to one born in another year.
  func owner(_ tokens: AskedTokens, birthYear: Int?) throws -> Int64? {
    var owners: [Int64] = []
    for token in tokens.strong {
      if let owner = try lookup.donor(strong: token), !owners.contains(owner) {
        owners.append(owner)
      }
    }
    guard let owner = owners.first else { return nil }
    guard owners.count == 1 else {
      throw RegistryError(
        .identityConflict, "the identifiers belong to \(owners.count) donors",
        at: owners.map { .init("donor", DonorCode.text($0)) },
        fix: "check which patient this is; nothing was registered")
    }
    try refuseContradiction(owner, birthYear)
    return owner
  }

  /// The persons who have the same names and birth date, ascending.
  func sharing(exact tokens: AskedTokens) throws -> [Int64] {
    var persons: Set<Int64> = []
    for token in tokens.exact {
      for code in try lookup.donors(composite: token) {
        persons.insert(try snapshot.survivor(of: code))
      }
    }
    return persons.sorted()
  }

  /// The persons behind some codes, each once.
  private func persons(_ codes: [StoredDonor]) throws -> [StoredDonor] {
    var persons: [StoredDonor] = []
    for code in codes {
      guard let person = try snapshot.donorRow(code.code),
        !persons.contains(where: { $0.code == person.code })
      else { continue }
      persons.append(person)
    }
    return persons
  }

  private func refuseContradiction(_ owner: Int64, _ given: Int?) throws {
    guard let stored = try snapshot.donorRow(owner), let known = stored.record.birthYear,
      let given, known != given, try !isKnown(born: given, owner)
    else { return }
    throw RegistryError(
      .identityConflict, "a patient or national number belongs to a donor born in another year",
      at: [.init("donor", DonorCode.text(owner)), .init("field", "identifiers.birth_date")],
      fix: "check number and birth date; nothing was registered")
  }

  /// Whether one of a merged person's codes was registered with a year of birth.
  private func isKnown(born year: Int, _ owner: Int64) throws -> Bool {
    try snapshot.members(of: owner).contains {
      try snapshot.donorRow(asRegistered: $0)?.record.birthYear == year
    }
  }

  private func isRepeatedRow(_ stored: StoredDonor, _ record: DonorRecord) -> Bool {
    !stored.hasStrongIdentifier && stored.record.facility == record.facility
      && stored.record.sex == record.sex && stored.record.postcode3 == record.postcode3
  }
}

extension DonorCode {
  /// The shown form of a stored code.
  static func text(_ stored: Int64) -> String {
    DonorCode(value: stored)?.description ?? "unreadable"
  }
}
