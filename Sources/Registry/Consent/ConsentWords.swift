internal import ConsentWorkflow
internal import Domain

/// What the texts of consent requests mean, each worked out once for a whole intake.
///
/// A file names few forms, days and lists of scopes, and says them again in every row.
final class ConsentWords {
  private struct FormKey: Hashable {
    var text: String?
    var day: CivilDay
  }

  private struct ScopesKey: Hashable {
    var names: [String]
    var all: ScopeSet
  }

  /// Beyond so many different texts nothing more is remembered.
  private static let capacity = 4096

  /// The published forms.
  let forms: FormCatalogue
  /// A fold for these forms.
  let fold: ConsentFold
  private var resolved: [FormKey: ConsentForm] = [:]
  private var parsed: [ScopesKey: ScopeSet] = [:]

  init(forms: FormCatalogue) {
    self.forms = forms
    fold = ConsentFold(forms: forms)
  }

  /// The form that a text names on a day.
  /// - Throws: `FieldProblem` with the nearest known form or version.
  func form(_ text: String?, on day: CivilDay) throws(FieldProblem) -> ConsentForm {
    let key = FormKey(text: text, day: day)
    if let form = resolved[key] { return form }
    let form = try forms.resolve(text, on: day)
    if resolved.count < Self.capacity { resolved[key] = form }
    return form
  }

  /// The scopes that a list names.
  /// - Throws: `FieldProblem` with the nearest scope.
  func scopes(
    _ names: [String], all: ScopeSet, _ field: String
  ) throws(FieldProblem) -> ScopeSet {
    guard !names.isEmpty else { return [] }
    let key = ScopesKey(names: names, all: all)
    if let scopes = parsed[key] { return scopes }
    let scopes = try ScopeSet.parse(names.joined(separator: ","), all: all, field: field)
    if parsed.count < Self.capacity { parsed[key] = scopes }
    return scopes
  }
}
