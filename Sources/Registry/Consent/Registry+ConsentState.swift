internal import ConsentWorkflow
public import Domain
internal import HashedIdentifiers
internal import Ledger
internal import Storage

extension Registry {
  /// The state of all sixteen scopes of a donor on a day, as known at an instant.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - day: the day; nil is today.
  ///   - knownAt: what was recorded later is left out; nil is everything.
  ///   - explain: whether the events that were overruled are wanted too.
  /// - Returns: sixteen lines in the order of the scopes.
  /// - Throws: ``RegistryError``.
  public func consentStates(
    _ donor: String, on day: CivilDay?, knownAt: Instant?, explain: Bool
  ) throws -> [ConsentStateLine] {
    try read { snapshot in
      let (stored, codes, events) = try person(donor, knownAt: knownAt, in: snapshot)
      let forms = try formCatalogue(snapshot)
      try requireSoundConsent(of: codes, forms, in: snapshot)
      return ConsentExplanation.all(
        events: events, facts: stored.consentFacts, forms: forms,
        validOn: day ?? today, knownAt: knownAt ?? .distantFuture
      ).map { explanation in
        ConsentStateLine(
          scope: explanation.scope.name, state: explanation.state.name, from: explanation.from,
          until: explanation.until, because: explanation.because,
          overruled: explain
            ? explanation.overruled.map {
              ConsentStateLine.Overruled(sequence: $0.sequence, why: "\($0.why)")
            } : [])
      }
    }
  }

  /// Demands that the consent of a person, under all its codes, folds to what is stored of it: a row
  /// that was changed on the disk says something else than the fold that was made of it.
  private func requireSoundConsent(
    of codes: [Int64], _ forms: FormCatalogue, in snapshot: Snapshot
  ) throws {
    let survivors = Set(try codes.map { try snapshot.survivor(of: $0) }).sorted()
    let reader = try snapshot.foldingReader()
    var fold = ConsentFold(forms: forms)
    for donor in survivors {
      var history: [ConsentEvent] = []
      guard let facts = try reader.take(donor, into: &history),
        try snapshot.timeline(of: donor)
          == fold.timeline(of: history, facts: facts, knownAt: .distantFuture).segments
      else {
        throw RegistryError(
          .verificationFailed, "the consent on record and its derived state disagree",
          at: [.init("donor", DonorCode.text(donor))], why: "nothing was answered",
          fix: "run doctor")
      }
    }
  }

  /// Every consent event of a donor, with the texts that are sealed elsewhere.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - knownAt: what was recorded later is left out; nil is everything.
  /// - Returns: the events in the order of the log.
  /// - Throws: ``RegistryError``.
  public func consentHistory(_ donor: String, knownAt: Instant?) throws -> [ConsentHistoryLine] {
    try read { snapshot in
      var lines: [ConsentHistoryLine] = []
      var voids: [(target: UInt64, by: UInt64)] = []
      for code in try person(donor, knownAt: knownAt, in: snapshot).codes {
        try snapshot.forEachEvent(about: code) { event in
          guard event.recordedAt <= knownAt ?? .distantFuture,
            case .consentRecorded(let facts) = try keys.open(event, in: snapshot)
          else { return }
          if let target = facts.target { voids.append((target, event.sequence)) }
          lines.append(
            ConsentHistoryLine(
              facts, event: event, code: code,
              actor: try EventHeader(decoding: event.header).actor))
        }
      }
      lines.sort { $0.sequence < $1.sequence }
      for void in voids {
        if let index = lines.firstIndex(where: { $0.sequence == void.target }) {
          lines[index].voidedBy = void.by
        }
      }
      return lines
    }
  }
}

extension ConsentHistoryLine {
  fileprivate init(_ facts: ConsentFacts, event: StoredEvent, code: Int64, actor: String) {
    self.init(
      sequence: event.sequence, recordedAt: event.recordedAt, recordedBy: actor,
      kind: facts.kind.name, form: facts.form?.description,
      permitted: facts.permitted.map(\.name),
      denied: facts.declined.union(facts.scopes).map(\.name), level: facts.level?.name,
      signedOn: facts.signedOn, effectiveFrom: facts.effectiveFrom, signer: facts.signer.name,
      mandate: facts.mandate, evidence: facts.evidence?.description, reason: facts.reason,
      voidedBy: nil, recordedUnder: DonorCode.text(code))
  }
}
