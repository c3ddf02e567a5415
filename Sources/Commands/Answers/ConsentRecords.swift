internal import Domain
internal import Registry

extension Record {
  /// What a consent command recorded.
  init(_ outcome: ConsentOutcome) {
    self = [
      "donor": .text(outcome.donor), "sequence": .sequence(outcome.sequence),
      "kind": .text(outcome.kind), "scopes": .texts(outcome.scopes),
      "recalls": .texts(outcome.recalls),
    ]
  }

  /// A withdrawal in the spool.
  init(_ entry: SpoolEntry) {
    self = [
      "spooled": .text(entry.id), "donor": .text(entry.donor), "scopes": .texts(entry.scopes),
      "level": .text(entry.level), "spooled_at": entry.spooledAt.map { .instant($0) } ?? .none,
      "by": .text(entry.actor), "reason": .text(entry.reason), "problem": .text(entry.problem),
    ]
  }

  /// One scope's state.
  /// - Parameters:
  ///   - line: the state.
  ///   - explained: whether the events that were overruled are told too.
  init(_ line: ConsentStateLine, explained: Bool) {
    self = [
      "scope": .text(line.scope), "state": .text(line.state), "from": .day(line.from),
      "until": .day(line.until), "because": .list(line.because.map { .sequence($0) }),
    ]
    guard explained else { return }
    append(
      "overruled",
      .records(line.overruled.map { ["sequence": .sequence($0.sequence), "why": .text($0.why)] }))
  }

  /// One entry of a worklist.
  init(_ line: ConsentDueLine) {
    self = [
      "donor": .text(line.donor), "facility": .text(line.facility), "scopes": .texts(line.scopes),
      "due": .day(line.due), "form": .text(line.form), "why": .text(line.why),
    ]
  }

  /// One consent event.
  init(_ line: ConsentHistoryLine) {
    self = [
      "sequence": .sequence(line.sequence), "recorded_at": .instant(line.recordedAt),
      "recorded_by": .text(line.recordedBy), "kind": .text(line.kind), "form": .text(line.form),
      "permitted": .texts(line.permitted), "denied": .texts(line.denied),
      "level": .text(line.level), "signed_on": .day(line.signedOn),
      "effective_from": .day(line.effectiveFrom), "signer": .text(line.signer),
      "mandate": .text(line.mandate), "evidence": .text(line.evidence),
      "reason": .text(line.reason), "voided_by": .sequence(line.voidedBy),
      "recorded_under": .text(line.recordedUnder),
    ]
  }
}

/// A consent state in a sentence, for `consent state --explain`.
enum ConsentSentence {
  /// The sentences of one scope.
  /// - Parameter line: the state.
  /// - Returns: lines of text.
  static func lines(_ line: ConsentStateLine) -> [String] {
    let state = String(line.state.map { $0 == "_" ? " " : $0 })
    var sentence = "\(line.scope): \(state)"
    if let from = line.from { sentence += " from \(from)" }
    if let until = line.until { sentence += ", last day \(until.adding(days: -1))" }
    switch line.because.count {
    case 0: sentence += " (no event speaks of it)"
    case 1: sentence += " (event \(line.because[0]))"
    default:
      sentence += " (events " + line.because.map { String($0) }.joined(separator: ", ") + ")"
    }
    return TextWrap.lines(sentence, width: TerminalStyle.widest)
      + line.overruled.flatMap { event in
        TextWrap.lines(
          "event \(event.sequence) did not decide: \(event.why)", width: TerminalStyle.widest - 2
        ).map { "  " + $0 }
      }
  }
}
