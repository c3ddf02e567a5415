/// One thing that differs between two versions of a consent form.
public struct FormDifference: Hashable, Sendable {
  /// What it is about, for example `scope blood_sample` or `module storage`.
  public let part: String
  /// Which property of it, for example `validity`.
  public let property: String
  /// What the older version says; nil where it says nothing.
  public let old: String?
  /// What the newer version says; nil where it says nothing.
  public let new: String?
  /// Whether it changes what a signature permits, so that no version with it can be editorial.
  public let isMaterial: Bool

  /// Everything that differs between two versions, in the order of the document.
  ///
  /// Material is what changes the meaning of a signature: which scopes are asked and in which
  /// modules, what depends on what, for how long a yes lasts, who may sign, whether it outlives the
  /// donor, and the codes by which others read it. Titles, questions and language are wording:
  /// whether they say something else only people can judge, so they are listed and not decided on.
  /// - Parameters:
  ///   - old: the older version.
  ///   - new: the newer version.
  /// - Returns: the differences, none where both say the same.
  public static func all(from old: ConsentForm, to new: ConsentForm) -> [FormDifference] {
    var list = DifferenceList()
    list.compareForm(old, new)
    list.compareModules(old, new)
    for scope in ConsentScope.allCases { list.compare(scope, old, new) }
    return list.differences
  }
}

/// Gathers differences.
private struct DifferenceList {
  var differences: [FormDifference] = []

  mutating func add(
    _ part: String, _ property: String, _ old: String?, _ new: String?, isMaterial: Bool
  ) {
    guard old != new else { return }
    differences.append(
      FormDifference(part: part, property: property, old: old, new: new, isMaterial: isMaterial))
  }

  mutating func compareForm(_ old: ConsentForm, _ new: ConsentForm) {
    add("form", "title", old.title, new.title, isMaterial: false)
    add("form", "language", old.language, new.language, isMaterial: false)
    add("form", "in_force_from", "\(old.inForceFrom)", "\(new.inForceFrom)", isMaterial: false)
    add(
      "form", "grace_period", old.gracePeriod?.description, new.gracePeriod?.description,
      isMaterial: false)
    add(
      "form", "age_of_majority", "\(old.ageOfMajority)", "\(new.ageOfMajority)", isMaterial: true)
    add(
      "form", "assent_age", old.assentAge.map { "\($0)" }, new.assentAge.map { "\($0)" },
      isMaterial: true)
    add(
      "form", "requires_evidence", "\(old.requiresEvidence)", "\(new.requiresEvidence)",
      isMaterial: false)
    add("form", "survives_death", "\(old.survivesDeath)", "\(new.survivesDeath)", isMaterial: true)
  }

  mutating func compareModules(_ old: ConsentForm, _ new: ConsentForm) {
    for module in old.modules where !new.modules.contains(where: { $0.id == module.id }) {
      add("module \(module.id)", "module", module.scopes.description, nil, isMaterial: true)
    }
    for module in new.modules {
      let part = "module \(module.id)"
      guard let before = old.modules.first(where: { $0.id == module.id }) else {
        add(part, "module", nil, module.scopes.description, isMaterial: true)
        continue
      }
      add(part, "title", before.title, module.title, isMaterial: false)
      add(
        part, "mandatory", "\(before.isMandatory)", "\(module.isMandatory)", isMaterial: true)
      add(part, "parent", before.parent, module.parent, isMaterial: true)
    }
  }

  mutating func compare(_ scope: ConsentScope, _ old: ConsentForm, _ new: ConsentForm) {
    let part = "scope \(scope)"
    guard let (before, beforeItem) = old.question(of: scope) else {
      if let (module, _) = new.question(of: scope) {
        add(part, "scope", nil, "asked in module \(module.id)", isMaterial: true)
      }
      return
    }
    guard let (after, afterItem) = new.question(of: scope) else {
      add(part, "scope", "asked in module \(before.id)", nil, isMaterial: true)
      return
    }
    add(part, "module", before.id, after.id, isMaterial: true)
    add(
      part, "validity", old.decisiveValidity(of: scope), new.decisiveValidity(of: scope),
      isMaterial: true)
    add(part, "text", beforeItem.text, afterItem.text, isMaterial: false)
    add(
      part, "duo", Self.codes(beforeItem.duoCodes), Self.codes(afterItem.duoCodes), isMaterial: true
    )
    add(
      part, "mii", Self.codes(beforeItem.miiCodes), Self.codes(afterItem.miiCodes), isMaterial: true
    )
  }

  private static func codes(_ codes: [String]) -> String? {
    codes.isEmpty ? nil : codes.sorted().joined(separator: " ")
  }
}

extension ConsentForm {
  /// The module and the question that ask for a scope.
  fileprivate func question(of scope: ConsentScope) -> (module: FormModule, item: FormItem)? {
    guard let module = module(holding: scope),
      let item = module.items.first(where: { $0.scope == scope })
    else { return nil }
    return (module, item)
  }

  /// The periods that end a yes to a scope, nil where none does; a period that another one always
  /// ends no later than decides nothing.
  fileprivate func decisiveValidity(of scope: ConsentScope) -> String? {
    let all = Set(validities(of: scope))
    let decisive = all.filter { period in
      !all.contains { $0 != period && $0.months <= period.months && $0.days <= period.days }
    }
    return decisive.isEmpty ? nil : decisive.map(\.description).sorted().joined(separator: ", ")
  }
}
