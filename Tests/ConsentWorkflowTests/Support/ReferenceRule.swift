import Domain

/// The rule once more, for one scope and one day, as statements about events instead of a fold.
///
/// It shares no code with the workflow. `stands` and `ends` say for each event by itself whether
/// anything later closes or opens it; nothing is carried along.
struct ReferenceRule {
  let history: GeneratedHistory
  let day: CivilDay
  let knownAt: Instant
  private let visible: [ConsentFacts]

  init(_ history: GeneratedHistory, on day: CivilDay, knownAt: Instant) {
    self.history = history
    self.day = day
    self.knownAt = knownAt
    let known = history.events.filter { $0.recordedAt <= knownAt }
    let voided = Set(known.compactMap { $0.facts.kind == .void ? $0.facts.target : nil })
    visible = known.filter { !voided.contains($0.sequence) && $0.facts.effectiveFrom <= day }
      .map(\.facts)
  }

  func state(_ scope: ConsentScope) -> ConsentState {
    if let denial = denial(scope) { return denial }
    let permission = permission(scope)
    guard permission == .permitted else { return permission }
    let isSuspended = isSuspended(scope)
    guard let death = history.donor.deathDay, death <= day else {
      return isSuspended ? .suspended : .permitted
    }
    guard denial(.useAfterDeath) == nil, self.permission(.useAfterDeath) == .permitted else {
      return .lapsed
    }
    return isSuspended || self.isSuspended(.useAfterDeath) ? .suspended : .permitted
  }

  /// Days on which a fact of these kinds names the scope.
  private func days(_ scope: ConsentScope, _ kinds: ConsentEventKind...) -> [CivilDay] {
    visible.filter { facts in
      guard kinds.contains(facts.kind) else { return false }
      return facts.kind.carriesAnswers
        ? facts.permitted.contains(scope) : facts.scopes.contains(scope)
    }.map(\.effectiveFrom)
  }

  private func reinstatements(_ scope: ConsentScope) -> [CivilDay] {
    visible.filter {
      $0.kind == .reinstatement && $0.signer == .donor && $0.scopes.contains(scope)
    }.map(\.effectiveFrom)
  }

  private func grants(_ scope: ConsentScope) -> [CivilDay] { days(scope, .grant) }

  // MARK: Denials

  private struct Denial {
    var day: CivilDay
    var strictness: Int
    var state: ConsentState
    var yieldsToGrant: Bool
    var yieldsToReinstatement: Bool
  }

  private func denials(_ scope: ConsentScope) -> [Denial] {
    visible.compactMap { facts in
      let day = facts.effectiveFrom
      if facts.declined.contains(scope) {
        return Denial(
          day: day, strictness: 1, state: .declined, yieldsToGrant: true,
          yieldsToReinstatement: false)
      }
      guard facts.scopes.contains(scope) else { return nil }
      switch (facts.kind, facts.level == .noFurtherUse) {
      case (.refusal, false):
        return Denial(
          day: day, strictness: 2, state: .refused, yieldsToGrant: true,
          yieldsToReinstatement: false)
      case (.objection, _):
        return Denial(
          day: day, strictness: 3, state: .objected, yieldsToGrant: true,
          yieldsToReinstatement: true)
      case (.withdrawal, false):
        return Denial(
          day: day, strictness: 4, state: .withdrawn, yieldsToGrant: true,
          yieldsToReinstatement: true)
      case (.refusal, true):
        return Denial(
          day: day, strictness: 5, state: .refused, yieldsToGrant: false,
          yieldsToReinstatement: true)
      case (.withdrawal, true):
        return Denial(
          day: day, strictness: 6, state: .withdrawn, yieldsToGrant: false,
          yieldsToReinstatement: true)
      default: return nil
      }
    }
  }

  private func stands(_ denial: Denial, _ scope: ConsentScope) -> Bool {
    if denial.yieldsToGrant, grants(scope).contains(where: { $0 > denial.day }) { return false }
    if denial.yieldsToReinstatement,
      reinstatements(scope).contains(where: { $0 > denial.day })
    {
      return false
    }
    return true
  }

  private func denial(_ scope: ConsentScope) -> ConsentState? {
    let standing = denials(scope).filter { stands($0, scope) }
    if let absorbing = standing.filter({ !$0.yieldsToGrant })
      .max(by: { $0.strictness < $1.strictness })
    {
      return absorbing.state
    }
    return standing.max { ($0.day, $0.strictness) < ($1.day, $1.strictness) }?.state
  }

  // MARK: Permissions

  private func permission(_ scope: ConsentScope) -> ConsentState {
    let order: [ConsentState] = [.permitted, .reconsentDue, .majorityDue, .lapsed, .notAsked]
    let states = visible.filter {
      $0.kind.carriesAnswers && $0.permitted.contains(scope) && !isEnded($0, scope)
    }.map { state(of: $0, scope) }
    return order.first { states.contains($0) } ?? .notAsked
  }

  /// Whether a later grant started afresh, because it re-opened a denial.
  private func isEnded(_ facts: ConsentFacts, _ scope: ConsentScope) -> Bool {
    grants(scope).contains { grant in
      grant > facts.effectiveFrom
        && denials(scope).contains { denial in
          guard denial.yieldsToGrant, denial.day < grant else { return false }
          let isOpenedBefore = grants(scope).contains { $0 > denial.day && $0 < grant }
          let isTakenBack =
            denial.yieldsToReinstatement
            && reinstatements(scope).contains { $0 > denial.day && $0 <= grant }
          return !isOpenedBefore && !isTakenBack
        }
    }
  }

  private func state(of facts: ConsentFacts, _ scope: ConsentScope) -> ConsentState {
    guard
      let form = history.forms.entries.first(where: {
        $0.form.reference == facts.form && $0.recordedAt <= knownAt
      })?.form, let module = form.modules.first(where: { $0.scopes.contains(scope) })
    else { return .reconsentDue }
    let item = module.items.first { $0.scope == scope }
    for case let period? in [form.validity, module.validity, item?.validity]
    where facts.effectiveFrom.adding(period) <= day {
      return .lapsed
    }
    if !form.survivesDeath, let death = history.donor.deathDay, death <= day { return .lapsed }
    if [.parent, .legalGuardian].contains(facts.signer) {
      if let majority = history.donor.majorityDay {
        if majority <= day { return .majorityDue }
      } else if let year = history.donor.birthYear {
        if day.year >= year + form.ageOfMajority { return .majorityDue }
      } else {
        return .majorityDue
      }
    }
    let isOutdated = history.forms.entries.contains { newer in
      let start = newer.form.inForceFrom
      return newer.recordedAt <= knownAt && newer.form.reference.id == form.reference.id
        && newer.form.reference.version > form.reference.version
        && newer.form.change == .material
        && (newer.form.gracePeriod.map { start.adding($0) } ?? start) <= day
    }
    return isOutdated ? .reconsentDue : .permitted
  }

  private func isSuspended(_ scope: ConsentScope) -> Bool {
    days(scope, .suspension).contains { suspension in
      !days(scope, .resumption).contains { $0 > suspension }
    }
  }
}
