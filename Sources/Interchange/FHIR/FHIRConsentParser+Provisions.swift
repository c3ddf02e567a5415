internal import Domain

/// What is permitted and denied on which days.
extension FHIRConsentParser {
  /// Only what neither narrows nor widens a rule beyond its codes and days.
  private static let known = ["id", "extension", "type", "period", "code"]

  mutating func readProvisions(_ content: inout FHIRConsentContent) {
    if isR5 {
      readDecision()
      if let value = object.value("period") {
        content.period = FHIRPeriod(value, path: object.name("period"), &collector) ?? .unlimited
      }
      for provision in object.elements("provision", &collector) {
        // Provisions of R5 are the exceptions from the decision.
        read(provision.value, path: provision.path, isPermit: true, &content)
      }
      return
    }
    guard let value = object.value("provision") else { return }
    let root = JSONObjectReader(
      value, path: object.name("provision"),
      known: ["id", "extension", "type", "period", "provision"], collector: &collector)
    let type = root.text("type", &collector)
    if type == "permit" {
      problem(
        root.name("type"), "a root that permits, permits whatever is not named",
        fix: "write a root 'deny' with a nested 'permit' for each scope")
    } else if let type, type != "deny" {
      problem(
        root.name("type"), "unknown type '\(FieldProblem.excerpt(type))'", fix: "write deny")
    }
    if let value = root.value("period") {
      content.period = FHIRPeriod(value, path: root.name("period"), &collector) ?? .unlimited
    }
    for provision in root.elements("provision", &collector) {
      read(provision.value, path: provision.path, isPermit: nil, &content)
    }
  }

  private mutating func readDecision() {
    let decision = object.text("decision", &collector)
    guard decision != "deny" else { return }
    problem(
      object.name("decision"),
      decision == "permit"
        ? "a decision that permits, permits whatever is not named"
        : decision == nil
          ? "missing" : "unknown decision '\(FieldProblem.excerpt(decision ?? ""))'",
      fix: "write the decision 'deny' with a provision for each scope")
  }

  private mutating func read(
    _ value: JSONValue, path: String, isPermit: Bool?, _ content: inout FHIRConsentContent
  ) {
    let known = isPermit == nil ? Self.known : Self.known.filter { $0 != "type" }
    let object = JSONObjectReader(value, path: path, known: known, collector: &collector)
    var isPermit = isPermit
    if isPermit == nil {
      let type = object.text("type", &collector)
      switch type {
      case "permit": isPermit = true
      case "deny": isPermit = false
      default:
        problem(
          object.name("type"),
          type == nil ? "missing" : "unknown type '\(FieldProblem.excerpt(type ?? ""))'",
          fix: NearestName.suggestion(for: type ?? "", among: ["permit", "deny"]))
      }
    }
    var period = content.period
    if let value = object.value("period"),
      let own = FHIRPeriod(value, path: object.name("period"), &collector)
    {
      period = own.clipped(to: content.period)
      if let first = period.first, let last = period.last, last < first {
        problem(
          object.name("period"), "it lies outside of the period of the whole Consent",
          fix: "correct its days")
      }
    }
    let concepts = object.elements("code", &collector)
    if concepts.isEmpty {
      problem(
        object.name("code"), "a provision without code holds for everything",
        fix: "write the codes of the scopes that are meant")
    }
    for coding in FHIRElements.codings(of: concepts, &collector) {
      guard let subject = subject(of: coding), let isPermit else { continue }
      content.provisions.append(
        FHIRProvision(subject: subject, isPermit: isPermit, period: period, path: coding.path))
    }
  }

  private mutating func subject(of coding: FHIRCoding) -> FHIRProvision.Subject? {
    switch coding.system {
    case FHIRTerms.scope:
      return (coded(coding) as ConsentScope?).map { .scope($0) }
    case MIIPolicyCode.system:
      if let code = MIIPolicyCode(code: coding.code) { return .policy(code) }
      problem(
        coding.path, "unknown policy code '\(Self.tail(coding.code))'",
        fix: NearestName.suggestion(for: coding.code, among: MIIPolicyCode.all.map(\.code)))
    default:
      problem(
        coding.path.dropping(suffix: "code") + "system",
        "provision codes of '\(FieldProblem.excerpt(coding.system))' are not understood",
        fix: "write scopes of \(FHIRTerms.scope), or policy codes of \(MIIPolicyCode.system)")
    }
    return nil
  }

  /// The end of a long code, which tells it from others.
  private static func tail(_ code: String) -> String {
    code.utf8.count > 24
      ? "…" + FieldProblem.excerpt(String(code.suffix(12))) : FieldProblem.excerpt(code)
  }
}

extension String {
  fileprivate func dropping(suffix: String) -> Substring {
    hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
  }
}
