internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// The forms that a file of consent events can have on its way in.
public enum ConsentFileFormat: String, CaseIterable, Sendable {
  /// Delimited text with a header.
  case csv
  /// FHIR `Consent` of R4 or R5: alone, in a Bundle, or NDJSON.
  case fhir
}

extension Registry {
  /// Takes in consents from FHIR, each through the same guards as a single command; one that says
  /// what an event says already is counted as a duplicate, so that a file can be taken again.
  func importResources(
    from input: InputFile, rejects: OutputFile?, _ taker: ConsentRowTaker
  ) throws -> ImportSummary {
    var reader = try FHIRConsentReader(source: input.source)
    var intake = try RowIntake(
      layout: reader.rejectsLayout, rejects: rejects, progress: context.progress)
    let change = taker.change
    var promises = DocumentPromises()
    while let entry = try reader.next() {
      try intake.take(line: entry.row.line, rawRow: entry.row.rawRow) { summary in
        guard entry.row.problems.isEmpty else { return entry.row.problems }
        do {
          summary.note(entry.notices, line: entry.row.line)
          let known = try standing(entry, taker)
          if entry.isEnteredInError {
            try void(known, entry, taker, &summary)
          } else if let known {
            promises.known.insert(known.sequence)
            if let form = known.facts.form.flatMap({ change.forms.form($0) }) {
              try hold(entry, to: form, from: known.facts.effectiveFrom, &promises)
            }
            summary.duplicates += 1
          } else {
            try taker.take(entry.row) { request in
              try hold(entry, to: &request, change, &promises)
            }
          }
          return []
        } catch { return [try ConsentRowTaker.problem(error)] }
      }
    }
    try check(promises, taker.history, change)
    return try intake.finish(change)
  }

  /// Completes what a grant states, and holds it against its form.
  private func hold(
    _ entry: FHIRConsentRow, to request: inout ConsentRequest, _ change: Change,
    _ promises: inout DocumentPromises
  ) throws {
    guard try ConsentEventKind.parse(request.kind, field: "event").carriesAnswers else { return }
    let signedOn = request.signedOn ?? today
    let form = try change.forms.resolve(request.form, on: min(signedOn, today))
    request.form = form.reference.description
    if !entry.isWhole {
      request.decline = form.scopes.subtracting(entry.permitted).map(\.name)
    }
    try hold(entry, to: form, from: request.effectiveFrom ?? signedOn, &promises)
  }

  /// Refuses what its form would let outlast the document, and what leaves an answer out.
  private func hold(
    _ entry: FHIRConsentRow, to form: ConsentForm, from start: CivilDay,
    _ promises: inout DocumentPromises
  ) throws {
    if entry.isInactive, entry.days.contains(where: { $0.last.map { $0 >= today } ?? true }) {
      throw FieldProblem(
        field: "Consent.status", problem: "it is over and permits something today",
        fix: "write active, or the day on which it ended")
    }
    if entry.isWhole {
      guard entry.answered == form.scopes else {
        throw FieldProblem(
          field: "Consent.extension",
          problem: "its answers are not those that form \(form.reference) asks for",
          fix: "send every answer of the form: \(form.scopes)")
      }
      return try promises.add(entry, form: form.reference, from: start)
    }
    for held in entry.days {
      guard let last = held.last else { continue }
      let end = form.validityEnd(of: held.scope, from: start)
      if end.map({ $0 > last.adding(days: 1) }) ?? true {
        throw FieldProblem(
          field: "Consent.provision",
          problem: "\(held.scope) is permitted up to \(last), and form \(form.reference) would go"
            + " on" + (end.map { " up to \($0.adding(days: -1))" } ?? ""),
          fix: "name with --form a form whose validity is no longer, and publish it before")
      }
    }
  }

  /// The event that says what a Consent says, where one stands.
  private func standing(
    _ entry: FHIRConsentRow, _ taker: ConsentRowTaker
  ) throws -> ConsentEvent? {
    let events = try taker.history.events(of: try taker.donor(of: entry.row).code)
    let voided = Set(events.compactMap(\.facts.target))
    return events.last { event in
      !voided.contains(event.sequence)
        && entry.states(event.facts, form: entry.row.form ?? taker.form)
    }
  }

  /// Voids the event that a Consent entered in error states.
  ///
  /// Where there is none, the statement is true already: it is counted and told.
  private func void(
    _ event: ConsentEvent?, _ entry: FHIRConsentRow, _ taker: ConsentRowTaker,
    _ summary: inout ImportSummary
  ) throws {
    guard let event else {
      summary.duplicates += 1
      summary.note(
        [
          FieldProblem(
            field: "Consent.status", problem: "entered in error, and no such event is recorded",
            fix: "nothing needs to be done")
        ], line: entry.row.line)
      return
    }
    var request = ConsentRequest(donor: entry.row.donor, kind: ConsentEventKind.void.name)
    request.target = event.sequence
    try taker.record(
      request, reason: "entered in error at its source", of: try taker.donor(of: entry.row))
  }
}

extension FHIRConsentRow {
  /// Whether an event says the same.
  fileprivate func states(_ facts: ConsentFacts, form: String?) -> Bool {
    func names(_ scopes: ScopeSet) -> String? {
      scopes.isEmpty ? nil : scopes.map(\.name).joined(separator: ";")
    }
    let isKind =
      facts.kind.name == row.event
      || (facts.kind == .refusal && facts.level != nil
        && row.event == ConsentEventKind.withdrawal.name)
    let hasLevel = facts.level.map { $0 != .scopes } ?? false
    let scopes =
      facts.kind.carriesAnswers ? facts.permitted : hasLevel ? [] : facts.scopes
    return isKind && facts.signedOn.description == row.signedOn
      && facts.effectiveFrom.description == row.effectiveFrom && names(scopes) == row.scopes
      && (!isWhole || names(facts.declined) == row.decline) && facts.level?.name == row.level
      && (form == nil || [facts.form?.description, facts.form?.id, nil].contains(form))
      && (row.signer == nil || facts.signer.name == row.signer)
      && facts.evidence?.description == row.evidence
  }
}
