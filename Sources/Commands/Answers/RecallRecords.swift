internal import Registry

extension Record {
  /// An obligation to recall.
  init(_ line: RecallLine) {
    self = [
      "recall": .text(line.id), "state": .text(line.state.rawValue),
      "overdue": .flag(line.isOverdue), "recipient": .text(line.recipient),
      "release": .text(line.release), "pseudonym": .text(line.pseudonym),
      "donor": .text(line.donor), "reason": .text(line.reason), "from": .day(line.from),
      "due": .day(line.due), "opened_at": .instant(line.openedAt),
      "notified_at": line.notifiedAt.map { .instant($0) } ?? .none,
      "acknowledged_at": line.acknowledgedAt.map { .instant($0) } ?? .none,
      "evidence": .text(line.evidence),
      "closed_at": line.closedAt.map { .instant($0) } ?? .none,
    ]
  }

  /// The answer to `recall notify`.
  init(_ notice: RecallNotice) {
    self = [
      "recipient": .text(notice.recipient), "recalls": .texts(notice.recalls),
      "file": .text(notice.file), "sha256": .text(notice.sha256),
    ]
  }
}
