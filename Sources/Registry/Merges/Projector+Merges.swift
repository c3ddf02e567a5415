internal import Domain
internal import Storage

extension Projector {
  /// Lets one code stand for two persons.
  mutating func apply(
    _ decision: MergeDecision, sequence: UInt64, recordedAt: Instant, reading snapshot: Snapshot
  ) throws {
    let codes = try snapshot.members(of: decision.survivor)
    let others = try snapshot.members(of: decision.merged)
    try projections.add(
      merge: StoredMerge(
        sequence: sequence, survivor: decision.survivor, merged: decision.merged,
        recordedAt: recordedAt))
    try projections.decide(.merged, between: codes, and: others, until: nil, sequence: sequence)
    try gather(decision.survivor, reading: snapshot)
    touch(decision.survivor)
  }

  /// Undoes a merge.
  mutating func apply(
    _ decision: SplitDecision, sequence: UInt64, recordedAt: Instant, reading snapshot: Snapshot
  ) throws {
    guard let parting = try MergeForest(snapshot).parting(at: decision.merge) else {
      throw RegistryError(.verificationFailed, "a split names no merge that holds")
    }
    let head = parting.merge.merged
    let survivor = try snapshot.survivor(of: head)
    let codes = [head] + parting.codes.subtracting([head]).sorted()
    try projections.split(
      merge: decision.merge, from: survivor, codes: codes, sequence: sequence,
      recordedAt: recordedAt)
    let pair = parting.merge.survivor
    let others = [pair] + (try snapshot.members(of: survivor)).filter { $0 != pair }
    try projections.decide(.open, between: others, and: codes, until: nil, sequence: sequence)
    for person in [survivor, head] {
      try gather(person, reading: snapshot)
      touch(person)
      try projections.retractRecalls(partedFrom: person, sequence: sequence)
    }
  }

  /// Adds a later report to the code it was recorded under, where that code is merged.
  /// - Returns: false where the code is merged with none.
  func extendMember(
    _ donor: Int64, with additions: DonorAdditions, reading snapshot: Snapshot
  ) throws -> Bool {
    guard var own = try snapshot.ownRecord(of: donor) else { return false }
    try own.add(additions)
    try projections.keep(ownRecord: own, of: donor)
    try gather(try snapshot.survivor(of: donor), reading: snapshot)
    return true
  }

  /// Puts the union of what each code of a person brought under the code that stands for it.
  private func gather(_ survivor: Int64, reading snapshot: Snapshot) throws {
    let codes = try snapshot.members(of: survivor)
    let records = try codes.map { code in
      guard let donor = try snapshot.ownDonor(code) else {
        throw RegistryError(.verificationFailed, "a merge names a donor who is not there")
      }
      return donor.record
    }
    guard let first = records.first else { return }
    for (code, record) in zip(codes, records) {
      try projections.keep(ownRecord: codes.count == 1 ? nil : record, of: code)
      if code != survivor { try projections.replace(record: nil, of: code) }
    }
    try projections.replace(
      record: records.dropFirst().reduce(first) { $0.combined(with: $1) }, of: survivor)
  }

  /// Opens a review case for each candidate.
  func apply(_ suspicion: DuplicateSuspicion, about donor: Int64, sequence: UInt64) throws {
    for candidate in suspicion.candidates {
      try projections.open(
        StoredReviewCase(
          (donor, candidate.donor), score: Int(candidate.score), agreed: candidate.agreed,
          openedSequence: sequence))
    }
  }

  /// Notes what a person decided about a case.
  func apply(
    _ decision: DuplicateDecision, sequence: UInt64, reading snapshot: Snapshot
  ) throws {
    try projections.decide(
      decision.isSettled ? .notDuplicate : .postponed,
      between: try snapshot.members(of: decision.first),
      and: try snapshot.members(of: decision.second), until: decision.until, sequence: sequence)
  }
}
