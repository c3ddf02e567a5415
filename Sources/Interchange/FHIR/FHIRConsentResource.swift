internal import Domain

/// One event as one Consent.
struct FHIRConsentResource {
  let statement: ConsentStatement
  let version: FHIRConsentWriter.Version
  let day: CivilDay

  private var facts: ConsentFacts { statement.facts }
  private var isR5: Bool { version == .r5 }

  /// `Consent.status` on the day: any scope permitted is `active`, everything declined `rejected`,
  /// what ran out, was replaced or taken back `inactive`, what was voided `entered-in-error`.
  var status: String {
    if statement.isVoided { return "entered-in-error" }
    switch statement.event {
    case .grant, .renewal:
      if facts.permitted.isEmpty { return "rejected" }
      return statement.days.contains { $0.last.map { $0 >= day } ?? true } ? "active" : "inactive"
    case .refusal, .objection: return "rejected"
    case .withdrawal, .suspension, .void: return "inactive"
    case .reinstatement, .resumption: return "active"
    }
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resourceType", "Consent")
    json.member("id", "event-\(statement.sequence)")
    writeExtensions(&json)
    json.member("status", status)
    if !isR5 {
      json.key("scope")
      concept(FHIRTerms.consentScope, "research", &json)
    }
    writeCategories(&json)
    json.key(isR5 ? "subject" : "patient")
    reference(type: "Patient", FHIRTerms.donor, statement.donor, &json)
    json.member(isR5 ? "date" : "dateTime", facts.signedOn)
    if isR5 { period(facts.effectiveFrom, lastDay, name: "period", &json) }
    json.key(isR5 ? "grantor" : "performer")
    json.beginArray()
    reference(
      type: facts.signer == .donor ? "Patient" : "RelatedPerson", FHIRTerms.signer,
      facts.signer.name, &json)
    json.endArray()
    writeSource(&json)
    writePolicy(&json)
    writeVerification(&json)
    writeProvisions(&json)
    json.endObject()
  }

  private func writeExtensions(_ json: inout JSONWriter) {
    let answers: [(String, ScopeSet)] = [
      (FHIRTerms.permitted, facts.permitted), (FHIRTerms.declined, facts.declined),
      (FHIRTerms.open, facts.notChosen),
      (FHIRTerms.about, facts.scopes),
    ]
    guard facts.mandate != nil || answers.contains(where: { !$0.1.isEmpty }) else { return }
    json.key("extension")
    json.beginArray()
    for (url, scopes) in answers {
      for scope in scopes {
        json.beginObject()
        json.member("url", url)
        json.member("valueCode", scope.name)
        json.endObject()
      }
    }
    if facts.mandate != nil {
      json.beginObject()
      json.member("url", FHIRTerms.mandate)
      json.member("valueString", "event-\(statement.sequence)")
      json.endObject()
    }
    json.endArray()
  }

  private func writeCategories(_ json: inout JSONWriter) {
    json.key("category")
    json.beginArray()
    concept(FHIRTerms.loinc, FHIRTerms.acknowledgement, &json)
    concept(FHIRTerms.event, statement.event.name, &json)
    if let level = facts.level { concept(FHIRTerms.level, level.name, &json) }
    if let destruction = facts.destruction {
      concept(FHIRTerms.destruction, destruction.name, &json)
    }
    if facts.assent { concept(FHIRTerms.assent, "assent", &json) }
    json.endArray()
  }

  private func writeSource(_ json: inout JSONWriter) {
    guard let evidence = facts.evidence else { return }
    json.key("sourceReference")
    if isR5 { json.beginArray() }
    reference(type: "DocumentReference", FHIRTerms.evidence, evidence.description, &json)
    if isR5 { json.endArray() }
  }

  /// R4 demands a policy or a rule (ppc-1); where no form was signed, the rule is that nothing is
  /// permitted by this Consent.
  private func writePolicy(_ json: inout JSONWriter) {
    if let form = facts.form {
      json.key(isR5 ? "policyBasis" : "policy")
      if !isR5 { json.beginArray() }
      json.beginObject()
      json.member(isR5 ? "url" : "uri", FHIRTerms.formPrefix + form.description)
      json.endObject()
      if !isR5 { json.endArray() }
    } else if !isR5 {
      json.key("policyRule")
      concept(FHIRTerms.actCode, "OPTOUT", &json)
    }
  }

  private func writeVerification(_ json: inout JSONWriter) {
    guard facts.witness != nil else { return }
    json.key("verification")
    json.beginArray()
    json.beginObject()
    json.member("verified", true)
    json.key("verifiedWith")
    reference(type: "RelatedPerson", FHIRTerms.record, "event-\(statement.sequence)", &json)
    json.key("verificationDate")
    if isR5 { json.beginArray() }
    json.day(facts.signedOn)
    if isR5 { json.endArray() }
    json.endObject()
    json.endArray()
  }

  private func writeProvisions(_ json: inout JSONWriter) {
    if isR5 {
      json.member("decision", "deny")
    } else {
      json.key("provision")
      json.beginObject()
      json.member("type", "deny")
      period(facts.effectiveFrom, lastDay, name: "period", &json)
    }
    let groups = FHIRProvisionGroup.all(of: statement)
    if !groups.isEmpty {
      json.key("provision")
      json.beginArray()
      for group in groups {
        json.beginObject()
        if !isR5 { json.member("type", "permit") }
        period(group.first, group.last, name: "period", &json)
        json.key("code")
        json.beginArray()
        for code in group.codes { concept(group.system, code, &json) }
        json.endArray()
        json.endObject()
      }
      json.endArray()
    }
    if !isR5 { json.endObject() }
  }

  /// The last day of everything that is permitted; nil where something does not end.
  private var lastDay: CivilDay? {
    let ends = statement.days.map(\.last)
    return ends.contains(nil) ? nil : ends.compactMap(\.self).max()
  }

  private func period(
    _ first: CivilDay, _ last: CivilDay?, name: String, _ json: inout JSONWriter
  ) {
    json.key(name)
    json.beginObject()
    json.member("start", first)
    if let last { json.member("end", last) }
    json.endObject()
  }

  private func concept(_ system: String, _ code: String, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("coding")
    json.beginArray()
    json.beginObject()
    json.member("system", system)
    json.member("code", code)
    json.endObject()
    json.endArray()
    json.endObject()
  }

  private func reference(
    type: String, _ system: String, _ value: String, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("type", type)
    json.key("identifier")
    json.beginObject()
    json.member("system", system)
    json.member("value", value)
    json.endObject()
    json.endObject()
  }
}
