internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Undoes one merge: both codes stand for donors of their own again, as if never merged.
  ///
  /// Events recorded in the meantime were recorded under the survivor and stay with it.
  /// - Parameters:
  ///   - code: the code that was merged, or the survivor where only one code is merged into it.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what changed.
  /// - Throws: ``RegistryError``.
  public func split(_ code: String, _ change: ChangeRequest) throws -> SplitOutcome {
    let reason = change.reason
    return try commit(change, repeated: repeatedSplit) { change in
      let merge = try mergeToUndo(code, in: change.snapshot)
      let survivor = try change.snapshot.survivor(of: merge.merged)
      guard let person = DonorCode(value: survivor) else {
        throw StoreError.corrupt(detail: "a donor's code is not readable")
      }
      let key = try keys.dataKey(of: person, in: change.snapshot)
      let sequence = try change.append(
        .donorSplit(SplitDecision(merge: merge.sequence, reason: reason)), about: person,
        key: key)
      try change.settle()
      return try outcome(ofSplit: sequence, in: change.snapshot)
    }
  }

  private func mergeToUndo(_ text: String, in snapshot: Snapshot) throws -> StoredMerge {
    _ = try known(text, in: snapshot)
    let code = try DonorCode(parsing: text).value
    let standing = try MergeForest(snapshot).merges.filter { $0.splitSequence == nil }
    if let merge = standing.first(where: { $0.merged == code }) { return merge }
    let into = standing.filter { $0.survivor == code }
    guard let merge = into.first else {
      throw RegistryError(
        .mergeRefused, "no merge of this donor is in force",
        at: [.init("donor", DonorCode.text(code))], fix: "see: tissuectl donor show CODE")
    }
    guard into.count == 1 else {
      throw RegistryError(
        .mergeRefused, "\(into.count) codes are merged into this donor",
        at: [.init("donor", DonorCode.text(code))],
        fix: "name the one to split off: "
          + into.map { DonorCode.text($0.merged) }.joined(separator: ", "))
    }
    return merge
  }

  private func repeatedSplit(_ first: StoredEvent, _ snapshot: Snapshot) throws -> SplitOutcome? {
    guard first.kind == "donor_split" else { return nil }
    return try outcome(ofSplit: first.sequence, in: snapshot)
  }

  private func outcome(ofSplit sequence: UInt64, in snapshot: Snapshot) throws -> SplitOutcome {
    let forest = try MergeForest(snapshot)
    // The event itself may not be readable yet: the ledger writes it at the end of the transaction.
    guard let merge = forest.merges.first(where: { $0.splitSequence == sequence }),
      let splitAt = merge.splitAt
    else { throw StoreError.corrupt(detail: "a split has no row") }
    let last = Instant(microseconds: splitAt.microseconds - 1)
    let before = try AsKnown(at: last, keys: keys, snapshot).person(merge.merged)
    let survivor = before.donor.code
    let after = try AsKnown(at: splitAt, keys: keys, snapshot)
    let rest = try after.person(survivor)
    let restored = try after.person(merge.merged)
    var fold = ConsentFold(forms: try formCatalogue(snapshot))
    let states = [before, rest, restored].map {
      $0.states(on: today, knownAt: splitAt, &fold)
    }
    var stayed: [UInt64] = []
    for code in rest.codes {
      try snapshot.forEachEvent(about: code) { other in
        guard (merge.sequence + 1..<sequence).contains(other.sequence),
          forest.codes(of: merge.merged, knownAt: other.recordedAt).contains(code)
        else { return }
        stayed.append(other.sequence)
      }
    }
    return SplitOutcome(
      survivor: DonorCode.text(survivor), restored: DonorCode.text(merge.merged),
      merge: merge.sequence, sequence: sequence, stayed: stayed.sorted(),
      scopes: ConsentScope.allCases.map {
        SplitOutcome.Scope(
          scope: $0.name, before: states[0][$0].name, survivorAfter: states[1][$0].name,
          restoredAfter: states[2][$0].name)
      })
  }
}
