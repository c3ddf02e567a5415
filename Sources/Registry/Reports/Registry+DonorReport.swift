internal import Cohorts
internal import ConsentWorkflow
public import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// What a donor or an ethics board is told of one donor.
  ///
  /// Names, mandates, witnesses and reasons are left out: free text might name somebody. Pseudonyms
  /// are, because with them a release could be traced back to the code.
  /// - Parameters:
  ///   - code: any of the donor's codes.
  ///   - day: the day whose state counts as present; nil is today.
  ///   - knownAt: what was recorded later is left out; nil is everything.
  /// - Returns: the report, the same for ever for the same day and instant.
  /// - Throws: ``RegistryError``.
  public func report(
    _ code: String, on day: CivilDay?, knownAt: Instant?
  ) throws -> DonorReport {
    let day = day ?? today
    return try read { snapshot in
      let last = try snapshot.head().lastRecordedAt
      let known = knownAt ?? last
      let (donor, codes, events) = try person(code, knownAt: knownAt, in: snapshot)
      guard donor.registeredAt <= known else {
        throw RegistryError(
          .notFound, "no donor had this code then", at: [.init("option", "--known-at")])
      }
      let timeline = ConsentTimeline(
        events: events, facts: donor.consentFacts, forms: try formCatalogue(snapshot),
        knownAt: known)
      return DonorReport(
        donor: DonorCode.text(donor.code),
        merged: codes.filter { $0 != donor.code }.map { DonorCode.text($0) },
        registeredOn: donor.registeredAt.day, asOf: day, knownAt: known,
        permissions: Self.permissions(timeline),
        decisions: Self.decisions(events.filter { $0.recordedAt <= known }),
        releases: try releases(
          of: Set(codes), survivor: try snapshot.survivor(of: donor.code), timeline, day, known,
          snapshot),
        tissue: try handovers(of: Set(codes), known, snapshot))
    }
  }

  private static func permissions(_ timeline: ConsentTimeline) -> [DonorReport.Permission] {
    var found: [DonorReport.Permission] = []
    for scope in ConsentScope.allCases {
      let periods = timeline.intervals(of: scope).map { interval in
        DonorReport.Period(
          state: interval.state.plainWords, permits: interval.state.permits,
          from: interval.from, through: interval.until?.adding(days: -1))
      }
      if let index = found.firstIndex(where: { $0.periods == periods }) {
        found[index].scopes.append(scope.plainWords)
      } else {
        found.append(DonorReport.Permission(scopes: [scope.plainWords], periods: periods))
      }
    }
    return found
  }

  private static func decisions(_ events: [ConsentEvent]) -> [DonorReport.Decision] {
    let voids = Dictionary(
      events.compactMap { event in event.facts.target.map { ($0, event.recordedAt.day) } },
      uniquingKeysWith: { first, _ in first })
    return events.map { event in
      let facts = event.facts
      return DonorReport.Decision(
        sequence: event.sequence, what: facts.plainWords, form: facts.form?.description,
        signer: facts.signer.plainWords, signedOn: facts.signedOn,
        effectiveFrom: facts.effectiveFrom, recordedOn: event.recordedAt.day,
        voidedOn: voids[event.sequence])
    }
  }

  private func releases(
    of codes: Set<Int64>, survivor: Int64, _ timeline: ConsentTimeline, _ day: CivilDay,
    _ knownAt: Instant, _ snapshot: Snapshot
  ) throws -> [DonorReport.Release] {
    let held = Set(
      try snapshot.releaseItems(of: survivor).filter { codes.contains($0.item.donor) }
        .map(\.release))
    return try snapshot.releases().compactMap { stored in
      guard held.contains(stored.release.id), stored.sealedAt <= knownAt else { return nil }
      let lost = RecallRule.lost(stored.release.scopes, in: timeline.states(on: day))
      let since = lost.compactMap { timeline.interval(of: $0.scope, on: day).from }.min()
      return DonorReport.Release(
        release: stored.release.id, releasedOn: stored.sealedAt.day,
        recipient: stored.release.recipient, purpose: stored.release.purpose,
        needed: stored.release.scopes.map(\.plainWords),
        recall: lost.isEmpty
          ? nil
          : DonorReport.Recall(
            since: max(since ?? .earliest, stored.sealedAt.day),
            lost: lost.map(\.scope.plainWords)))
    }
  }

  private func handovers(
    of codes: Set<Int64>, _ knownAt: Instant, _ snapshot: Snapshot
  ) throws -> [DonorReport.Handover] {
    try snapshot.offers().compactMap { offer in
      guard codes.contains(offer.donor), let releasedAt = offer.releasedAt, releasedAt <= knownAt
      else { return nil }
      let isRecalled = offer.recordedState == .cancelled && offer.changedAt <= knownAt
      return DonorReport.Handover(
        releasedOn: releasedAt.day, programme: offer.programme,
        recalledOn: isRecalled ? offer.changedAt.day : nil)
    }
  }

  /// Writes a report to a file that is whole or absent.
  /// - Parameters:
  ///   - text: the report as text.
  ///   - path: where it is to stand; nothing may stand there yet.
  /// - Returns: SHA-256 of the file, hexadecimal.
  /// - Throws: ``RegistryError``.
  public func write(report text: String, to path: String) throws -> String {
    try Self.mapping {
      let file = try OutputFile(path: path)
      try file.write(Array(text.utf8))
      return try file.commit()
    }
  }
}
