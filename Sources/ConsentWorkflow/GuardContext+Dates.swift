internal import Domain

extension GuardContext {
  /// The calendar: no signature before birth, after death or after today.
  func checkDates() throws(ConsentRefusal) {
    let signed = command.signedOn
    guard signed <= today else {
      throw refusal(
        .signedInFuture, "it is signed on \(signed), after the day of recording, \(today)",
        fix: "state the day of the signature; for a later start state the effective day")
    }
    // The sentences name no date of birth.
    let isBeforeBirth =
      birthDay.map { signed < $0 || command.firstDay < $0 }
      ?? donor.birthYear.map { signed.year < $0 || command.firstDay.year < $0 } ?? false
    if isBeforeBirth, command.kind != .void {
      throw refusal(
        .signedBeforeBirth, "it is signed or takes effect before the donor's birth",
        fix: "check the day of the signature, and that this is the right donor")
    }
    if command.signer == .donor, command.kind != .void, let death = donor.deathDay, signed > death {
      throw refusal(
        .signedAfterDeath, "the donor signs on \(signed), after the day of death, \(death)",
        fix: "name the next of kin as signer, or correct the day of death")
    }
    if command.firstDay < signed { try checkEarlierEffect() }
    if let days = policy.historicReasonAfterDays, command.kind.carriesAnswers,
      command.reason == nil, signed.adding(days: days) < today
    {
      throw refusal(
        .historicNeedsReason, "it was signed on \(signed), more than \(days) days ago",
        fix: "state the reason for recording it so late")
    }
  }

  /// What opens something never does so before it was signed; what closes something may.
  private func checkEarlierEffect() throws(ConsentRefusal) {
    switch command.kind {
    case .grant, .renewal, .reinstatement, .resumption:
      throw refusal(
        .effectiveBeforeSigned,
        "it takes effect on \(command.firstDay), before it was signed on \(command.signedOn)",
        fix: "let it take effect on the day of the signature or later")
    case .refusal, .withdrawal, .objection, .suspension:
      if command.reason == nil {
        throw refusal(
          .earlierEffectNeedsReason,
          "it takes effect on \(command.firstDay), before it was signed on \(command.signedOn)",
          fix: "state the reason, or leave the effective day out")
      }
    case .void: break
    }
  }
}
