extension FormCatalogue {
  /// Finds the form that a person means.
  ///
  /// `id@version` is that version; `id` is the version in force on the day, or the latest where
  /// none is; nothing at all is the only form in force on the day.
  /// - Parameters:
  ///   - text: what was written.
  ///   - day: the day on which the form was signed.
  ///   - knownAt: forms recorded later are not seen.
  ///   - field: where it was written.
  /// - Returns: the form.
  /// - Throws: ``FieldProblem`` with the nearest known form or version as its fix.
  public func resolve(
    _ text: String?, on day: CivilDay, knownAt: Instant = .distantFuture, field: String = "form"
  ) throws(FieldProblem) -> ConsentForm {
    guard let text, !text.isEmpty else { return try onlyForm(on: day, knownAt, field) }
    let known = entries.filter { $0.recordedAt <= knownAt }.map(\.form.reference)
    if !text.utf8.contains(UInt8(ascii: "@")) {
      if let form = inForce(text, on: day, knownAt: knownAt) ?? latest(text, knownAt: knownAt) {
        return form
      }
    } else if let reference = FormReference(text: text) {
      if let form = form(reference, knownAt: knownAt) { return form }
      let versions = known.filter { $0.id == reference.id }.map(\.version)
      if let nearest = versions.min(by: {
        abs($0 - reference.version) < abs($1 - reference.version)
      }) {
        throw FieldProblem(
          field: field, problem: "form '\(reference.id)' has no version \(reference.version)",
          fix: "did you mean '\(reference.id)@\(nearest)'?")
      }
    }
    let wanted = text.utf8.contains(UInt8(ascii: "@")) ? known.map(\.description) : ids(of: known)
    throw FieldProblem(
      field: field, problem: "unknown form '\(FieldProblem.excerpt(text))'",
      fix: known.isEmpty
        ? "publish a form first" : NearestName.suggestion(for: text, among: wanted))
  }

  private func onlyForm(
    on day: CivilDay, _ knownAt: Instant, _ field: String
  ) throws(FieldProblem) -> ConsentForm {
    let forms = inForce(on: day, knownAt: knownAt)
    if forms.count == 1 { return forms[0] }
    throw FieldProblem(
      field: field,
      problem: forms.isEmpty
        ? "no form was in force on \(day)" : "\(forms.count) forms were in force on \(day)",
      fix: forms.isEmpty
        ? "name the form, or publish one that was in force then"
        : "name one of: " + ids(of: forms.map(\.reference)).joined(separator: ", "))
  }

  /// The ids, each once, in their order.
  private func ids(of references: [FormReference]) -> [String] {
    var ids: [String] = []
    for reference in references where ids.last != reference.id { ids.append(reference.id) }
    return ids
  }
}
