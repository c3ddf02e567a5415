internal import ConsentWorkflow
internal import Domain
internal import Storage

extension Registry {
  /// A worklist about consent, facility by facility.
  ///
  /// What is known now is answered from the stored folds of the donors who have such a state; for
  /// an earlier instant every donor's events are folded as they were known then. Both ask the same
  /// rule.
  /// - Parameters:
  ///   - request: which worklist, for which facility, on which day, as known at which instant.
  ///   - body: receives each entry by facility, due day and donor; those without a facility come
  ///     last.
  /// - Throws: ``RegistryError``, or what `body` throws.
  public func forEachConsentDue(
    _ request: ConsentDueRequest, _ body: (ConsentDueLine) throws -> Void
  ) throws {
    var search = try read { snapshot in
      var forms = FormCatalogue()
      var publications: [UInt64: FormReference] = [:]
      for (sequence, recordedAt, document) in try snapshot.forms() {
        let form = try parsedForm(document)
        try forms.publish(form, recordedAt: recordedAt)
        publications[sequence] = form.reference
      }
      var search = ConsentDueSearch(request, today: today, forms: forms)
      if let knownAt = request.knownAt {
        try search.fold(snapshot, asKnown: try AsKnown(at: knownAt, keys: keys, snapshot))
      } else {
        try search.readStoredFolds(snapshot, publications: publications)
      }
      if search.isEmpty, let facility = request.facility {
        try requireFacility(facility, snapshot)
      }
      return search
    }
    // What the caller throws is the caller's own and goes back as it came.
    try search.forEach(body)
  }

  private func requireFacility(_ name: String, _ snapshot: Snapshot) throws {
    let known = try snapshot.facilities()
    guard !known.contains(name) else { return }
    throw RegistryError(
      .notFound, "no donor was registered by the facility '\(FieldProblem.excerpt(name))'",
      at: [.init("option", "--facility")],
      fix: NearestName.suggestion(for: name, among: known))
  }
}
