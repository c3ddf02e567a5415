internal import ConsentWorkflow
internal import Domain
internal import Ledger
internal import Storage

/// Derives current state from events: the one place that says what an event does to the tables, for
/// a command that appends it as for a rebuild that replays it.
struct Projector {
  let projections: ProjectionWriter
  private var touched: Set<Int64> = []
  /// Donors about whom this transaction said something that may recall what was released of them.
  var recallCandidates: Set<Int64> = []
  private(set) var forms: FormCatalogue

  init(_ projections: ProjectionWriter, forms: FormCatalogue) {
    self.projections = projections
    self.forms = forms
  }

  /// Applies one event; the fold of consent follows in ``settle(_:)``.
  mutating func apply(
    _ payload: EventPayload, sequence: UInt64, recordedAt: Instant, subject: Int64?,
    reading snapshot: Snapshot
  ) throws {
    if case .donorErased = payload {
      let donor = try Self.donor(subject)
      try projections.erase(donor: donor, sequence: sequence, recordedAt: recordedAt)
      touched.remove(donor)
      recallCandidates.remove(donor)
      return
    }
    if let subject { try projections.note(event: sequence, about: subject) }
    switch payload {
    case .registryCreated, .importFinished, .importProgress, .clockRegressed, .matchAsked,
      .keysExported, .donorErased, .operationSigned, .linked, .withdrawalTakenIn,
      .withdrawalDiscarded:
      break
    case .operatorAdded(let enrolment):
      try projections.add(
        operator: StoredOperator(
          name: enrolment.name, publicKey: enrolment.publicKey, roles: enrolment.roles,
          addedSequence: sequence))
    case .operatorRevoked(let revocation):
      try projections.revoke(operator: revocation.name, sequence: sequence)
    case .formPublished(let form, let document):
      try projections.add(
        form: document.outlined, sequence: sequence, recordedAt: recordedAt)
      try forms.publish(form, recordedAt: recordedAt)
      touched.formUnion(try snapshot.donors(whoSigned: form.reference.id))
    case .programmePublished(let document):
      try projections.put(
        programme: document.outlined, sequence: sequence, recordedAt: recordedAt)
    case .programmeStateChanged(let programme, let state, _):
      try projections.set(state: state, ofProgramme: programme)
      if state == .terminated {
        try projections.terminate(programme: programme, sequence: sequence)
        try projections.openRecalls(
          ofProgramme: programme, cause: sequence, recordedAt: recordedAt)
      }
    case .donorRegistered(let record, let tokens, _):
      let donor = try Self.donor(subject)
      try projections.add(
        donor: donor, record: record, tokens: tokens, sequence: sequence, recordedAt: recordedAt)
    case .donorExtended(let additions, let tokens):
      let donor = try Self.donor(subject)
      if try !extendMember(donor, with: additions, reading: snapshot) {
        try projections.add(additions, to: donor)
      }
      try projections.add(tokens: tokens, of: donor)
      if additions.vitalStatus == .dead { touched.insert(donor) }
    case .keysChanged(let event):
      try apply(event, sequence: sequence, recordedAt: recordedAt)
    case .donorTokensReplaced(let replacement):
      try projections.replace(tokens: replacement, of: try Self.donor(subject))
    case .consentRecorded(let facts):
      let donor = try Self.donor(subject)
      try projections.add(
        consent: ConsentEvent(sequence: sequence, recordedAt: recordedAt, facts: facts),
        of: donor)
      if let target = facts.target {
        try projections.retractRecalls(causedBy: target, sequence: sequence)
      }
      touch(donor)
    case .donorsMerged(let decision):
      try apply(decision, sequence: sequence, recordedAt: recordedAt, reading: snapshot)
    case .donorSplit(let decision):
      try apply(decision, sequence: sequence, recordedAt: recordedAt, reading: snapshot)
    case .duplicatesSuspected(let suspicion):
      try apply(suspicion, about: try Self.donor(subject), sequence: sequence)
    case .duplicateDecided(let decision):
      try apply(decision, sequence: sequence, reading: snapshot)
    case .releaseSealed(let release):
      try projections.add(release: release, sequence: sequence, recordedAt: recordedAt)
      if release.validOn < recordedAt.day {
        // It became known after the fact: what its donors said meanwhile is known already.
        recallCandidates.formUnion(release.items.map(\.donor))
      } else {
        recallCandidates.formUnion(try snapshot.donors(deniedAfterRelease: sequence))
      }
      if let cause = try snapshot.termination(ofProgramme: release.purpose) {
        try projections.openRecalls(
          ofProgramme: release.purpose, release: sequence, cause: cause, recordedAt: recordedAt)
      }
    case .pseudonymsForgotten(let purpose, _):
      try projections.forgetPseudonyms(of: purpose, sequence: sequence, recordedAt: recordedAt)
    case .releaseDelivered(let release):
      try projections.deliver(release: release, sequence: sequence)
    case .offerProposed(let proposal):
      try projections.add(
        offer: sequence, of: try Self.donor(subject), to: proposal.programme,
        until: proposal.until, recordedAt: recordedAt)
    case .offerChanged(let change):
      try projections.apply(change.move, sequence: sequence, recordedAt: recordedAt)
    case .recallNotified(let notification):
      try projections.notify(recalls: notification.obligations, recordedAt: recordedAt)
    case .recallAcknowledged(let acknowledgement):
      try projections.acknowledge(
        recall: acknowledgement.obligation, evidence: acknowledgement.evidence,
        recordedAt: recordedAt)
    case .witnessAdded(let key):
      try projections.add(
        witness: try NoteVerifier(key).name, key: key, sequence: sequence, recordedAt: recordedAt)
    case .recallClosed(let closure):
      try projections.close(recall: closure.obligation, recordedAt: recordedAt)
    case .policyPublished, .recipientAdded, .recipientShares, .releaseGoverned, .releaseRequested,
      .releaseDecided, .releaseDestroyed, .countAnswered:
      try applyGovernance(payload, sequence: sequence, recordedAt: recordedAt)
    }
  }

  /// Has the consent of a donor folded anew when the events are through.
  mutating func touch(_ donor: Int64) {
    touched.insert(donor)
    recallCandidates.insert(donor)
  }

  private static func donor(_ subject: Int64?) throws -> Int64 {
    guard let subject else {
      throw RegistryError(.verificationFailed, "an event about a donor names none")
    }
    return subject
  }

  /// Folds the consent events of every touched donor anew.
  mutating func settle(_ snapshot: Snapshot, progress: ((Int, Int) -> Void)? = nil) throws {
    guard !touched.isEmpty else { return }
    let reader = try snapshot.foldingReader()
    var fold = ConsentFold(forms: forms)
    var folds = FoldedConsents()
    var events: [ConsentEvent] = []
    for (done, donor) in touched.sorted().enumerated() {
      events.removeAll(keepingCapacity: true)
      guard let facts = try reader.take(donor, into: &events) else { continue }
      folds.begin(donor)
      fold.forEachSegment(of: events, facts: facts, knownAt: .distantFuture) { folds.add($0) }
      if done % 4096 == 4095 {
        try projections.replace(folds)
        folds.removeAll()
        progress?(done + 1, touched.count)
      }
    }
    try projections.replace(folds)
    touched.removeAll()
  }
}
