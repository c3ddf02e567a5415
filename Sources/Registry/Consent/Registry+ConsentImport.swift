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
  ///   - format: what the file is.
  ///   - form: the form of statements that name none of this registry, `id` or `id@version`.
  ///   - rejectsPath: where rejected rows go.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func importConsents(
    input: InputFile, as format: ConsentFileFormat = .csv, form: String? = nil,
    rejects rejectsPath: String?, _ change: ChangeRequest
  ) throws -> ImportSummary {
    let rejects = try Self.mapping { try rejectsPath.map(OutputFile.init(path:)) }
    let reason = change.reason
    let summary = try commit(change, repeated: repeatedImport) { change in
      do {
        switch format {
        case .csv:
          return try importRows(
            from: input, form: form, reason: reason, rejects: rejects, change)
        case .fhir:
          return try importResources(
            from: input, form: form, reason: reason, rejects: rejects, change)
        }
      } catch { throw Self.malformed(error, file: input.name) }
    }
    try Self.mapping {
      if let rejects, summary.rejected > 0 { try rejects.commit() }
    }
    return summary
  }

  private func importRows(
    from input: InputFile, form: String?, reason: String?, rejects: OutputFile?, _ change: Change
  ) throws -> ImportSummary {
    var reader = try ConsentImportReader(source: input.source)
    var intake = try RowIntake(
      layout: reader.rejectsLayout, rejects: rejects, progress: context.progress)
    let history = try change.snapshot.consentReader()
    while let row = try reader.next() {
      try intake.take(line: row.line, rawRow: row.rawRow) { _ in
        guard row.problems.isEmpty else { return row.problems }
        do {
          try take(row, form: form, reason: reason, history, change)
          return []
        } catch { return [try Self.consentProblem(error)] }
      }
    }
    return try intake.finish(change)
  }

  /// Records what a row says; `adjust` completes the request before it is judged.
  func take(
    _ row: ConsentImportRow, form: String?, reason: String?, _ history: Snapshot.ConsentReader,
    _ change: Change, adjust: (inout ConsentRequest) throws -> Void = { _ in }
  ) throws {
    let donor = try donor(of: row, in: change.snapshot)
    var request = try Self.request(row)
    request.form = request.form ?? form
    try adjust(&request)
    let needsBirth = donor.record.birthYear.map { year in
      (request.signedOn ?? today).year - year <= 18
    }
    _ = try record(
      request, reason: row.reason ?? reason, donor: donor,
      birthDay: needsBirth == true ? try birthDay(of: donor, in: change.snapshot) : nil,
      reader: history, change)
  }

  func donor(of row: ConsentImportRow, in snapshot: Snapshot) throws -> StoredDonor {
    let code = try DonorCode(parsing: row.donor)
    if let donor = try snapshot.donorRow(code.value) { return donor }
    throw FieldProblem(
      field: "donor", problem: "no donor has this code",
      fix: "find the donor with: tissuectl donor find")
  }

  private static func request(_ row: ConsentImportRow) throws -> ConsentRequest {
    var request = ConsentRequest(donor: row.donor, kind: row.event)
    request.form = row.form
    request.scopes = row.scopes.map { [$0] } ?? []
    request.decline = row.decline.map { [$0] } ?? []
    request.level = row.level
    request.destruction = row.destruction
    request.signedOn = try Self.day(row.signedOn, "signed_on")
    request.effectiveFrom = try Self.day(row.effectiveFrom, "effective_from")
    request.signer = row.signer
    request.mandate = row.mandate
    request.witness = row.witness
    request.evidence = row.evidence.map { .digest($0) }
    guard ["true", "false", nil].contains(row.assent) else {
      throw FieldProblem(
        field: "assent", problem: "neither true nor false", fix: "write true, or leave it empty")
    }
    request.assent = row.assent == "true"
    return request
  }

  private static func day(_ text: String?, _ field: String) throws(FieldProblem) -> CivilDay? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return day }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no date",
      fix: "write a day of the calendar as YYYY-MM-DD")
  }

  static func consentProblem(_ error: any Error) throws -> FieldProblem {
    switch error {
    case let refusal as ConsentRefusal:
      FieldProblem(field: "event", problem: refusal.sentence, fix: refusal.fix)
    case let error as DonorCodeError:
      FieldProblem(field: "donor", problem: "\(error)", fix: "correct the code")
    default: try rowProblem(error)
    }
  }
}
