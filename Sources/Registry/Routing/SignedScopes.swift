internal import Config
internal import Domain
internal import ResearchRouting

/// A form that a donor signed, with the scopes that it asked for.
struct SignedScopes: Hashable {
  let form: FormReference
  let scopes: ScopeSet

  /// Those of the grants and renewals that no void names.
  /// - Parameter events: the consent events of one donor, in the order of the log.
  /// - Returns: one for each grant and renewal, oldest first.
  static func all(in events: [ConsentEvent]) -> [SignedScopes] {
    let voided = Set(events.compactMap(\.facts.target))
    return events.compactMap { event in
      let facts = event.facts
      guard facts.kind == .grant || facts.kind == .renewal, !voided.contains(event.sequence),
        let form = facts.form
      else { return nil }
      return SignedScopes(
        form: form, scopes: facts.permitted.union(facts.declined).union(facts.notChosen))
    }
  }
}

extension DataUseTerms {
  /// What a donor permits research for, in the words of the forms signed.
  init(permitted: ScopeSet, signed: [SignedScopes], forms: FormCatalogue) {
    self.init(permitted: permitted, signed: signed.map { (forms.form($0.form), $0.scopes) })
  }
}

extension DiseaseHierarchy {
  /// Which tumour type is a kind of which other.
  static let oncoTree = DiseaseHierarchy { OncoTree.ancestors(of: $0) }
}
