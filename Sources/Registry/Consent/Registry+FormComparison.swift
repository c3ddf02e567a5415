internal import Config
internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Storage

extension Registry {
  /// Compares two versions of a form, published or not; nothing is stored.
  /// - Parameters:
  ///   - old: the older version.
  ///   - new: the newer version.
  /// - Returns: the differences and who would have to sign again.
  /// - Throws: ``RegistryError``.
  public func compareForms(_ old: FormSource, _ new: FormSource) throws -> FormComparison {
    try read(.upkeep) { snapshot in
      let catalogue = try formCatalogue(snapshot)
      let before = try form(old, in: catalogue)
      let after = try form(new, in: catalogue)
      guard before.reference.id == after.reference.id else {
        throw RegistryError(
          .inputMalformed,
          "\(before.reference) and \(after.reference) are two forms, not two versions of one",
          at: [.init("field", "id")], fix: "name two versions of the same form")
      }
      let differences = FormDifference.all(from: before, to: after)
      var comparison = FormComparison(
        old: "\(before.reference)", new: "\(after.reference)", change: after.change.name,
        differences: differences, reconsent: FormReconsent())
      let earlier = try catalogue.removing(from: after.reference)
      do {
        let later = try publishing(after, on: earlier, recordedAt: .distantFuture)
        comparison.reconsent = try reconsent(after, from: earlier, to: later, snapshot)
        if catalogue.form(after.reference).map({ $0 != after }) ?? false {
          comparison.problem = Self.frozen(after.reference).message
        }
      } catch let error as RegistryError { comparison.problem = error.message }
      return comparison
    }
  }

  private func form(_ source: FormSource, in catalogue: FormCatalogue) throws -> ConsentForm {
    switch source {
    case .file(let file): return try parsedForm(try file.contents(), file: file.name)
    case .published(let text):
      do { return try catalogue.resolve(text, on: .latest) } catch {
        throw RegistryError(
          .notFound, error.problem, at: [.init("form", FieldProblem.excerpt(text))],
          fix: error.fix)
      }
    }
  }

  /// Reads a form that somebody wrote.
  func parsedForm(_ yaml: [UInt8], file: String) throws -> ConsentForm {
    try FormDocument.parse(yaml: yaml, file: file)
  }

  /// The published forms with one more, or why it cannot be published.
  func publishing(
    _ form: ConsentForm, on catalogue: FormCatalogue, recordedAt: Instant
  ) throws -> FormCatalogue {
    let reference = form.reference
    var later = catalogue
    do { try later.publish(form, recordedAt: recordedAt) } catch {
      if case .versionNotNew = error {
        throw RegistryError(
          .versionConflict, "\(error)",
          at: [.init("form", "\(reference)"), .init("field", "version")])
      }
      let field = if case .change = error { "change" } else { "in_force_from" }
      throw RegistryError(
        .inputMalformed, "\(error)", at: [.init("form", "\(reference)"), .init("field", field)])
    }
    guard form.change == .editorial, let before = catalogue.latest(reference.id) else {
      return later
    }
    let material = FormDifference.all(from: before, to: form).filter(\.isMaterial)
    if let first = material.first {
      throw RegistryError(
        .consentRefused,
        "form \(reference) calls itself editorial and changes the \(first.property) of "
          + "\(first.part)" + (material.count > 1 ? " and \(material.count - 1) more" : ""),
        at: [
          .init("guard", "editorial_change_is_material"), .init("form", "\(reference)"),
          .init("field", "change"),
        ],
        why: "donors signed \(before.reference), and this would change what they signed",
        fix: "write change: material, or leave the meaning as it is")
    }
    return later
  }

  static func frozen(_ reference: FormReference) -> RegistryError {
    RegistryError(
      .versionConflict, "form \(reference) is published and says something else",
      at: [.init("form", "\(reference)")], why: "a published version never changes",
      fix: "publish the change as version \(reference.version + 1)")
  }

  /// Who is permitting something now that the newer forms make due for a new consent.
  func reconsent(
    _ form: ConsentForm, from earlier: FormCatalogue, to later: FormCatalogue,
    _ snapshot: Snapshot
  ) throws -> FormReconsent {
    var found = FormReconsent()
    guard form.change == .material else { return found }
    let start = form.gracePeriod.map { form.inForceFrom.adding($0) } ?? form.inForceFrom
    // What is past on the first day counts as of today.
    let day = max(start, today)
    found.from = start
    let donors = try snapshot.donors(whoSigned: form.reference.id)
    let reader = try snapshot.foldingReader()
    var events: [ConsentEvent] = []
    var (before, after) = (ConsentFold(forms: earlier), ConsentFold(forms: later))
    for donor in donors {
      events.removeAll(keepingCapacity: true)
      guard let facts = try reader.take(donor, into: &events) else { continue }
      func states(_ fold: inout ConsentFold) -> PackedStates {
        fold.states(of: events, facts: facts, validOn: day, knownAt: .distantFuture)
      }
      let lost = states(&before).permitted.intersection(states(&after).scopes(in: .reconsentDue))
      guard !lost.isEmpty else { continue }
      found.list.append(
        FormReconsent.Donor(
          donor: DonorCode.text(donor),
          facility: try snapshot.donorRow(donor)?.record.facility,
          scopes: lost.map(\.name)))
    }
    found.list.sort {
      ($0.facility ?? "\u{10FFFF}", $0.donor) < ($1.facility ?? "\u{10FFFF}", $1.donor)
    }
    found.donors = found.list.count
    for donor in found.list {
      if let last = found.facilities.indices.last,
        found.facilities[last].facility == donor.facility
      {
        found.facilities[last].donors += 1
      } else {
        found.facilities.append(.init(facility: donor.facility, donors: 1))
      }
    }
    return found
  }
}

extension FormCatalogue {
  /// The catalogue as it was before a version of a form.
  fileprivate func removing(from reference: FormReference) throws -> FormCatalogue {
    var earlier = FormCatalogue()
    for entry in entries {
      let known = entry.form.reference
      if known.id == reference.id, known.version >= reference.version { continue }
      try earlier.publish(entry.form, recordedAt: entry.recordedAt)
    }
    return earlier
  }
}
