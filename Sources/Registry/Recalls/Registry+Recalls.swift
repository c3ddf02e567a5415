internal import Config
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// What recipients have to be told or have still to confirm.
  /// - Parameter query: which obligations.
  /// - Returns: the obligations, in the order in which they became known.
  /// - Throws: ``RegistryError``, where nobody knows the recipient.
  public func recalls(_ query: RecallQuery = RecallQuery()) throws -> [RecallLine] {
    try read(.releases) { snapshot in
      let rules = try recallTerms(in: snapshot)
      let recipient = query.recipient.map(Recipient.key)
      // A name that is written wrongly must not read as one who holds nothing.
      if let recipient { _ = try recipientLine(recipient, in: snapshot) }
      return try snapshot.recalls()
        .filter { recipient == nil || recipient == Recipient.key($0.recipient) }
        .map { rules.line($0, on: today) }
        .filter { line in
          if query.overdue { return line.isOverdue }
          return query.all || line.state != .closed && line.state != .retracted
        }
    }
  }

  /// Records a recipient's confirmation that data are gone.
  /// - Parameters:
  ///   - id: the obligation.
  ///   - evidence: the confirmation.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the obligation.
  /// - Throws: ``RegistryError``, where it is not pending.
  public func acknowledgeRecall(
    _ id: String, evidence: RecallEvidence, _ request: ChangeRequest
  ) throws -> RecallLine {
    let evidence = try Self.mapping { try evidence.hash() }
    return try change(id, request) { recall, state in
      guard state.isPending else {
        throw Self.refused(
          "the recall is \(state.rawValue) and waits for no confirmation", id)
      }
      return .recallAcknowledged(
        RecallAcknowledgement(obligation: recall.key, evidence: evidence))
    }
  }

  /// Closes an obligation: nothing is left to do about it.
  /// - Parameters:
  ///   - id: the obligation.
  ///   - request: operation id, the reason, and whether to roll back.
  /// - Returns: the obligation.
  /// - Throws: ``RegistryError``, where no reason is given or it is closed already.
  public func closeRecall(_ id: String, _ request: ChangeRequest) throws -> RecallLine {
    guard let reason = request.reason, !reason.isEmpty else {
      throw RegistryError(
        .usage, "a recall is closed for a reason", at: [.init("option", "--reason")],
        fix: "say why nothing is left to do")
    }
    return try change(id, request) { recall, state in
      guard state != .closed else { throw Self.refused("the recall is closed already", id) }
      return .recallClosed(RecallClosure(obligation: recall.key, reason: reason))
    }
  }

  private func change(
    _ id: String, _ request: ChangeRequest,
    _ decide: (StoredRecall, RecallState) throws -> EventPayload
  ) throws -> RecallLine {
    func line(_ snapshot: Snapshot) throws -> RecallLine {
      try recallTerms(in: snapshot).line(try self.recall(id, in: snapshot), on: today)
    }
    return try commit(
      request,
      repeated: { first, snapshot in
        first.kind.hasPrefix("recall_") ? try line(snapshot) : nil
      },
      { change in
        let recall = try self.recall(id, in: change.snapshot)
        try change.append(try decide(recall, RecallTerms.state(of: recall)))
        return try line(change.snapshot)
      })
  }

  func recallTerms(in snapshot: Snapshot) throws -> RecallTerms {
    RecallTerms(days: try exportPolicy(in: snapshot).recallDays)
  }

  /// The obligation that an id names.
  func recall(_ id: String, in snapshot: Snapshot) throws -> StoredRecall {
    guard let found = try snapshot.recalls().first(where: { RecallTerms.id(of: $0) == id }) else {
      throw RegistryError(
        .notFound, "no recall has this id", fix: "see: tissuectl recall list --all")
    }
    return found
  }

  static func refused(_ message: String, _ id: String) -> RegistryError {
    RegistryError(
      .recallRefused, message, at: [.init("recall", id)], fix: "see: tissuectl recall list --all")
  }
}

/// How the names of recipients are compared: an "Institute A" and an "institute a " are one.
enum Recipient {
  static func key(_ name: String) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What makes an obligation of stored facts a line with a state and a day.
struct RecallTerms {
  /// What stands in the place of a donor's code.
  static let erased = "erased"

  let days: Int

  /// The id: the event that recalls, the release, and the pseudonym in it.
  static func id(of recall: StoredRecall) -> String {
    "\(recall.key.cause)-\(recall.key.release)-\(pseudonym(of: recall))"
  }

  static func pseudonym(of recall: StoredRecall) -> String {
    Pseudonym(value: recall.pseudonym)?.description ?? "unreadable"
  }

  func due(_ recall: StoredRecall) -> CivilDay {
    let begin = max(recall.from, recall.openedAt.day)
    return CivilDay(daysSinceEpoch: begin.daysSinceEpoch + Int32(clamping: days))
  }

  static func state(of recall: StoredRecall) -> RecallState {
    if recall.closedAt != nil { return .closed }
    if recall.retractedSequence != nil { return .retracted }
    if recall.acknowledgedAt != nil { return .acknowledged }
    return recall.notifiedAt == nil ? .open : .notified
  }

  func line(_ recall: StoredRecall, on day: CivilDay) -> RecallLine {
    let state = Self.state(of: recall)
    let due = due(recall)
    let scopes = recall.scopes.map(\.name).joined(separator: ", ")
    return RecallLine(
      id: Self.id(of: recall), state: state, isOverdue: state.isPending && day > due,
      recipient: recall.recipient, release: recall.releaseID,
      pseudonym: Self.pseudonym(of: recall),
      donor: recall.isErasure ? Self.erased : DonorCode.text(recall.key.donor),
      reason: recall.causeKind.map { "\($0.name): \(scopes)" }
        ?? (recall.isErasure ? "donor erased" : "programme terminated"),
      from: recall.from, due: due, openedAt: recall.openedAt, notifiedAt: recall.notifiedAt,
      acknowledgedAt: recall.acknowledgedAt, evidence: recall.evidence?.description,
      closedAt: recall.closedAt)
  }
}
