internal import Domain

extension GuardContext {
  /// A reinstatement takes something back, and only the donor can.
  func checkReinstatement() throws(ConsentRefusal) {
    guard !command.scopes.isEmpty else {
      throw refusal(.nothingNamed, "no scope is named", fix: "name the scopes, or all")
    }
    guard command.signer == .donor else {
      throw refusal(
        .reinstatementNotByDonor, about: command.scopes,
        "a \(command.signer) cannot take the donor's withdrawal back",
        fix: "have the donor sign the reinstatement")
    }
    let before = masks(on: command.firstDay.adding(days: -1))
    let closed = ScopeSet(rawValue: before.absorbed | before.withdrawn | before.objected)
    guard !closed.isDisjoint(with: command.scopes) else {
      throw refusal(
        .nothingToReinstate, about: command.scopes,
        "no withdrawal or objection holds for it before \(command.firstDay)",
        fix: "record a grant; to take back a withdrawal of the same day, take effect a day later")
    }
    if policy.evidence == .always, command.evidence == nil {
      throw refusal(
        .evidenceMissing, "the hash of the signed document is missing",
        fix: "name the document, or its hash as sha256:HEX")
    }
  }

  /// A suspension masks something more, a resumption uncovers something.
  func checkSuspension() throws(ConsentRefusal) {
    guard !command.scopes.isEmpty else {
      throw refusal(.nothingNamed, "no scope is named", fix: "name the scopes, or all")
    }
    if command.kind == .suspension {
      let suspended = ScopeSet(rawValue: masks(on: command.firstDay).suspended)
      guard !command.scopes.isSubset(of: suspended) else {
        throw refusal(
          .alreadySuspended, about: command.scopes,
          "all of it is suspended on \(command.firstDay) already",
          fix: "nothing needs to be done; resume to end the suspension")
      }
    } else {
      let before = ScopeSet(rawValue: masks(on: command.firstDay.adding(days: -1)).suspended)
      guard !command.scopes.isDisjoint(with: before) else {
        throw refusal(
          .notSuspended, about: command.scopes,
          "none of it is suspended before \(command.firstDay)",
          fix: "check the scopes; to end a suspension of the same day, take effect a day later")
      }
    }
  }

  /// A void has a reason and takes out exactly one event that still stands.
  func checkVoid() throws(ConsentRefusal) {
    guard command.reason != nil else {
      throw refusal(
        .voidWithoutReason, "no reason is given", fix: "state why the event was wrong")
    }
    guard let target = command.target,
      let event = history.first(where: { $0.sequence == target })
    else {
      throw refusal(
        .voidTargetUnknown,
        command.target.map { "the donor has no event \($0)" } ?? "no event is named",
        fix: "name the ledger sequence of one of the donor's consent events")
    }
    guard event.facts.kind != .void else {
      throw refusal(
        .voidOfVoid, "event \(target) is itself a void",
        fix: "record again what was voided in error")
    }
    let earlier = history.first { $0.facts.kind == .void && $0.facts.target == target }
    if let earlier {
      throw refusal(
        .voidedAlready, "event \(target) was voided by event \(earlier.sequence)",
        fix: "nothing needs to be done")
    }
  }
}
