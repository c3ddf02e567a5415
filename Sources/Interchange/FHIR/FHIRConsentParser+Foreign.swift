internal import Domain

/// A Consent of somebody else: root `deny`, and what is permitted nested in it.
extension FHIRConsentParser {
  mutating func event(ofForeign content: FHIRConsentContent) -> FHIRConsentEvent? {
    if content.form == nil, content.document == nil {
      problem(
        object.name(isR5 ? "policyBasis" : "policy"), "it does not say what was signed",
        fix: "name the form or document that was signed")
      return nil
    }
    let document = content.document ?? .consent
    let isRefused = content.status == "rejected" || document == .refusal
    switch document {
    case .assent:
      problem(
        object.name(isR5 ? "policyBasis" : "policy"),
        "what a minor signs beside the parents"
          + " permits nothing by itself", fix: "send what the parents signed")
      return nil
    case .wholeWithdrawal, .partialWithdrawal:
      return denial(.withdrawal, content, isWhole: document == .wholeWithdrawal)
    case .consent, .parentalConsent, .refusal:
      if isRefused { return denial(.refusal, content, isWhole: true) }
    }
    if content.status == "inactive" {
      problem(
        object.name("status"), "it is over, and does not say how and since when",
        fix: "send the withdrawal, or nothing where it ran out")
      return nil
    }
    return grant(content, isParental: document == .parentalConsent)
  }

  private mutating func denial(
    _ kind: ConsentEventKind, _ content: FHIRConsentContent, isWhole: Bool
  ) -> FHIRConsentEvent? {
    for provision in content.provisions where provision.isPermit {
      problem(
        provision.path, "permitted in a document that takes back or refuses",
        fix: "send what stays permitted as a Consent of its own")
    }
    var scopes: ScopeSet = isWhole ? .all : []
    for provision in content.provisions {
      scopes.formUnion(Self.scopes(touchedBy: provision.subject))
    }
    if scopes.isEmpty {
      problem(
        object.name("provision"), "it takes back no scope of this registry",
        fix: "deny the policy codes that are taken back")
    }
    guard collector.problems.isEmpty else { return nil }
    let starts = content.provisions.compactMap(\.period.first)
    return FHIRConsentEvent(
      content: content, kind: kind,
      effectiveFrom: starts.min() ?? content.period.first ?? content.signedOn, scopes: scopes)
  }

  /// A denial reaches every scope that needs the code, and every code of a module.
  private static func scopes(touchedBy subject: FHIRProvision.Subject) -> ScopeSet {
    switch subject {
    case .scope(let scope): return [scope]
    case .policy(let code):
      guard code.isModule else { return code.scopes }
      return MIIPolicyCode.all.reduce(into: ScopeSet()) { scopes, other in
        if other.module == code { scopes.formUnion(other.scopes) }
      }
    }
  }

  private mutating func grant(
    _ content: FHIRConsentContent, isParental: Bool
  ) -> FHIRConsentEvent? {
    var content = content
    if isParental, content.signer == nil { content.signer = .parent }
    checkContradictions(in: content)
    var days = scopeDays(in: content)
    let periods = policyPeriods(in: content)
    days += policyDays(periods, content, besides: ScopeSet(days.map(\.scope)))
    guard collector.problems.isEmpty else { return nil }
    guard let first = days.first?.first else {
      problem(
        object.name("provision"), "it permits no scope of this registry whole",
        fix: "permit every policy code that a scope needs, or refuse")
      return nil
    }
    for other in days where other.first != first {
      problem(
        object.name("provision"),
        "\(other.scope) begins on \(other.first) and \(days[0].scope) on \(first)",
        fix: "send one Consent for each first day")
    }
    noteUnused(periods, permitted: ScopeSet(days.map(\.scope)))
    guard collector.problems.isEmpty else { return nil }
    return FHIRConsentEvent(
      content: content, kind: .grant, effectiveFrom: first, scopes: ScopeSet(days.map(\.scope)),
      days: days)
  }

  /// Nothing is permitted and denied in one Consent; what a hole in a permission means would
  /// depend on the reader.
  private mutating func checkContradictions(in content: FHIRConsentContent) {
    var denied: Set<FHIRProvision.Subject> = []
    var deniedScopes = ScopeSet()
    for provision in content.provisions where !provision.isPermit {
      denied.insert(provision.subject)
      if case .scope(let scope) = provision.subject { deniedScopes.insert(scope) }
    }
    var permitted: Set<FHIRProvision.Subject> = []
    for provision in content.provisions where provision.isPermit {
      var isDenied = denied.contains(provision.subject)
      if case .policy(let code) = provision.subject {
        isDenied =
          isDenied || code.module.map { denied.contains(.policy($0)) } ?? false
          || !code.scopes.isDisjoint(with: deniedScopes)
      }
      if isDenied {
        problem(
          provision.path, "permitted and denied in the same Consent",
          fix: "send what ends or interrupts a permission as an event of its own")
      } else if !permitted.insert(provision.subject).inserted {
        problem(provision.path, "permitted twice", fix: "permit each code once")
      }
    }
  }

  private func scopeDays(in content: FHIRConsentContent) -> [ConsentDays] {
    content.provisions.compactMap { provision in
      guard case .scope(let scope) = provision.subject, provision.isPermit else { return nil }
      return ConsentDays(
        scope: scope, first: provision.period.first ?? content.signedOn,
        last: provision.period.last)
    }
  }

  /// The days of each permitted policy code: the shorter of what is written and what the code
  /// itself allows.
  private func policyPeriods(
    in content: FHIRConsentContent
  ) -> [Int: (first: CivilDay, last: CivilDay?)] {
    var periods: [Int: (first: CivilDay, last: CivilDay?)] = [:]
    for provision in content.provisions where provision.isPermit {
      guard case .policy(let code) = provision.subject else { continue }
      let first = provision.period.first ?? content.signedOn
      let longest = code.validity.map { first.adding($0).adding(days: -1) }
      periods[code.number] = (first, [provision.period.last, longest].compactMap(\.self).min())
    }
    return periods
  }

  private mutating func policyDays(
    _ periods: [Int: (first: CivilDay, last: CivilDay?)], _ content: FHIRConsentContent,
    besides named: ScopeSet
  ) -> [ConsentDays] {
    var days: [ConsentDays] = []
    for need in MIIPolicyCode.needs {
      let held = need.codes.compactMap { periods[$0] }
      guard held.count == need.codes.count, let first = held.first?.first else { continue }
      if named.contains(need.scope) {
        problem(
          object.name("provision"), "\(need.scope) is permitted by its name and by policy codes",
          fix: "permit it in one way")
      }
      if held.contains(where: { $0.first != first }) {
        problem(
          object.name("provision"), "the policy codes of \(need.scope) begin on different days",
          fix: "let them begin together")
      }
      let last = need.lasting.compactMap { periods[$0]?.last }.min()
      days.append(ConsentDays(scope: need.scope, first: first, last: last))
    }
    return days
  }

  /// What is permitted and does not count is told, never skipped in silence.
  private mutating func noteUnused(
    _ periods: [Int: (first: CivilDay, last: CivilDay?)], permitted: ScopeSet
  ) {
    let unused = periods.keys.sorted().filter { number in
      MIIPolicyCode(number).map { $0.scopes.isDisjoint(with: permitted) } ?? true
    }
    guard !unused.isEmpty else { return }
    collector.warnings.append(
      FieldProblem(
        field: object.name("provision"),
        problem: "the policy codes \(unused.map(String.init).joined(separator: ", ")) permit no"
          + " scope of this registry whole",
        fix: "nothing needs to be done; they count for nothing here"))
  }
}
