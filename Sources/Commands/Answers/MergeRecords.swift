internal import Registry

extension Record {
  /// What a merge changes, or would change.
  init(_ outcome: MergeOutcome) {
    self = [
      "survivor": .text(outcome.survivor), "merged": .text(outcome.merged),
      "sequence": .sequence(outcome.sequence),
      "conflicts": .records(
        outcome.conflicts.map {
          [
            "field": .text($0.field), "blocking": .flag($0.isBlocking),
            "problem": .text($0.problem),
          ]
        }),
      "diagnoses": .record(Self.counts(outcome.diagnoses)),
      "tissue": .record(Self.counts(outcome.tissue)),
      "releases": .records(
        outcome.releases.map {
          [
            "release": .text($0.release), "donor": .text($0.donor),
            "pseudonym": .text($0.pseudonym), "recall": .text($0.recall),
          ]
        }),
      "scopes": .records(
        outcome.scopes.map {
          [
            "scope": .text($0.scope), "survivor_before": .text($0.survivorBefore),
            "merged_before": .text($0.mergedBefore), "after": .text($0.after),
          ]
        }),
    ]
  }

  private static func counts(_ counts: (survivor: Int, merged: Int, after: Int)) -> Record {
    [
      "survivor": .integer(counts.survivor), "merged": .integer(counts.merged),
      "after": .integer(counts.after),
    ]
  }

  /// What a split changed.
  init(_ outcome: SplitOutcome) {
    self = [
      "survivor": .text(outcome.survivor), "restored": .text(outcome.restored),
      "merge": .sequence(outcome.merge), "sequence": .sequence(outcome.sequence),
      "stayed": .list(outcome.stayed.map { .sequence($0) }),
      "scopes": .records(
        outcome.scopes.map {
          [
            "scope": .text($0.scope), "before": .text($0.before),
            "survivor_after": .text($0.survivorAfter),
            "restored_after": .text($0.restoredAfter),
          ]
        }),
    ]
  }

  /// A pair of donors that may be one person.
  init(_ line: ReviewCaseLine) {
    self = [
      "donor": .text(line.donor), "other": .text(line.other),
      "score": line.score.map { .decimal($0) } ?? .none, "agreed": .texts(line.agreed),
      "state": .text(line.state), "postponed_until": .day(line.postponedUntil),
      "opened_by": .sequence(line.openedBy), "decided_by": .sequence(line.decidedBy),
    ]
  }
}

extension Session {
  /// Says that a code is merged, to who asked by it.
  /// - Parameters:
  ///   - code: the code as asked.
  ///   - registry: the registry.
  /// - Returns: a sentence, or none.
  /// - Throws: `RegistryError`.
  func mergeRemarks(_ code: String, _ registry: Registry) throws -> [String] {
    try registry.survivor(of: code).map {
      ["\($0.asked) is merged into \($0.survivor), which answers for it"]
    } ?? []
  }
}
