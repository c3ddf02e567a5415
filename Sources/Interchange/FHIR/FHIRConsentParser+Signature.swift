internal import Domain

/// What was signed, by whom, before whom, and where the document is.
extension FHIRConsentParser {
  mutating func readPolicy(_ content: inout FHIRConsentContent) {
    let key = isR5 ? "policyBasis" : "policy"
    let policies = FHIRElements.list(object, key, isOne: isR5, &collector)
    guard policies.count <= 1 else {
      return problem(
        object.name(key), "\(policies.count) policies in one Consent",
        fix: "send one Consent for each document that was signed")
    }
    guard let policy = policies.first else {
      if !isR5, !object.has("policyRule") {
        problem(
          object.name(key), "neither policy nor policyRule (ppc-1)",
          fix: "name the form that was signed")
      }
      return
    }
    let uriKey = isR5 ? "url" : "uri"
    let parts = JSONObjectReader(
      policy.value, path: policy.path,
      known: isR5 ? ["id", "extension", "url"] : ["id", "extension", "authority", "uri"],
      collector: &collector)
    guard let uri = parts.text(uriKey, &collector) else {
      return problem(parts.name(uriKey), "missing", fix: "name the form that was signed")
    }
    if uri.hasPrefix(FHIRTerms.formPrefix) {
      content.form = FormReference(text: uri.dropFirst(FHIRTerms.formPrefix.utf8.count))
    } else {
      content.document = MIIDocument(uri: uri)
    }
    if content.form == nil, content.document == nil {
      problem(
        parts.name(uriKey), "unknown document '\(FieldProblem.excerpt(uri))'",
        fix: "write \(FHIRTerms.formPrefix)ID@VERSION, or a document of the German broad consent: "
          + NearestName.suggestion(for: uri, among: MIIDocument.uris))
    }
  }

  mutating func readSigner(_ content: inout FHIRConsentContent) {
    let key = isR5 ? "grantor" : "performer"
    let references = object.elements(key, &collector)
    guard references.count <= 1 else {
      return problem(
        object.name(key), "\(references.count) persons sign", fix: "name the one who consented")
    }
    guard let first = references.first else { return }
    let reference = FHIRElements.reference(first.value, path: first.path, &collector)
    switch reference.system {
    case FHIRTerms.signer?:
      content.signer = coded(
        FHIRCoding(
          system: FHIRTerms.signer, code: reference.value ?? "",
          path: first.path + ".identifier.value"))
    case FHIRTerms.donor? where reference.value == content.donor: content.signer = .donor
    case nil where reference.reference == "Patient/\(content.donor)": content.signer = .donor
    default:
      problem(
        first.path, "it does not say in which capacity this person signs",
        fix: "write an identifier of system \(FHIRTerms.signer), as donor or parent")
    }
  }

  mutating func readSource(_ content: inout FHIRConsentContent) {
    for source in FHIRElements.list(object, "sourceReference", isOne: !isR5, &collector) {
      let reference = FHIRElements.reference(source.value, path: source.path, &collector)
      guard reference.system == FHIRTerms.evidence else { continue }
      content.evidence = reference.value.flatMap { DocumentHash(text: $0) }
      if content.evidence == nil {
        problem(
          source.path + ".identifier.value", "this is no SHA-256",
          fix: "write sha256: and 64 hexadecimal digits")
      }
    }
  }

  mutating func readVerification(_ content: inout FHIRConsentContent) {
    for verification in object.elements("verification", &collector) {
      let common = ["id", "extension", "verified", "verifiedWith", "verificationDate"]
      let parts = JSONObjectReader(
        verification.value, path: verification.path,
        known: isR5 ? common + ["verificationType", "verifiedBy"] : common, collector: &collector)
      if parts.truth("verified", &collector) != true {
        problem(
          parts.name("verified"), "the Consent was not confirmed",
          fix: "send it when it is confirmed, or leave the verification out")
      }
      guard let value = parts.value("verifiedWith") else { continue }
      let witness = FHIRElements.reference(
        value, path: parts.name("verifiedWith"), &collector)
      if witness.system == FHIRTerms.record { content.witness = witness.value }
    }
  }

  mutating func readExtensions(_ content: inout FHIRConsentContent) {
    for element in object.elements("extension", &collector) {
      guard let url = element.value["url"]?.text, url.hasPrefix(FHIRTerms.base) else {
        continue
      }
      let parts = JSONObjectReader(
        element.value, path: element.path, known: ["url", "valueCode", "valueString"],
        collector: &collector)
      switch url {
      case FHIRTerms.permitted: read(parts, into: &content.permitted)
      case FHIRTerms.declined: read(parts, into: &content.declined)
      case FHIRTerms.open: read(parts, into: &content.open)
      case FHIRTerms.about: read(parts, into: &content.about)
      case FHIRTerms.mandate: content.mandate = parts.text("valueString", &collector)
      default:
        let known = [
          FHIRTerms.permitted, FHIRTerms.declined, FHIRTerms.open, FHIRTerms.about,
          FHIRTerms.mandate,
        ]
        problem(
          element.path + ".url", "unknown extension",
          fix: NearestName.suggestion(for: url, among: known))
      }
    }
  }

  private mutating func read(_ parts: JSONObjectReader, into scopes: inout ScopeSet) {
    let code = parts.text("valueCode", &collector) ?? ""
    let path = parts.name("valueCode")
    let scope: ConsentScope? = coded(FHIRCoding(system: "", code: code, path: path))
    guard let scope else { return }
    if !scopes.insert(scope).inserted {
      problem(path, "scope '\(scope)' is named twice", fix: "name each scope once")
    }
  }
}
