internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// What erasing a donor would destroy.
  /// - Parameter code: any code of the person.
  /// - Returns: the person's codes, events and releases.
  /// - Throws: ``RegistryError``.
  public func erasurePlan(_ code: String) throws -> ErasurePlan {
    try read(.ledger) { snapshot in
      let donor = try known(code, in: snapshot)
      let codes = try snapshot.members(of: donor.code)
      return ErasurePlan(
        donor: DonorCode.text(donor.code), codes: codes.map { DonorCode.text($0) },
        events: try codes.reduce(0) { $0 + (try snapshot.eventCount(about: $1)) },
        releases: try snapshot.releases(holding: donor.code).map(\.id))
    }
  }

  /// Forgets a person: data keys and every row of every code are destroyed, the file is rewritten
  /// without what deleted rows leave behind, and recipients of released data have to be told.
  ///
  /// Headers and hashes of the events stay, so that the ledger verifies as before.
  /// - Parameters:
  ///   - code: any code of the person.
  ///   - confirmation: one of the person's codes again; not needed for a dry run.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was destroyed.
  /// - Throws: ``RegistryError``.
  public func erase(
    _ code: String, confirmation: String?, _ change: ChangeRequest
  ) throws -> ErasureOutcome {
    let request = change
    func once() throws -> ErasureOutcome {
      try commit(request, repeated: repeatedErasure) { change in
        let donor = try known(code, in: change.snapshot)
        let codes = try change.snapshot.members(of: donor.code)
        guard isConfirmed(codes) else {
          throw RegistryError(
            .usage, "an erasure has to be confirmed with a code of the donor",
            at: [.init("option", "--confirm")], fix: "look at it with --dry-run, then type the code"
          )
        }
        // What else the codes once stood for with others cannot be told from the rows alone.
        let everOnePerson = try MergeForest(change.snapshot).codes(from: codes) { _ in true }
        let sequences = try codes.map { code in
          try change.append(.donorErased(reason: request.reason), naming: code)
        }
        try change.transaction.requestScrub(rebuild: everOnePerson != Set(codes))
        return try outcome(in: change.snapshot) { sequences.contains($0.sequence) }
      }
    }
    func isConfirmed(_ codes: [Int64]) -> Bool {
      guard let confirmation else { return request.dryRun }
      return (try? DonorCode(parsing: confirmation)).map { codes.contains($0.value) } ?? false
    }
    guard !request.dryRun else { return try once() }
    return try Self.mapping {
      let erased = try store.keepingJournal(once)
      try finishErasures()
      return erased
    }
  }

  /// Rewrites the file where an erasure, perhaps of a run that was cut off, still asks for it.
  func finishErasures() throws {
    guard let rebuild = try store.read({ try $0.scrubDue() }) else { return }
    try store.scrub(rebuilding: rebuild ? replay : nil)
  }

  private func repeatedErasure(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> ErasureOutcome? {
    guard first.kind == EventPayload.erasureKind else { return nil }
    return try outcome(in: snapshot) { $0.erasedAt == first.recordedAt }
  }

  private func outcome(
    in snapshot: Snapshot, of isMeant: (StoredErasure) -> Bool
  ) throws -> ErasureOutcome {
    let erased = try snapshot.erasedDonors().filter(isMeant)
    guard let first = erased.first else {
      throw StoreError.corrupt(detail: "an erasure has no row")
    }
    let causes = Set(erased.map(\.sequence))
    return ErasureOutcome(
      codes: erased.map { DonorCode.text($0.donor) }, sequences: erased.map(\.sequence),
      erasedAt: first.erasedAt,
      recalls: try snapshot.recalls().filter { causes.contains($0.key.cause) }
        .map(RecallTerms.id))
  }
}
