internal import Domain
internal import Storage

/// What forgetting the pseudonyms of a programme did.
public struct ForgottenPseudonyms: Sendable {
  /// The programme.
  public var programme: String
  /// Its releases.
  public var releases: Int
  /// Pseudonyms that nobody can tell the donor of any more.
  public var pseudonyms: Int
}

extension Registry {
  /// Destroys the key of a programme's pseudonyms: from then on neither ledger nor tables tell who had
  /// which pseudonym in a release, and nobody can compute it.
  ///
  /// Nobody could be recalled afterwards, so every recipient must have confirmed that the data are
  /// destroyed, and no recall may be open. Copies of the data keys that were made before still open
  /// it, as they do an erased donor: they have the short retention.
  /// - Parameters:
  ///   - id: id of the programme.
  ///   - confirmation: the id again; not needed for a dry run.
  ///   - request: operation id, reason and whether to roll back.
  /// - Returns: what was forgotten.
  /// - Throws: ``RegistryError`` with code `programme_refused` where somebody could still be recalled.
  public func forgetPseudonyms(
    of id: String, confirmation: String?, _ request: ChangeRequest
  ) throws -> ForgottenPseudonyms {
    func once() throws -> ForgottenPseudonyms {
      try commit(request) { change in
        let programme = try self.programme(id, in: change.snapshot)
        guard confirmation == nil ? request.dryRun : confirmation == programme.id else {
          throw RegistryError(
            .usage, "the programme's id has to be typed again",
            at: [.init("option", "--confirm")], why: "forgotten pseudonyms never come back",
            fix: "look at it with --dry-run, then add --confirm \(programme.id)")
        }
        let found = try forgettable(programme.id, change.snapshot)
        try change.append(
          .pseudonymsForgotten(purpose: programme.id, reason: request.reason))
        let kept = try change.snapshot.studyKeys().filter {
          try !RegistryKeys.isForgotten($0.study, in: change.snapshot)
        }
        try change.transaction.replace(studyKeys: kept)
        try change.transaction.requestScrub(rebuild: false)
        return found
      }
    }
    guard !request.dryRun else { return try once() }
    return try Self.mapping {
      let found = try store.keepingJournal(once)
      try finishErasures()
      return found
    }
  }

  private func forgettable(_ id: String, _ snapshot: Snapshot) throws -> ForgottenPseudonyms {
    let releases = try snapshot.releases().filter { $0.release.purpose == id }
    let terms = try snapshot.terms()
    if let held = releases.first(where: { terms[$0.sequence]?.destroyedAt == nil }) {
      throw RegistryError(
        .programmeRefused, "a recipient may still hold data of the programme",
        at: [.init("programme", id), .init("release", held.release.id)],
        why: "nobody in it could be recalled without the pseudonym",
        fix: "record the destruction first with: tissuectl release destroyed RELEASE")
    }
    let sequences = Set(releases.map(\.sequence))
    let open = try snapshot.recalls().first {
      sequences.contains($0.key.release) && $0.closedAt == nil && $0.retractedSequence == nil
    }
    if let open {
      throw RegistryError(
        .programmeRefused, "a recall of the programme is open",
        at: [.init("programme", id), .init("recall", RecallTerms.id(of: open))],
        fix: "close it first with: tissuectl recall close")
    }
    return ForgottenPseudonyms(
      programme: id, releases: releases.count,
      pseudonyms: try releases.reduce(0) { count, release in
        count + (try snapshot.items(of: release.release.id).count { $0.pseudonym > 0 })
      })
  }

  /// Records as forgotten what a restored ledger has sealed and the data keys at hand no longer open.
  func forgetLostPseudonyms() throws {
    let lost = try store.read { snapshot in
      let held = Set(try snapshot.studyKeys().map(\.study))
      let forgotten = try forgottenPurposes(snapshot)
      var lost: [String: Int] = [:]
      try snapshot.forEachEvent(ofKind: "release_sealed", upTo: .max) { event in
        guard case .releaseSealed(let release) = try keys.open(event, in: snapshot),
          let study = release.sealedPseudonyms?.study, !held.contains(study),
          event.sequence > forgotten[release.purpose] ?? 0
        else { return }
        lost[release.purpose, default: 0] += 1
      }
      return lost.keys.sorted()
    }
    guard !lost.isEmpty else { return }
    try commit(ChangeRequest()) { change in
      for purpose in lost {
        try change.append(
          .pseudonymsForgotten(
            purpose: purpose, reason: "their key was not among the keys restored"))
      }
    }
  }

  /// The last forgetting of each purpose, read from the ledger.
  private func forgottenPurposes(_ snapshot: Snapshot) throws -> [String: UInt64] {
    var found: [String: UInt64] = [:]
    try snapshot.forEachEvent(ofKind: "pseudonyms_forgotten", upTo: .max) { event in
      if case .pseudonymsForgotten(let purpose, _) = try keys.open(event, in: snapshot) {
        found[purpose] = event.sequence
      }
    }
    return found
  }
}
