internal import ConsentWorkflow
internal import Domain
internal import Storage

/// One person as the registry knew the person at an instant: merges made later do not exist.
struct PersonView {
  /// The person's codes in the order of registration.
  let codes: [Int64]
  /// The person, under the code that stood for it.
  let donor: StoredDonor
  /// Every consent event recorded under one of the codes, in the order of the log.
  let events: [ConsentEvent]

  /// Looks at a person.
  /// - Parameters:
  ///   - code: any code of the person.
  ///   - knownAt: the instant.
  ///   - forest: every merge there was.
  ///   - snapshot: reads.
  /// - Throws: `StoreError`.
  init(
    of code: Int64, knownAt: Instant, _ forest: MergeForest, in snapshot: Snapshot
  ) throws {
    let wanted = forest.codes(of: code, knownAt: knownAt)
    let members = try wanted.compactMap { try snapshot.ownDonor($0) }
      .sorted { $0.registeredSequence < $1.registeredSequence }
    guard var person = members.first else {
      throw StoreError.corrupt(detail: "a merge names a donor who is not there")
    }
    for member in members.dropFirst() {
      person.record = person.record.combined(with: member.record)
    }
    codes = members.map(\.code)
    donor = person
    let reader = try snapshot.consentReader()
    var events: [ConsentEvent] = []
    for survivor in Set(try codes.map { try snapshot.survivor(of: $0) }) {
      let origins = try snapshot.consentOrigins(of: survivor)
      events += try reader.events(of: survivor)
        .filter { origins[$0.sequence].map(wanted.contains) == true }
    }
    self.events = events.sorted { $0.sequence < $1.sequence }
  }

  /// The states of all scopes on a day.
  func states(on day: CivilDay, knownAt: Instant, _ fold: inout ConsentFold) -> PackedStates {
    fold.states(of: events, facts: donor.consentFacts, validOn: day, knownAt: knownAt)
  }
}
