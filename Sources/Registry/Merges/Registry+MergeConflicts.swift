internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// What speaks against two donors being one person.
  func conflicts(
    _ pair: (survivor: StoredDonor, merged: StoredDonor), in snapshot: Snapshot
  ) throws -> [MergeOutcome.Conflict] {
    try conflicts(
      pair, try snapshot.members(of: pair.survivor.code),
      try snapshot.members(of: pair.merged.code), in: snapshot)
  }

  /// The same for donors whose codes are known already.
  ///
  /// However much else agrees, two different valid numbers or years of birth are two persons until
  /// somebody says why they are not.
  func conflicts(
    _ pair: (survivor: StoredDonor, merged: StoredDonor), _ codes: [Int64], _ others: [Int64],
    in snapshot: Snapshot
  ) throws -> [MergeOutcome.Conflict] {
    let known = try identities(of: codes, in: snapshot)
    let compared = try identities(of: others, in: snapshot)
    var found: [MergeOutcome.Conflict] = []
    func note(_ field: String, _ problem: String, isBlocking: Bool = false) {
      guard !found.contains(where: { $0.field == field }) else { return }
      found.append(MergeOutcome.Conflict(field: field, isBlocking: isBlocking, problem: problem))
    }
    for person in known {
      for other in compared {
        if let number = person.national, let second = other.national,
          number.system == second.system, number.value != second.value
        {
          note(
            "identifiers.national",
            "each has a valid national number of \(number.system.name), and they differ",
            isBlocking: true)
        }
        if person.facility != nil, person.facility == other.facility, person.mrn != other.mrn,
          person.mrn != nil, other.mrn != nil
        {
          note("identifiers.mrn", "one facility knows them by two patient numbers")
        }
        if let birth = person.birthDate, let second = other.birthDate, birth != second,
          birth.year == second.year
        {
          note("identifiers.birth_date", "the birth dates differ within the year")
        }
      }
    }
    let (record, other) = (pair.survivor.record, pair.merged.record)
    if let year = record.birthYear, let second = other.birthYear, year != second {
      note("birth_year", "the years of birth differ", isBlocking: true)
    }
    if record.sex != other.sex, record.sex != .unknown, other.sex != .unknown {
      note("sex", "the sexes differ; that of the survivor stays")
    }
    if identityMode == .hashOnly {
      note("identifiers", "this registry keeps no identifiers, so numbers could not be compared")
    }
    return found
  }
}
