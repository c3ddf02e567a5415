internal import Cohorts
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

extension Registry {
  /// Records a consent event, or says which rule forbids it.
  /// - Parameters:
  ///   - request: the event.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was recorded.
  /// - Throws: ``RegistryError``.
  public func consent(
    _ request: ConsentRequest, _ change: ChangeRequest
  ) throws -> ConsentOutcome {
    try consent(request, change, outOfSpool: nil)
  }

  /// Records a consent event, or a withdrawal that comes out of the spool.
  func consent(
    _ request: ConsentRequest, _ change: ChangeRequest, outOfSpool spooled: SpooledWithdrawal?
  ) throws -> ConsentOutcome {
    let reason = change.reason
    return try commit(change, recordedBy: spooled?.actor, repeated: repeatedConsent) { change in
      var request = request
      if request.donor.isEmpty, let target = request.target {
        guard let donor = try change.snapshot.donor(ofConsentEvent: target) else {
          throw RegistryError(
            .notFound, "no consent event has this number", at: [.init("event", "\(target)")],
            fix: "see: tissuectl consent history CODE")
        }
        request.donor = DonorCode.text(donor)
      }
      let donor = try known(request.donor, in: change.snapshot)
      let reader = try change.snapshot.consentReader()
      let birthDay = try birthDay(of: donor, in: change.snapshot)
      let recorded = try record(
        request, reason: reason, donor: donor, birthDay: birthDay, reader: reader,
        words: ConsentWords(forms: change.forms), change)
      if let spooled {
        try change.append(
          .withdrawalTakenIn(by: spooled.actor, spooledAt: spooled.spooledAt), naming: donor.code)
      }
      return try outcome(recorded, of: donor.code, in: change.snapshot)
    }
  }

  /// Decides by the guards and appends what they allow.
  /// - Returns: the last event recorded.
  func record(
    _ request: ConsentRequest, reason: String?, donor: StoredDonor, birthDay: CivilDay?,
    reader: Snapshot.ConsentReader, words: ConsentWords, _ change: Change
  ) throws -> ConsentEvent {
    var facts = donor.consentFacts
    if facts.majorityDay == nil, let birthDay {
      // Of age since before the registration: the guards then ask the exact day.
      facts.majorityDay = birthDay.reaching(age: 18)
    }
    let command = try request.command(
      reason: reason, words: words, donor: facts, birthDay: birthDay, today: today)
    let decided = try ConsentGuard.decide(
      command, history: try reader.events(of: donor.code), donor: facts, birthDay: birthDay,
      forms: words.forms, today: today, fold: words.fold)
    guard let code = DonorCode(value: donor.code) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    let key = try keys.dataKey(of: code, in: change.snapshot)
    var last: ConsentEvent?
    for facts in decided {
      let sequence = try change.append(.consentRecorded(facts), about: code, key: key)
      last = ConsentEvent(sequence: sequence, recordedAt: change.recordedAt, facts: facts)
    }
    guard let last else {
      throw RegistryError(.internalError, "the guards decided on nothing")
    }
    return last
  }

  private func repeatedConsent(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> ConsentOutcome? {
    guard first.kind == "consent_recorded",
      let donor = try first.subject.map({ try snapshot.survivor(of: $0) }),
      let event = try snapshot.consentReader().events(of: donor)
        .first(where: { $0.sequence == first.sequence })
    else { return nil }
    return try outcome(event, of: donor, in: snapshot)
  }

  /// What a recorded event did, with the releases that it reaches back to.
  private func outcome(
    _ event: ConsentEvent, of donor: Int64, in snapshot: Snapshot
  ) throws -> ConsentOutcome {
    let events = try snapshot.consentReader().events(of: donor)
    guard let stored = try snapshot.donorRow(donor) else {
      throw StoreError.corrupt(detail: "a consent event is about a donor who is not there")
    }
    let states = consentState(
      events: events, facts: stored.consentFacts, forms: try formCatalogue(snapshot),
      validOn: today, knownAt: .distantFuture)
    return ConsentOutcome(
      donor: DonorCode.text(donor), sequence: event.sequence, kind: event.facts.kind.name,
      scopes: event.facts.namedScopes.map(\.name),
      recalls: try snapshot.releases(holding: donor)
        .filter { !RecallRule.lost($0.scopes, in: states).isEmpty }.map(\.id))
  }

  /// The birth day from the sealed identifiers, the earliest of a merged person's; nil where it is
  /// not known or not kept.
  func birthDay(of donor: StoredDonor, in snapshot: Snapshot) throws -> CivilDay? {
    guard identityMode == .vault, donor.record.birthYear != nil else { return nil }
    return try identities(of: try snapshot.members(of: donor.code), in: snapshot)
      .compactMap(\.birthDate).min()
  }
}
