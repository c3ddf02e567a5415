internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

extension Registry {
  /// Takes in a file of consent events, all of it in one transaction; each row passes the same
  /// guards as a single command.
  /// - Parameters:
  ///   - input: the file.
  ///   - rejectsPath: where rejected rows go.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func importConsents(
    input: InputFile, rejects rejectsPath: String?, _ change: ChangeRequest
  ) throws -> ImportSummary {
    let rejects = try Self.mapping { try rejectsPath.map(OutputFile.init(path:)) }
    let reason = change.reason
    let summary = try commit(change, repeated: repeatedImport) { change in
      do {
        return try importRows(from: input, reason: reason, rejects: rejects, change)
      } catch { throw Self.malformed(error, file: input.name) }
    }
    try Self.mapping {
      if let rejects, summary.rejected > 0 { try rejects.commit() }
    }
    return summary
  }

  private func importRows(
    from input: InputFile, reason: String?, rejects: OutputFile?, _ change: Change
  ) throws -> ImportSummary {
    var reader = try ConsentImportReader(source: input.source)
    var intake = try RowIntake(
      layout: reader.rejectsLayout, rejects: rejects, progress: context.progress)
    let history = try change.snapshot.consentReader()
    while let row = try reader.next() {
      try intake.take(line: row.line, rawRow: row.rawRow) { _ in
        guard row.problems.isEmpty else { return row.problems }
        do {
          try take(row, reason: reason, history, change)
          return []
        } catch { return [try Self.consentProblem(error)] }
      }
    }
    return try intake.finish(change)
  }

  private func take(
    _ row: ConsentImportRow, reason: String?, _ history: Snapshot.ConsentReader, _ change: Change
  ) throws {
    let code = try DonorCode(parsing: row.donor)
    guard let donor = try change.snapshot.donorRow(code.value) else {
      throw FieldProblem(
        field: "donor", problem: "no donor has this code",
        fix: "find the donor with: tissuectl donor find")
    }
    var request = ConsentRequest(donor: row.donor, kind: row.event)
    request.form = row.form
    request.scopes = row.scopes.map { [$0] } ?? []
    request.signedOn = try Self.day(row.signedOn, "signed_on")
    request.effectiveFrom = try Self.day(row.effectiveFrom, "effective_from")
    request.signer = row.signer
    request.evidence = row.evidence.map { .digest($0) }
    let needsBirth = donor.record.birthYear.map { year in
      (request.signedOn ?? today).year - year <= 18
    }
    _ = try record(
      request, reason: row.reason ?? reason, donor: donor,
      birthDay: needsBirth == true ? try birthDay(of: donor, in: change.snapshot) : nil,
      reader: history, change)
  }

  private static func day(_ text: String?, _ field: String) throws(FieldProblem) -> CivilDay? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return day }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no date",
      fix: "write a day of the calendar as YYYY-MM-DD")
  }

  private static func consentProblem(_ error: any Error) throws -> FieldProblem {
    switch error {
    case let refusal as ConsentRefusal:
      FieldProblem(field: "event", problem: refusal.sentence, fix: refusal.fix)
    case let error as DonorCodeError:
      FieldProblem(field: "donor", problem: "\(error)", fix: "correct the code")
    default: try rowProblem(error)
    }
  }
}
