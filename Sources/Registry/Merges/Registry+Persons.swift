internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// A donor by any of the donor's codes, with every code and consent event, as known at an instant.
  func person(
    _ code: String, knownAt: Instant?, in snapshot: Snapshot
  ) throws -> (donor: StoredDonor, codes: [Int64], events: [ConsentEvent]) {
    let stored = try known(code, in: snapshot)
    guard let knownAt else {
      return (
        stored, try snapshot.members(of: stored.code),
        try snapshot.consentReader().events(of: stored.code)
      )
    }
    let asKnown = try AsKnown(at: knownAt, keys: keys, snapshot)
    let asked = try DonorCode(parsing: code)
    guard let view = try PersonView(of: asked.value, asKnown) else {
      throw RegistryError(
        .notFound, "no donor had this code then",
        at: [.init("donor", asked.description), .init("known_at", "\(knownAt)")],
        why: "the donor was registered later")
    }
    return (view.donor, view.codes, view.events)
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
