public import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Pairs of donors that may be one person, the likeliest first.
  /// - Parameters:
  ///   - day: the day on which a postponed case counts as open again; nil is today.
  ///   - all: whether decided and postponed cases are wanted too.
  /// - Returns: the cases, each pair of persons once.
  /// - Throws: ``RegistryError``.
  public func duplicates(on day: CivilDay?, all: Bool) throws -> [ReviewCaseLine] {
    let day = day ?? today
    return try read { snapshot in
      var seen: Set<[Int64]> = []
      return try snapshot.reviewCases().compactMap { stored in
        var state = stored.state
        if state == .postponed, let until = stored.postponedUntil, until <= day { state = .open }
        guard all || state == .open else { return nil }
        // An open question about a merged code is one about the person.
        let pair =
          all
          ? [stored.first, stored.second]
          : [try snapshot.survivor(of: stored.first), try snapshot.survivor(of: stored.second)]
            .sorted()
        guard pair[0] != pair[1], seen.insert(pair).inserted else { return nil }
        return ReviewCaseLine(
          donor: DonorCode.text(pair[0]), other: DonorCode.text(pair[1]),
          score: stored.score.map { Double($0) / 1000 },
          agreed: stored.agreed.split(separator: ",").map(String.init), state: state.name,
          postponedUntil: stored.postponedUntil, openedBy: stored.openedSequence,
          decidedBy: stored.decidedSequence)
      }
    }
  }

  /// Notes that two donors are two persons.
  /// - Parameters:
  ///   - first: one donor's code.
  ///   - second: the other donor's code.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: the decided case.
  /// - Throws: ``RegistryError``.
  public func notDuplicate(
    _ first: String, _ second: String, _ change: ChangeRequest
  ) throws -> ReviewCaseLine {
    try decide(first, second, isSettled: true, until: nil, change)
  }

  /// Puts the question whether two donors are one person off.
  /// - Parameters:
  ///   - first: one donor's code.
  ///   - second: the other donor's code.
  ///   - until: the day from which it is open again; nil for as long as nobody decides.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: the postponed case.
  /// - Throws: ``RegistryError``.
  public func postpone(
    _ first: String, _ second: String, until: CivilDay?, _ change: ChangeRequest
  ) throws -> ReviewCaseLine {
    if let until, until <= today {
      throw RegistryError(
        .usage, "\(until) is not after today", at: [.init("option", "--until")],
        fix: "name a later day, or leave --until out")
    }
    return try decide(first, second, isSettled: false, until: until, change)
  }

  private func decide(
    _ first: String, _ second: String, isSettled: Bool, until: CivilDay?, _ change: ChangeRequest
  ) throws -> ReviewCaseLine {
    let reason = change.reason
    return try commit(
      change,
      repeated: { event, snapshot in
        guard event.kind == "duplicate_decided" else { return nil }
        return try self.line(decidedBy: event.sequence, in: snapshot)
      }
    ) { change in
      let pair = try distinct(first, second, in: change.snapshot)
      guard let code = DonorCode(value: pair.survivor.code) else {
        throw StoreError.corrupt(detail: "a donor's code is not readable")
      }
      let key = try keys.dataKey(of: code, in: change.snapshot)
      let sequence = try change.append(
        .duplicateDecided(
          DuplicateDecision(
            first: code.value, second: pair.merged.code, isSettled: isSettled, until: until,
            reason: reason)), about: code, key: key)
      return try line(decidedBy: sequence, in: change.snapshot)
    }
  }

  private func line(decidedBy sequence: UInt64, in snapshot: Snapshot) throws -> ReviewCaseLine {
    guard let stored = try snapshot.reviewCases().first(where: { $0.decidedSequence == sequence })
    else {
      throw RegistryError(
        .operationConflict, "the case was decided again since", at: [.init("event", "\(sequence)")],
        fix: "see: tissuectl donor duplicates --all")
    }
    return ReviewCaseLine(
      donor: DonorCode.text(stored.first), other: DonorCode.text(stored.second),
      score: stored.score.map { Double($0) / 1000 },
      agreed: stored.agreed.split(separator: ",").map(String.init), state: stored.state.name,
      postponedUntil: stored.postponedUntil, openedBy: stored.openedSequence,
      decidedBy: stored.decidedSequence)
  }

  /// Opens a review case for each donor who may be the one that was just registered.
  func suspect(
    _ code: DonorCode, _ candidates: some Sequence<(Int64, Registration.Candidate)>,
    _ change: Change
  ) throws {
    let suspicion = DuplicateSuspicion(
      candidates: candidates.map { donor, candidate in
        DuplicateSuspicion.Candidate(
          donor: donor, score: UInt16((candidate.score * 1000).rounded()),
          agreed: candidate.agreed.joined(separator: ","))
      })
    let key = try keys.dataKey(of: code, in: change.snapshot)
    try change.append(.duplicatesSuspected(suspicion), about: code, key: key)
  }
}
