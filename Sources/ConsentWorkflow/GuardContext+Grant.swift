internal import Domain

extension GuardContext {
  /// Everything that a grant or renewal must keep to.
  func checkGrant() throws(ConsentRefusal) {
    let form = try publishedForm()
    try checkAnswers(on: form)
    for module in form.modules { try check(module, of: form) }
    try checkSigner(for: form)
    let needsEvidence =
      policy.evidence == .always || policy.evidence == .asFormSays && form.requiresEvidence
    if needsEvidence, command.evidence == nil {
      throw refusal(
        .evidenceMissing, "the hash of the signed document is missing",
        fix: "name the document, or its hash as sha256:HEX")
    }
    try checkDenials()
    if command.kind == .renewal { try checkRenewal() }
  }

  private func publishedForm() throws(ConsentRefusal) -> ConsentForm {
    guard let reference = command.form else {
      throw refusal(.formMissing, "no form is named", fix: "name the form that was signed")
    }
    guard let form = forms.form(reference) else {
      let known = forms.entries.map(\.form.reference.description)
      throw refusal(
        .formNotPublished, "form \(reference) is not published",
        fix: known.isEmpty
          ? "publish the form first"
          : NearestName.suggestion(for: reference.description, among: known))
    }
    guard command.signedOn >= form.inForceFrom else {
      throw refusal(
        .formNotInForce,
        "form \(reference) came into force on \(form.inForceFrom), after it was signed on"
          + " \(command.signedOn)",
        fix: "name the version that was signed, or correct the day of the signature")
    }
    return form
  }

  private func checkAnswers(on form: ConsentForm) throws(ConsentRefusal) {
    let answered = command.permitted.union(command.declined).union(command.notChosen)
    let foreign = answered.subtracting(form.scopes)
    guard foreign.isEmpty else {
      throw refusal(
        .scopeNotOnForm, about: foreign, "form \(form.reference) does not ask for \(foreign)",
        fix: "answer what it asks for: \(form.scopes)")
    }
    let twice = command.permitted.intersection(command.declined)
      .union(command.permitted.intersection(command.notChosen))
      .union(command.declined.intersection(command.notChosen))
    guard twice.isEmpty else {
      throw refusal(
        .contradictoryAnswers, about: twice, "two answers are given for \(twice)",
        fix: "give each scope one answer")
    }
    guard !command.permitted.union(command.declined).isEmpty else {
      throw refusal(
        .nothingNamed, "nothing is permitted and nothing declined",
        fix: "name the scopes that the donor permits or declines")
    }
  }

  private func check(
    _ module: FormModule, of form: ConsentForm
  ) throws(ConsentRefusal) {
    let scopes = module.scopes
    let open = form.notChosen(permitted: command.permitted, declined: command.declined)
      .subtracting(command.notChosen).intersection(scopes)
    guard open.isEmpty else {
      throw refusal(
        .moduleUnanswered, about: open, "module '\(module.id)' has no answer for \(open)",
        fix: "answer each with permit, decline or not_chosen")
    }
    if module.isMandatory, !scopes.isSubset(of: command.permitted),
      !scopes.isSubset(of: command.declined)
    {
      throw refusal(
        .mandatoryModuleSplit, about: scopes,
        "the mandatory module '\(module.id)' is answered in parts",
        fix: "permit or decline all of it: \(scopes)")
    }
    let permitted = scopes.intersection(command.permitted)
    if !permitted.isEmpty, let above = unpermittedAncestor(of: module, in: form) {
      throw refusal(
        .parentModuleNotPermitted, about: permitted,
        "module '\(module.id)' is permitted without '\(above.id)', which it depends on",
        fix: "permit '\(above.id)' too (\(above.scopes)), or do not permit \(permitted)")
    }
  }

  /// The nearest module above with questions, where none of them is permitted.
  private func unpermittedAncestor(
    of module: FormModule, in form: ConsentForm
  ) -> FormModule? {
    var current = module
    while let parent = current.parent, let above = form.modules.first(where: { $0.id == parent }) {
      if !above.items.isEmpty {
        return above.scopes.isDisjoint(with: command.permitted) ? above : nil
      }
      current = above
    }
    return nil
  }

  private func checkDenials() throws(ConsentRefusal) {
    let absorbed = ScopeSet(rawValue: masks(on: command.firstDay).absorbed)
      .intersection(command.permitted)
    guard absorbed.isEmpty else {
      throw refusal(
        .allUseWithdrawn, about: absorbed,
        "all use was withdrawn, and only the donor's reinstatement re-opens it",
        fix: "record a reinstatement signed by the donor first")
    }
    for event in standing where event.facts.kind.isDenial {
      let scopes = event.facts.scopes.intersection(command.permitted)
      guard event.facts.signedOn > command.signedOn,
        event.facts.effectiveFrom < command.firstDay,
        !scopes.isDisjoint(with: ScopeSet(rawValue: masks(on: command.firstDay).denied))
      else { continue }
      throw refusal(
        .deniedSinceSigning, about: scopes,
        "\(event.facts.kind) \(event.sequence) was signed later, on \(event.facts.signedOn), and"
          + " holds from before this takes effect",
        fix: "leave these scopes open, or record a grant that was signed afterwards")
    }
  }

  private func checkRenewal() throws(ConsentRefusal) {
    let denied = ScopeSet(rawValue: masks(on: command.firstDay).denied)
      .intersection(command.permitted)
    guard denied.isEmpty else {
      throw refusal(
        .renewalOverDenial, about: denied, "a renewal re-opens nothing that the donor denied",
        fix: "record a grant, or leave these scopes open")
    }
    var earlier = ScopeSet()
    for event in standing
    where event.facts.kind.carriesAnswers && event.facts.effectiveFrom <= command.firstDay {
      earlier.formUnion(event.facts.permitted)
    }
    let new = command.permitted.subtracting(earlier)
    guard new.isEmpty else {
      throw refusal(
        .nothingToRenew, about: new, "there is no earlier permission to renew for \(new)",
        fix: "record a grant")
    }
  }
}
