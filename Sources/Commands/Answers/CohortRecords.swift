internal import Registry

extension Record {
  /// The answer to `cohort count`.
  /// - Parameters:
  ///   - count: the answer.
  ///   - unit: what is named first.
  init(_ count: CohortCount, unit: CountingUnit) {
    let donors = Field(name: "donors", value: .integer(count.donors))
    let tumours = Field(name: "tumours", value: .integer(count.tumours))
    self.init(fields: unit == .donors ? [donors, tumours] : [tumours, donors])
    append("donors_before_consent", .integer(count.donorsBeforeConsent))
    append("needs_review", .integer(count.needsReview))
    append(
      "lost",
      .records(count.lost.map { ["reason": .text($0.reason), "donors": .integer($0.donors)] }))
  }

  /// The answer to `cohort export`.
  init(_ release: ReleaseSummary) {
    self = [
      "release": .text(release.release), "folder": .text(release.folder),
      "donors": .integer(release.donors), "suppressed": .integer(release.suppressed),
      "withheld": .integer(release.withheld),
      "classes": .integer(release.classes), "k": .integer(release.k),
      "highest_risk": .decimal(release.highestRisk),
      "average_risk": .decimal(release.averageRisk), "loss": .decimal(release.loss),
      "levels": .records(release.levels.map(Record.init)),
      "files": .records(
        release.files.map {
          ["name": .text($0.name), "sha256": .text($0.sha256), "bytes": .integer($0.bytes)]
        }),
      "ledger_size": .sequence(release.ledgerSize), "root": .text(release.root),
    ]
  }

  /// The answer to `cohort preview`.
  init(_ preview: CohortPreview) {
    self = [
      "purpose": .text(preview.purpose), "releasable": .flag(preview.refusal == nil),
      "members": .integer(preview.members),
      "before": .record(Record(preview.before)),
      "after": preview.after.map { .record(Record($0)) } ?? .none,
      "loss": preview.loss.map { .decimal($0) } ?? .none,
      "class_sizes": .records(
        preview.classSizes.map {
          [
            "size": .text($0.size), "classes": .integer($0.classes), "donors": .integer($0.donors),
          ]
        }),
      "levels": .records(preview.levels.map(Record.init)),
      "lost": .records(
        preview.lost.map {
          [
            "rule": .text($0.rule), "reason": .text($0.reason), "donors": .integer($0.donors),
          ]
        }),
      "refused": .text(preview.refusal),
      "approval": preview.approval.map { approval in
        .record([
          "needed_from": .text(approval.words),
          "operators": .list(approval.operators.map { .text($0) }),
        ])
      } ?? .none,
    ]
  }

  private init(_ level: ReleaseSummary.Level) {
    self = [
      "column": .text(level.column), "level": .integer(level.level),
      "lowest": .integer(level.lowest), "highest": .integer(level.highest),
      "loss": .decimal(level.loss),
    ]
  }

  private init(_ protection: CohortPreview.Protection) {
    self = [
      "donors": .integer(protection.donors), "classes": .integer(protection.classes),
      "k": .integer(protection.k), "highest_risk": .decimal(protection.highestRisk),
      "average_risk": .decimal(protection.averageRisk),
    ]
  }

  /// A release in the list of releases.
  init(_ line: ReleaseLine) {
    self = [
      "release": .text(line.release), "sealed_at": .instant(line.sealedAt),
      "recipient": .text(line.recipient), "purpose": .text(line.purpose),
      "donors": .integer(line.donors), "to_recall": .integer(line.recall.count),
      "agreement": .text(line.terms.agreement), "until": .day(line.terms.until),
      "standing": .text(line.terms.standing.rawValue), "request": .text(line.terms.request),
      "destroyed_at": line.terms.destroyedAt.map { .instant($0) } ?? .none,
      "destruction_evidence": .text(line.terms.evidence),
    ]
  }

  /// A release with the donors who have to be recalled.
  /// - Parameter line: the release.
  /// - Returns: the record.
  static func release(_ line: ReleaseLine) -> Record {
    var record = Record(line)
    record.append(
      "recall",
      .records(
        line.recall.map {
          [
            "donor": .text($0.donor), "pseudonym": .text($0.pseudonym),
            "reason": .text($0.reason),
          ]
        }))
    return record
  }
}
