extension ResearchProgramme {
  /// Everything that the parts of a programme must keep to, on their own and together.
  func check() throws(ProgrammeProblem) {
    guard FormReference.isIdentifier(id) else { throw .identifier }
    guard FormReference.versions.contains(version) else { throw .version }
    try checkTexts()
    try checkPurpose()
    try checkTissue()
    try checkTerms()
  }

  private func checkTexts() throws(ProgrammeProblem) {
    guard TextRule.accepts(title) else { throw .text("title") }
    guard TextRule.accepts(eligibility) else { throw .text("eligibility") }
    let optional = [
      ("note", note), ("sponsor", sponsor), ("purpose text", purpose.text),
      ("approval reference", approval?.reference),
    ]
    for (field, text) in optional {
      if let text, !TextRule.accepts(text) { throw .text(field) }
    }
    guard references.allSatisfy(TextRule.accepts) else { throw .text("references") }
    guard tissue.extras.allSatisfy(TextRule.accepts) else { throw .text("tissue extras") }
    guard purpose.sensitive.allSatisfy(TextRule.accepts) else { throw .text("purpose sensitive") }
  }

  private func checkPurpose() throws(ProgrammeProblem) {
    let isSpecific = purpose.permission == .diseaseSpecific
    guard isSpecific != purpose.diseases.isEmpty else {
      throw isSpecific ? .diseaseMissing : .diseaseUnneeded(purpose.permission)
    }
    if let code = purpose.diseases.first(where: { !Self.isOncoTreeCode($0) }) {
      throw .disease(FieldProblem.excerpt(code))
    }
    guard Set(purpose.diseases).count == purpose.diseases.count else { throw .repeated("disease") }
    guard Set(purpose.modifiers).count == purpose.modifiers.count else {
      throw .repeated("modifier")
    }
    if isCommercial, let modifier = purpose.modifiers.first(where: \.excludesCommerce) {
      throw .commercialContradiction(modifier)
    }
  }

  private func checkTissue() throws(ProgrammeProblem) {
    guard !tissue.accepted.isEmpty else { throw .tissueMissing }
    guard Set(tissue.accepted).count == tissue.accepted.count else {
      throw .repeated("tissue kind")
    }
    if let preferred = tissue.preferred, !tissue.accepted.contains(preferred) {
      throw .preferredNotAccepted(preferred)
    }
    if let amount = tissue.minimumMilligrams, !Specimen.amounts.contains(amount) { throw .amount }
    if let window = tissue.windowDays, !(1...3650).contains(window) { throw .window }
    if let viability = tissue.minimumViability {
      guard (1...100).contains(viability) else { throw .viability }
      if let dead = tissue.accepted.first(where: { !$0.isLiving }) { throw .notLiving(dead) }
    }
    if tissue.needsMatchedNormal { try demand(.germlineGenomics, for: "matched normal tissue") }
    if tissue.needsMatchedBlood { try demand(.bloodSample, for: "matched blood") }
    if isCommercial { try demand(.commercialUse, for: "a commercial programme") }
  }

  private func checkTerms() throws(ProgrammeProblem) {
    guard !requiredScopes.isEmpty else { throw .scopesMissing }
    if let approval, let until = approval.until, until <= approval.from { throw .approvalEmpty }
    if state.needsApproval, approval == nil { throw .approvalMissing(state) }
    if let country = countries.first(where: { !Self.isCountry($0) }) {
      throw .country(FieldProblem.excerpt(country))
    }
    guard Set(countries).count == countries.count else { throw .repeated("country") }
    if let quota, !(1...1_000_000_000).contains(quota) { throw .quota }
    guard (0...100).contains(priority) else { throw .priority }
  }

  private func demand(_ scope: ConsentScope, for what: String) throws(ProgrammeProblem) {
    guard requiredScopes.contains(scope) else { throw .scopeMissing(scope, for: what) }
  }

  /// One to 24 capital letters, digits and underscores, a letter first.
  private static func isOncoTreeCode(_ text: String) -> Bool {
    guard (1...24).contains(text.utf8.count), let first = text.utf8.first, isCapital(first) else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      isCapital(byte) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy(isCapital)
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
