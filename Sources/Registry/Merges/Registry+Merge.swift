internal import Cohorts
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Shows what a merge of two donors would change; nothing is stored.
  /// - Parameters:
  ///   - first: one donor's code.
  ///   - second: the other donor's code.
  /// - Returns: the plan.
  /// - Throws: ``RegistryError``.
  public func mergePlan(_ first: String, _ second: String) throws -> MergeOutcome {
    try commit(ChangeRequest(dryRun: true)) { change in
      let pair = try distinct(first, second, in: change.snapshot)
      var plan = try merge(pair, reason: nil, change)
      plan.sequence = nil
      return plan
    }
  }

  /// Takes two donors for one person; the code registered first stands for both from now on.
  ///
  /// Events stay under the code they were recorded under. The person's state is the fold of all of
  /// them, by rule 10 of the consent rule.
  /// - Parameters:
  ///   - first: one donor's code.
  ///   - second: the other donor's code.
  ///   - confirmation: one of the codes, typed again; needed where something speaks against it.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what changed.
  /// - Throws: ``RegistryError``.
  public func merge(
    _ first: String, _ second: String, confirmation: String?, _ change: ChangeRequest
  ) throws -> MergeOutcome {
    let reason = change.reason
    return try commit(change, repeated: repeatedMerge) { change in
      let pair = try distinct(first, second, in: change.snapshot)
      let isConfirmed = try confirmation.map { text in
        let code = try DonorCode(parsing: text).value
        let asked = [try DonorCode(parsing: first).value, try DonorCode(parsing: second).value]
        guard asked.contains(code) || [pair.survivor.code, pair.merged.code].contains(code) else {
          throw RegistryError(
            .usage, "the confirmation names neither of the two donors",
            at: [.init("option", "--confirm")], fix: "type one of the two codes")
        }
        return true
      }
      if isConfirmed != true || reason?.isEmpty ?? true {
        try refuse(conflicts(pair, in: change.snapshot), pair)
      }
      return try merge(pair, reason: reason, change)
    }
  }

  private func refuse(
    _ conflicts: [MergeOutcome.Conflict], _ pair: (survivor: StoredDonor, merged: StoredDonor)
  ) throws {
    guard let conflict = conflicts.first(where: \.isBlocking) else { return }
    throw RegistryError(
      .mergeRefused, "the two donors contradict each other: \(conflict.problem)",
      at: [
        .init("donor", DonorCode.text(pair.survivor.code)),
        .init("donor", DonorCode.text(pair.merged.code)), .init("field", conflict.field),
      ], why: "so they are probably two persons",
      fix: "if they are one, merge them with --confirm CODE and --reason TEXT")
  }

  private func merge(
    _ pair: (survivor: StoredDonor, merged: StoredDonor), reason: String?, _ change: Change
  ) throws -> MergeOutcome {
    guard let code = DonorCode(value: pair.survivor.code) else {
      throw StoreError.corrupt(detail: "a donor's code is not readable")
    }
    let key = try keys.dataKey(of: code, in: change.snapshot)
    let sequence = try change.append(
      .donorsMerged(
        MergeDecision(survivor: code.value, merged: pair.merged.code, reason: reason)),
      about: code, key: key)
    try change.settle()
    return try outcome(ofMerge: sequence, in: change.snapshot)
  }

  private func repeatedMerge(_ first: StoredEvent, _ snapshot: Snapshot) throws -> MergeOutcome? {
    guard first.kind == "donors_merged" else { return nil }
    return try outcome(ofMerge: first.sequence, in: snapshot)
  }

  /// Two codes as two persons, the one registered first in front.
  func distinct(
    _ first: String, _ second: String, in snapshot: Snapshot
  ) throws -> (survivor: StoredDonor, merged: StoredDonor) {
    let pair = [try known(first, in: snapshot), try known(second, in: snapshot)]
      .sorted { $0.registeredSequence < $1.registeredSequence }
    guard pair[0].code != pair[1].code else {
      throw RegistryError(
        .mergeRefused, "both codes are one donor already",
        at: [.init("donor", DonorCode.text(pair[0].code))],
        fix: "see: tissuectl donor show CODE")
    }
    return (pair[0], pair[1])
  }

  /// What a merge changed, from what was known just before it and with it.
  private func outcome(ofMerge sequence: UInt64, in snapshot: Snapshot) throws -> MergeOutcome {
    let forest = try MergeForest(snapshot)
    guard let merge = forest.merges.first(where: { $0.sequence == sequence }) else {
      throw StoreError.corrupt(detail: "a merge has no row")
    }
    let before = try AsKnown(
      at: Instant(microseconds: merge.recordedAt.microseconds - 1), keys: keys, snapshot)
    let survivor = try before.person(merge.survivor)
    let merged = try before.person(merge.merged)
    let after = try AsKnown(at: merge.recordedAt, keys: keys, snapshot).person(merge.survivor)
    var fold = ConsentFold(forms: try formCatalogue(snapshot))
    let states = [survivor, merged, after].map {
      $0.states(on: today, knownAt: merge.recordedAt, &fold)
    }
    let (own, other) = (survivor.donor.record, merged.donor.record)
    let union = after.donor.record
    return MergeOutcome(
      survivor: DonorCode.text(merge.survivor), merged: DonorCode.text(merge.merged),
      sequence: sequence,
      scopes: ConsentScope.allCases.map {
        MergeOutcome.Scope(
          scope: $0.name, survivorBefore: states[0][$0].name, mergedBefore: states[1][$0].name,
          after: states[2][$0].name)
      },
      diagnoses: (own.tumours.count, other.tumours.count, union.tumours.count),
      tissue: (own.tissue.count, other.tissue.count, union.tissue.count),
      releases: try releases(of: after, states: states[2], in: snapshot),
      conflicts: try conflicts(
        (survivor.donor, merged.donor), survivor.codes, merged.codes, in: snapshot))
  }

  private func releases(
    of person: PersonView, states: PackedStates, in snapshot: Snapshot
  ) throws -> [MergeOutcome.Release] {
    let needed = Dictionary(
      try snapshot.releases(holding: person.donor.code).map { ($0.id, $0.scopes) },
      uniquingKeysWith: { first, _ in first })
    return try snapshot.releaseItems(of: person.donor.code)
      .filter { person.codes.contains($0.item.donor) }.map { release, item in
        let lost = RecallRule.lost(needed[release] ?? [], in: states)
        return MergeOutcome.Release(
          release: release, donor: DonorCode.text(item.donor),
          pseudonym: Pseudonym(value: item.pseudonym)?.description ?? "unreadable",
          recall: lost.map { "\($0.scope.name) \($0.state.name)" }.joined(separator: ", "))
      }
  }
}
