internal import Domain

/// A Consent that states its answers whole: one that another registry of this kind wrote.
///
/// Its extensions are the signed answers; its provisions are the days on which they still permit.
extension FHIRConsentParser {
  /// Which statuses a kind of event can have, entered in error aside.
  private static func statuses(of kind: ConsentEventKind) -> [String] {
    switch kind {
    case .grant, .renewal: ["active", "inactive", "rejected"]
    case .refusal, .objection: ["rejected"]
    case .withdrawal, .suspension: ["inactive"]
    case .reinstatement, .resumption: ["active"]
    case .void: []
    }
  }

  mutating func event(ofWhole content: FHIRConsentContent) -> FHIRConsentEvent? {
    guard let kind = content.event else { return nil }
    let statuses = Self.statuses(of: kind)
    if !content.isEnteredInError, !statuses.contains(content.status) {
      problem(
        object.name("status"), "'\(content.status)' does not fit a \(kind)",
        fix: "write \(statuses.joined(separator: " or "))")
    }
    let start = content.period.first
    if start == nil {
      problem(
        object.name(isR5 ? "period.start" : "provision.period.start"), "missing",
        fix: "write the day from which it holds")
    }
    let days = kind.carriesAnswers ? days(of: content) : checkScopes(of: content, kind)
    guard let start, collector.problems.isEmpty else { return nil }
    return FHIRConsentEvent(
      content: content, kind: kind, effectiveFrom: start,
      scopes: kind.carriesAnswers
        ? content.permitted : content.level.map { $0 != .scopes } == true ? [] : content.about,
      days: days)
  }

  private mutating func checkScopes(
    of content: FHIRConsentContent, _ kind: ConsentEventKind
  ) -> [ConsentDays] {
    if content.about.isEmpty {
      problem(object.name("extension"), "a \(kind) without scopes", fix: "name the scopes")
    }
    if !content.permitted.union(content.declined).union(content.open).isEmpty
      || !content.provisions.isEmpty
    {
      problem(object.name("provision"), "a \(kind) has no answers", fix: "leave them out")
    }
    return []
  }

  private mutating func days(of content: FHIRConsentContent) -> [ConsentDays] {
    let twice = content.permitted.intersection(content.declined)
      .union(content.open.intersection(content.permitted.union(content.declined)))
    if !twice.isEmpty {
      problem(
        object.name("extension"), "two answers for \(twice)", fix: "give each scope one answer")
    }
    if content.permitted.union(content.declined).isEmpty || !content.about.isEmpty {
      problem(object.name("extension"), "no answers of a form", fix: "name what was answered")
    }
    if content.form == nil {
      problem(
        object.name(isR5 ? "policyBasis" : "policy"), "it names no form of a registry",
        fix: "write \(FHIRTerms.formPrefix)ID@VERSION")
    }
    if content.status == "rejected", !content.permitted.isEmpty {
      problem(
        object.name("status"), "rejected, and yet \(content.permitted) was answered yes",
        fix: "write active, or inactive where it is over")
    }
    var days: [ConsentDays] = []
    for provision in content.provisions {
      if case .scope(let scope) = provision.subject, provision.isPermit {
        if !content.permitted.contains(scope) {
          problem(
            provision.path, "\(scope) is permitted without having been answered yes",
            fix: "leave it out")
        }
        days.append(
          ConsentDays(
            scope: scope, first: provision.period.first ?? content.signedOn,
            last: provision.period.last))
      } else if !provision.isPermit {
        problem(
          provision.path, "it is denied by the root already", fix: "leave the provision out")
      }
    }
    for provision in content.provisions { checkPolicy(provision, within: days, content) }
    return days
  }

  /// A policy code beside scopes adds nothing: it permits what all of its scopes permit, or less.
  private mutating func checkPolicy(
    _ provision: FHIRProvision, within days: [ConsentDays], _ content: FHIRConsentContent
  ) {
    guard case .policy(let code) = provision.subject, provision.isPermit else { return }
    let first = provision.period.first ?? content.signedOn
    let isWithin = code.scopes.allSatisfy { scope in
      days.contains { held in
        held.scope == scope && held.first <= first
          && (held.last == nil || provision.period.last.map { $0 <= held.last ?? $0 } ?? false)
      }
    }
    if code.scopes.isEmpty || !isWithin {
      problem(
        provision.path, "policy code \(code.number) permits more than the scopes beside it",
        fix: "leave it out, or answer \(code.scopes.isEmpty ? "no scope by it" : "\(code.scopes)")")
    }
  }
}
