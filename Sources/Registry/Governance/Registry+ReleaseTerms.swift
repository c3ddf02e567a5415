public import Domain
internal import Storage

/// Where a release stands under its agreement.
public enum ReleaseStanding: String, CaseIterable, Sendable {
  /// No end was agreed on.
  case open
  /// The recipient may hold the data.
  case inForce = "in_force"
  /// The agreement is over and the data should be destroyed.
  case expired
  /// The recipient confirmed the destruction.
  case destroyed
}

/// Terms of a release as `release list` prints them.
public struct ReleaseTermsLine: Sendable {
  /// Reference of the agreement.
  public var agreement: String?
  /// The last day on which the recipient may hold the data.
  public var until: CivilDay?
  /// Id of the approved request behind it.
  public var request: String?
  /// Where it stands.
  public var standing = ReleaseStanding.open
  /// When the destruction was recorded.
  public var destroyedAt: Instant?
  /// SHA-256 of the confirmation.
  public var evidence: String?

  init(_ stored: StoredTerms?, on day: CivilDay) {
    guard let stored else { return }
    agreement = stored.terms.agreement
    until = stored.terms.until
    request = stored.terms.request
    destroyedAt = stored.destroyedAt
    evidence = stored.evidence?.description
    if stored.destroyedAt != nil {
      standing = .destroyed
    } else if let until = stored.terms.until {
      standing = day > until ? .expired : .inForce
    }
  }
}

extension Registry {
  /// The releases that a recipient has to destroy: the agreement is over, and nobody confirmed it.
  /// - Parameter days: also those that will be over in so many days.
  /// - Returns: the releases, the longest overdue first.
  /// - Throws: ``RegistryError``.
  public func releasesDue(within days: Int = 0) throws -> [ReleaseLine] {
    let horizon = today.adding(days: days)
    return try releases().filter { line in
      guard line.terms.standing != .destroyed, let until = line.terms.until else { return false }
      return until < horizon || line.terms.standing == .expired
    }.sorted { ($0.terms.until ?? today, $0.release) < ($1.terms.until ?? today, $1.release) }
  }

  /// Records a recipient's confirmation that a release was destroyed.
  /// - Parameters:
  ///   - id: release id.
  ///   - evidence: the confirmation.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the release.
  /// - Throws: ``RegistryError``.
  public func destroyRelease(
    _ id: String, evidence: RecallEvidence, _ request: ChangeRequest
  ) throws -> ReleaseLine {
    let evidence = try Self.mapping { try evidence.hash() }
    return try commit(
      request,
      repeated: { first, snapshot in
        first.kind == "release_destroyed" ? try self.releaseLine(id, in: snapshot) : nil
      },
      { change in
        let line = try releaseLine(id, in: change.snapshot)
        guard line.terms.standing != .destroyed else {
          throw RegistryError(
            .recallRefused, "the destruction is on record already", at: [.init("release", id)],
            fix: "see: tissuectl release show \(id)")
        }
        try change.append(
          .releaseDestroyed(ReleaseDestruction(release: id, evidence: evidence)))
        return try releaseLine(id, in: change.snapshot)
      })
  }
}
