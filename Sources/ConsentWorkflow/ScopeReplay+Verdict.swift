internal import Domain

extension ScopeReplay {
  /// The outcome of a replay.
  struct Verdict {
    var state: ConsentState
    var because: [UInt64]
    var overruled: [UInt64: Overruling]
  }

  /// What stands of the scope, given how use after death stands.
  func verdict(afterDeath: ScopeReplay) -> Verdict {
    if let denial = deniedVerdict { return denial }
    var verdict = permittedVerdict
    guard verdict.state == .permitted else { return verdict }
    var masking = suspension
    if let death = world.donor.deathDay, death <= world.validOn {
      guard afterDeath.deniedVerdict == nil, afterDeath.permittedVerdict.state == .permitted else {
        verdict.state = .lapsed
        return verdict
      }
      masking = afterDeath.suspension ?? masking
    }
    if let masking {
      if masking.sequence == suspension?.sequence { verdict.overruled[masking.sequence] = nil }
      for event in verdict.because { verdict.overruled[event] = .suspended(by: masking.sequence) }
      verdict.state = .suspended
      verdict.because = [masking.sequence]
    }
    return verdict
  }

  /// The outcome where a denial stands; everything else gives way to it.
  private var deniedVerdict: Verdict? {
    guard let decisive = decisiveDenials.first else { return nil }
    var overruled = overruled
    let because = decisiveDenials.map(\.sequence)
    let others =
      (absorbing + [answer, withdrawal, suspension].compactMap { $0 } + lifts).map(\.sequence)
      + permissions.map(\.sequence)
    for other in others where !because.contains(other) {
      overruled[other] = .denied(by: decisive.sequence)
    }
    return Verdict(state: decisive.effect.denialState, because: because, overruled: overruled)
  }

  /// The denials whose state is shown.
  private var decisiveDenials: [Standing] {
    if !absorbing.isEmpty {
      let withdrawals = absorbing.filter { $0.effect == .withdrawAllUse }
      return withdrawals.isEmpty ? absorbing : withdrawals
    }
    let latest = isAnsweredLast ? answer ?? withdrawal : withdrawal ?? answer
    return latest.map { [$0] } ?? []
  }

  /// The outcome of the permissions alone.
  private var permittedVerdict: Verdict {
    var overruled = overruled
    let endings = permissions.map { ($0.sequence, ending(of: $0)) }
    let state = endings.map { $0.1.state }.min { $0.distance < $1.distance }
    var because: [UInt64] = []
    for (sequence, ending) in endings {
      if ending.state == state {
        because.append(sequence)
      } else if let why = ending.why {
        overruled[sequence] = why
      }
    }
    if !permissions.isEmpty {
      because += lifts.map(\.sequence)
    } else {
      for lift in lifts { overruled[lift.sequence] = .withoutEffect }
    }
    if let suspension { overruled[suspension.sequence] = .withoutEffect }
    return Verdict(state: state ?? .notAsked, because: because, overruled: overruled)
  }

  /// How one permission stands on the day, and what ended it.
  private func ending(of event: ConsentEvent) -> (state: ConsentState, why: Overruling?) {
    let facts = event.facts
    let day = world.validOn
    guard let reference = facts.form,
      let form = world.forms.form(reference, knownAt: world.knownAt),
      form.scopes.contains(scope)
    else { return (.reconsentDue, .formUnknown) }
    if let end = form.validityEnd(of: scope, from: facts.effectiveFrom), end <= day {
      return (.lapsed, .lapsed(on: end))
    }
    if !form.survivesDeath, let death = world.donor.deathDay, death <= day {
      return (.lapsed, .endedByDeath(on: death))
    }
    if facts.signer.endsAtMajority {
      let majority = world.donor.endOfMinority(ageOfMajority: form.ageOfMajority)
      if majority <= day { return (.majorityDue, .cameOfAge(on: majority)) }
    }
    if let outdating = world.forms.outdating(of: reference, knownAt: world.knownAt),
      outdating.from <= day
    {
      return (.reconsentDue, .outdated(by: outdating.by, from: outdating.from))
    }
    return (.permitted, nil)
  }
}

extension ConsentState {
  /// How far a permission in this state is from permitting.
  fileprivate var distance: Int {
    switch self {
    case .permitted: 0
    case .reconsentDue: 1
    case .majorityDue: 2
    default: 3
    }
  }
}

extension Effect {
  /// The state that a denial shows.
  fileprivate var denialState: ConsentState {
    switch self {
    case .decline: .declined
    case .refuse, .refuseAllUse: .refused
    case .object: .objected
    default: .withdrawn
    }
  }
}
