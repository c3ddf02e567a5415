internal import Domain
internal import HashedIdentifiers
internal import Storage

/// Donors as the registry knew them at an instant.
///
/// Tables of current state hold what is known now. What a later report added to a donor is left out
/// by reading that donor's events again up to the instant; all other donors stand as they are. Whose
/// codes stood for another person then is put together from what each code brought.
struct AsKnown {
  let instant: Instant
  let snapshot: Snapshot
  let forest: MergeForest
  /// The codes of persons who cannot be taken from the tables as they stand.
  let regrouped: Set<Int64>
  private let keys: RegistryKeys
  private let extendedLater: Set<Int64>

  /// Notes which donors were reported on after the instant.
  init(at instant: Instant, keys: RegistryKeys, _ snapshot: Snapshot) throws {
    self.instant = instant
    self.keys = keys
    self.snapshot = snapshot
    let extendedLater = try snapshot.donors(
      withEvent: "donor_extended", after: try snapshot.ledgerSize(at: instant))
    self.extendedLater = extendedLater
    forest = try MergeForest(snapshot)
    regrouped = forest.regrouped(since: instant, with: extendedLater)
  }

  /// What one code brought, as known then; nil where it was registered later.
  func own(_ code: Int64) throws -> StoredDonor? {
    try snapshot.ownDonor(code).flatMap { try donor($0) }
  }

  /// A donor whose code is merged with none, as known then; nil where the donor was registered later.
  func donor(_ stored: StoredDonor) throws -> StoredDonor? {
    guard stored.registeredAt <= instant else { return nil }
    guard extendedLater.contains(stored.code) else { return stored }
    var donor = stored
    try snapshot.forEachEvent(about: stored.code) { event in
      guard event.recordedAt <= instant else { return }
      switch event.kind {
      case "donor_registered", "donor_extended":
        switch try keys.open(event, in: snapshot) {
        case .donorRegistered(let record, let tokens, _):
          donor.record = record
          donor.hasStrongIdentifier = !tokens.strong.isEmpty
        case .donorExtended(let additions, let tokens):
          try donor.record.add(additions)
          if !tokens.strong.isEmpty { donor.hasStrongIdentifier = true }
        default: break
        }
      default: break
      }
    }
    return donor
  }
}
