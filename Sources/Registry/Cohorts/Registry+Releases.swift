internal import Cohorts
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Every release, oldest first, with what has to be recalled from it.
  /// - Returns: the releases.
  /// - Throws: ``RegistryError``.
  public func releases() throws -> [ReleaseLine] {
    try read(.releases) { snapshot in try snapshot.releases().map { try line($0, in: snapshot) } }
  }

  /// One release.
  /// - Parameter id: release id.
  /// - Returns: the release.
  /// - Throws: ``RegistryError``.
  public func release(_ id: String) throws -> ReleaseLine {
    try read(.releases) { try releaseLine(id, in: $0) }
  }

  func releaseLine(_ id: String, in snapshot: Snapshot) throws -> ReleaseLine {
    guard let found = try snapshot.releases().first(where: { $0.release.id == id }) else {
      throw RegistryError(
        .notFound, "there is no release with this id", fix: "see: tissuectl release list")
    }
    return try line(found, in: snapshot)
  }

  private func line(_ stored: StoredRelease, in snapshot: Snapshot) throws -> ReleaseLine {
    let recall = try snapshot.items(of: stored.release.id).compactMap {
      item -> ReleaseLine.Recall? in
      let lost = RecallRule.lost(
        stored.release.scopes, in: try snapshot.states(of: item.donor, on: today))
      guard !lost.isEmpty else { return nil }
      return ReleaseLine.Recall(
        donor: DonorCode.text(item.donor),
        pseudonym: Pseudonym(value: item.pseudonym)?.description ?? "unreadable",
        reason: lost.map { "\($0.scope.name) \($0.state.name)" }.joined(separator: ", "))
    }
    let erased = try snapshot.erasedPseudonyms(ofRelease: stored.sequence).map {
      ReleaseLine.Recall(
        donor: RecallTerms.erased, pseudonym: Pseudonym(value: $0)?.description ?? "unreadable",
        reason: "donor erased")
    }
    return ReleaseLine(
      release: stored.release.id, sealedAt: stored.sealedAt, recipient: stored.release.recipient,
      purpose: stored.release.purpose, donors: stored.donors, recall: recall + erased,
      terms: ReleaseTermsLine(try snapshot.terms()[stored.sequence], on: today))
  }
}
