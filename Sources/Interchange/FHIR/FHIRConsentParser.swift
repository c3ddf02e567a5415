internal import Domain

/// Reads the parts of one Consent, every one of them, and notes what it does not understand.
struct FHIRConsentParser {
  var collector = FieldCollector()
  let isR5: Bool
  let object: JSONObjectReader

  private static let common = [
    "resourceType", "id", "meta", "language", "text", "extension", "identifier", "status",
    "category", "sourceReference", "sourceAttachment", "verification", "provision",
  ]
  private static let onlyR4 = [
    "scope", "patient", "dateTime", "performer", "organization", "policy", "policyRule",
  ]
  private static let onlyR5 = [
    "subject", "date", "period", "grantor", "manager", "controller", "regulatoryBasis",
    "policyBasis", "policyText", "decision",
  ]

  init(_ resource: JSONValue) {
    isR5 = ["subject", "decision", "date"].contains { resource[$0] != nil }
    object = JSONObjectReader(
      resource, path: "Consent", known: Self.common + (isR5 ? Self.onlyR5 : Self.onlyR4),
      collector: &collector)
  }

  /// Everything that the Consent says; nil with at least one problem noted.
  mutating func content() -> FHIRConsentEvent? {
    var content = FHIRConsentContent()
    readStatus(&content)
    if !isR5 { checkScope() }
    readCategories(&content)
    readDonor(&content)
    readDay(&content)
    readPolicy(&content)
    readSigner(&content)
    readSource(&content)
    readVerification(&content)
    readExtensions(&content)
    readProvisions(&content)
    guard collector.problems.isEmpty else { return nil }
    return content.event == nil ? event(ofForeign: content) : event(ofWhole: content)
  }

  mutating func problem(_ field: String, _ problem: String, fix: String) {
    collector.problems.append(FieldProblem(field: field, problem: problem, fix: fix))
  }

  private mutating func readStatus(_ content: inout FHIRConsentContent) {
    let field = object.name("status")
    guard let status = object.text("status", &collector) else {
      return problem(field, "missing", fix: "write one of: active, rejected, inactive")
    }
    content.status = status
    if !FHIRTerms.statuses.contains(status) {
      problem(
        field, "unknown status '\(FieldProblem.excerpt(status))'",
        fix: NearestName.suggestion(for: status, among: FHIRTerms.statuses))
    } else if status == "draft" || status == "proposed" {
      problem(
        field, "'\(status)' is not signed yet and permits nothing",
        fix: "send it when it is signed")
    }
  }

  private mutating func checkScope() {
    let field = object.name("scope")
    guard let value = object.value("scope") else {
      return problem(field, "missing", fix: "write the scope 'research'")
    }
    for coding in FHIRElements.codings(of: [(value, field)], &collector)
    where coding.system != FHIRTerms.consentScope || coding.code != "research" {
      problem(
        coding.path, "'\(FieldProblem.excerpt(coding.code))' is no consent to research",
        fix: "write 'research' of \(FHIRTerms.consentScope)")
    }
  }

  private mutating func readCategories(_ content: inout FHIRConsentContent) {
    for coding in FHIRElements.codings(of: object.elements("category", &collector), &collector) {
      switch coding.system {
      case FHIRTerms.event: content.event = coded(coding)
      case FHIRTerms.level: content.level = coded(coding)
      case FHIRTerms.destruction: content.destruction = coded(coding)
      case FHIRTerms.assent where coding.code == "assent": content.hasAssent = true
      case FHIRTerms.assent:
        problem(coding.path, "unknown code", fix: "write assent, or leave it out")
      case let system where system.hasPrefix(FHIRTerms.base):
        let known = [
          FHIRTerms.event, FHIRTerms.level, FHIRTerms.destruction, FHIRTerms.assent,
        ]
        problem(
          coding.path, "unknown category of '\(FieldProblem.excerpt(system))'",
          fix: NearestName.suggestion(for: system, among: known))
      default: break
      }
    }
    if content.event == .void {
      problem(
        object.name("category"), "a void is no statement of a donor",
        fix: "send the Consent that is wrong with status entered-in-error")
    }
  }

  /// The value of a code, or nil with its problem noted.
  mutating func coded<Value: CodedValue>(_ coding: FHIRCoding) -> Value? {
    collector.collect { () throws(FieldProblem) in
      try Value.parse(coding.code, field: coding.path)
    }
  }

  private mutating func readDonor(_ content: inout FHIRConsentContent) {
    let key = isR5 ? "subject" : "patient"
    let field = object.name(key)
    guard let value = object.value(key) else {
      return problem(field, "missing", fix: "name the donor by donor code")
    }
    let reference = FHIRElements.reference(value, path: field, &collector)
    var codes: [String] = []
    if reference.system != nil || reference.value != nil {
      guard reference.system == FHIRTerms.donor, let code = reference.value else {
        return problem(
          field + ".identifier", "no donor code",
          fix: "write the donor code with system "
            + FHIRTerms.donor)
      }
      codes.append(code)
    }
    if let literal = reference.reference {
      let parts = literal.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "Patient", !parts[1].isEmpty else {
        return problem(
          field + ".reference", "no reference of the form Patient/CODE",
          fix: "write Patient/ and the donor code")
      }
      codes.append(String(parts[1]))
    }
    guard let code = codes.first, codes.allSatisfy({ $0 == code }) else {
      return problem(
        field, codes.isEmpty ? "it names no donor" : "identifier and reference differ",
        fix: "name the donor once, by donor code; names are never looked at")
    }
    content.donor = code
  }

  private mutating func readDay(_ content: inout FHIRConsentContent) {
    let key = isR5 ? "date" : "dateTime"
    guard let text = object.text(key, &collector) else {
      return problem(object.name(key), "missing", fix: "write the day of the signature")
    }
    guard let date = FHIRDate(text) else {
      return problem(
        object.name(key), "'\(FieldProblem.excerpt(text))' is no day",
        fix: "write it as YYYY-MM-DD, from 1850 on")
    }
    content.signedOn = date.day
  }
}
