internal import Cohorts
internal import ConsentWorkflow
internal import Domain
internal import Storage

extension Projector {
  /// Donors from which on all released items are read once.
  private static let bulk = 128

  /// Opens an obligation for every pair that the transaction made known.
  ///
  /// Called at the end of a transaction and, by a rebuild, where it ended: what an obligation stands
  /// on are the facts known then.
  mutating func openRecalls(_ snapshot: Snapshot, recordedAt: Instant) throws {
    guard !recallCandidates.isEmpty else { return }
    let candidates = recallCandidates
    recallCandidates.removeAll()
    guard try snapshot.hasReleases() else { return }
    // A bulk intake asks once for all of its donors, and not for each of them.
    let persons =
      candidates.count > Self.bulk
      ? try snapshot.releasedPersons(among: candidates)
      : Set(try candidates.map { try snapshot.survivor(of: $0) })
    var people: [(code: Int64, items: [(UInt64, Int64, ScopeSet, CivilDay)])] = []
    for code in persons.sorted() {
      let items = try snapshot.releasedItems(of: code)
      if !items.isEmpty { people.append((code, items)) }
    }
    guard !people.isEmpty else { return }
    let reader = try snapshot.consentReader()
    var fold = ConsentFold(forms: forms)
    for person in people {
      guard let stored = try snapshot.donorRow(person.code) else { continue }
      let events = try reader.events(of: person.code)
      let timeline = fold.timeline(
        of: events, facts: stored.consentFacts, knownAt: .distantFuture)
      for (release, donor, needed, day) in person.items {
        for cause in RecallRule.causes(
          needed: needed, releasedOn: day, events: events, timeline: timeline)
        {
          try projections.open(
            recall: StoredRecall.Key(cause: cause.sequence, release: release, donor: donor),
            scopes: cause.scopes, from: cause.from, recordedAt: recordedAt)
        }
      }
    }
  }
}
