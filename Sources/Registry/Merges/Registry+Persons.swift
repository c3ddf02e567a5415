internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// A donor by any of the donor's codes, with every code and consent event, as known at an instant.
  func person(
    _ code: String, knownAt: Instant?, in snapshot: Snapshot
  ) throws -> (donor: StoredDonor, codes: [Int64], events: [ConsentEvent]) {
    let stored = try known(code, in: snapshot)
    if let knownAt {
      let forest = try MergeForest(snapshot)
      if !forest.merges.isEmpty {
        let view = try PersonView(
          of: try DonorCode(parsing: code).value, knownAt: knownAt, forest, in: snapshot)
        return (view.donor, view.codes, view.events)
      }
    }
    return (
      stored, try snapshot.members(of: stored.code),
      try snapshot.consentReader().events(of: stored.code)
    )
  }

  /// Every person as known at an instant, with the consent states of a day.
  ///
  /// Merges and splits of later make no difference, so that the answer is the same for ever.
  func forEachPerson(
    knownAt: Instant, on day: CivilDay, in snapshot: Snapshot,
    _ body: (StoredDonor, () throws -> PackedStates) throws -> Void
  ) throws {
    let forest = try MergeForest(snapshot)
    let regrouped = forest.regrouped(since: knownAt)
    let reader = try snapshot.consentReader()
    var fold = ConsentFold(forms: try formCatalogue(snapshot))
    try snapshot.forEachDonor(on: nil) { donor, _ in
      if regrouped.contains(donor.code) { return }
      try body(donor) {
        fold.states(
          of: try reader.events(of: donor.code), facts: donor.consentFacts, validOn: day,
          knownAt: knownAt)
      }
    }
    for code in regrouped.sorted() {
      let view = try PersonView(of: code, knownAt: knownAt, forest, in: snapshot)
      guard view.donor.code == code else { continue }
      try body(view.donor) { view.states(on: day, knownAt: knownAt, &fold) }
    }
  }

  /// The sealed identifiers of some codes, where they are kept.
  func identities(of codes: [Int64], in snapshot: Snapshot) throws -> [PersonIdentifiers] {
    guard identityMode == .vault else { return [] }
    return try codes.compactMap { value in
      guard let code = DonorCode(value: value),
        let donor = try snapshot.donorRow(asRegistered: value),
        let event = try snapshot.event(donor.identitySequence),
        case .donorRegistered(_, _, let sealed) = try keys.open(event, in: snapshot)
      else { return nil }
      let key = try keys.dataKey(of: code, in: snapshot)
      return try keys.openIdentifiers(sealed, of: code, key: key)
    }
  }

  /// The code that a merged one is merged into, for what has to be said to who asked by it.
  /// - Parameter code: a donor's code, read leniently.
  /// - Returns: the code as asked and the one that stands for it; nil where it stands for itself.
  /// - Throws: ``RegistryError``.
  public func survivor(of code: String) throws -> (asked: String, survivor: String)? {
    try read { snapshot in
      let asked = try DonorCode(parsing: code)
      let survivor = try snapshot.survivor(of: asked.value)
      return survivor == asked.value
        ? nil : (asked.description, DonorCode.text(survivor))
    }
  }
}

extension Snapshot {
  /// The codes that are merged into one, as they are shown.
  func mergedCodes(into survivor: Int64) throws -> [String] {
    try members(of: survivor).filter { $0 != survivor }.map { DonorCode.text($0) }
  }
}
