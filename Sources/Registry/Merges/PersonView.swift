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

  /// Looks at a person; nil where none of the codes was registered yet.
  /// - Parameters:
  ///   - code: any code of the person.
  ///   - asKnown: the instant, and what was known then.
  /// - Throws: `StoreError`.
  init?(of code: Int64, _ asKnown: AsKnown) throws {
    let snapshot = asKnown.snapshot
    let wanted = asKnown.forest.codes(of: code, knownAt: asKnown.instant)
    let members = try wanted.compactMap { try asKnown.own($0) }
      .sorted { $0.registeredSequence < $1.registeredSequence }
    guard var person = members.first else { return nil }
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

extension AsKnown {
  /// The person to whom a code belonged then.
  /// - Throws: `StoreError` where the code was not registered.
  func person(_ code: Int64) throws -> PersonView {
    guard let view = try PersonView(of: code, self) else {
      throw StoreError.corrupt(detail: "a merge names a donor who is not there")
    }
    return view
  }
}
