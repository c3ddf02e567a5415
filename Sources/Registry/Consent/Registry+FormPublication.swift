internal import Domain
internal import Storage

extension Registry {
  /// Publishes a version of a consent form; from then on it never changes.
  ///
  /// A version that is published already with the same content changes nothing, so that a folder of
  /// forms can be published again and again.
  /// - Parameters:
  ///   - file: the YAML document.
  ///   - change: operation id and whether to roll back.
  /// - Returns: what was published, and who has to sign again.
  /// - Throws: ``RegistryError`` of code `version_conflict` where the version is published with
  ///   another content, `consent_refused` where an editorial version changes what is permitted.
  public func publishForm(_ file: InputFile, _ change: ChangeRequest) throws -> FormPublication {
    let (form, text) = try Self.mapping {
      let bytes = try file.contents()
      return (try parsedForm(bytes, file: file.name), String(decoding: bytes, as: UTF8.self))
    }
    if let published = try published(form) { return published }
    return try commit(
      change, repeated: { first, snapshot in try self.publication(first, snapshot) }
    ) {
      change in
      let earlier = change.forms
      let later = try publishing(form, on: earlier, recordedAt: change.recordedAt)
      let reconsent = try reconsent(form, from: earlier, to: later, change.snapshot)
      let sequence = try change.append(
        .formPublished(
          form,
          document: PublishedDocument(
            id: form.reference.id, version: form.reference.version, text: text)))
      return FormPublication(
        form: "\(form.reference)", isNew: true, change: form.change.name, sequence: sequence,
        reconsent: reconsent)
    }
  }

  /// What publishing the form again comes to; nil where the version is not published yet.
  private func published(_ form: ConsentForm) throws -> FormPublication? {
    try read(.catalogue) { snapshot in
      for (sequence, _, document) in try snapshot.forms()
      where document.id == form.reference.id && document.version == form.reference.version {
        guard try parsedForm(document) == form else { throw Self.frozen(form.reference) }
        return FormPublication(
          form: "\(form.reference)", isNew: false, change: form.change.name, sequence: sequence,
          reconsent: FormReconsent())
      }
      return nil
    }
  }

  private func publication(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> FormPublication? {
    guard case .formPublished(let form, _) = try keys.open(first, in: snapshot) else { return nil }
    return FormPublication(
      form: "\(form.reference)", isNew: false, change: form.change.name,
      sequence: first.sequence, reconsent: FormReconsent())
  }
}
