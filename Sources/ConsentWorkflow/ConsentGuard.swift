public import Domain

/// Decides whether a consent command may be recorded.
///
/// A grant must be beyond doubt: published form, every module answered, competent signer, evidence.
/// A denial is as easy as can be: it is refused only where it contradicts itself or the calendar,
/// never for a missing document, mandate or form. Nothing is ever ignored in silence: a command
/// that would change nothing is refused, unless it is a denial.
public enum ConsentGuard {
  /// The facts to append for a command, or the reason why there are none.
  ///
  /// Usually it is one. A denial has one more for every grant that was signed before it and takes
  /// effect after it, because such a grant would otherwise re-open what the donor just closed.
  /// A withdrawal of something that was never granted becomes a refusal of the same reach.
  /// - Parameters:
  ///   - command: what somebody wants to record.
  ///   - history: all events of the donor so far, void ones included.
  ///   - donor: what else is known of the donor.
  ///   - birthDay: the birth date, where the caller can open it; it makes the checks of age exact.
  ///   - forms: the published forms.
  ///   - policy: what this registry has decided for itself.
  ///   - today: the day of recording.
  ///   - fold: a fold for the same forms, where the caller has one; it spares an intake of many
  ///     events the flattening of the forms for each of them.
  /// - Returns: the facts to append together, in their order.
  /// - Throws: ``ConsentRefusal``, the first guard that fails.
  public static func decide(
    _ command: ConsentCommand, history: [ConsentEvent], donor: DonorFacts,
    birthDay: CivilDay? = nil, forms: FormCatalogue, policy: ConsentPolicy = ConsentPolicy(),
    today: CivilDay, fold: ConsentFold? = nil
  ) throws(ConsentRefusal) -> [ConsentFacts] {
    let context = GuardContext(
      command: command, history: history, donor: donor, birthDay: birthDay, forms: forms,
      policy: policy, today: today, fold: fold)
    try context.checkDates()
    switch command.kind {
    case .grant, .renewal:
      try context.checkGrant()
      return [try context.facts()]
    case .refusal, .withdrawal, .objection:
      return try context.denials()
    case .reinstatement:
      try context.checkReinstatement()
      return [try context.facts()]
    case .suspension, .resumption:
      try context.checkSuspension()
      return [try context.facts()]
    case .void:
      try context.checkVoid()
      return [try context.facts()]
    }
  }
}
