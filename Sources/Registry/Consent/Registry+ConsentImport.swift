internal import Domain
internal import Interchange
internal import Ledger
internal import Storage

extension Registry {
  /// Takes in a file of consent events; each row passes the same guards as a single command.
  ///
  /// All of it is one transaction, whole or absent. An intake that is to survive an interruption is
  /// stored in batches instead: run again with the same operation id, it goes on behind the last
  /// batch, and answers with the first outcome once it has ended.
  /// - Parameters:
  ///   - input: the file.
  ///   - format: what the file is.
  ///   - form: the form of statements that name none of this registry, `id` or `id@version`.
  ///   - rejectsPath: where rejected rows go.
  ///   - resumes: whether it is stored in batches, and goes on where it was interrupted.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func importConsents(
    input: InputFile, as format: ConsentFileFormat = .csv, form: String? = nil,
    rejects rejectsPath: String?, resumes: Bool = false, _ change: ChangeRequest
  ) throws -> ImportSummary {
    try importConsents(
      input: input, as: format, form: form, rejects: rejectsPath,
      rowsPerBatch: resumes ? 10_000 : nil, change)
  }

  /// The same with batches of a stated size; nil is one transaction.
  package func importConsents(
    input: InputFile, as format: ConsentFileFormat = .csv, form: String? = nil,
    rejects rejectsPath: String?, rowsPerBatch: Int?, _ change: ChangeRequest
  ) throws -> ImportSummary {
    let rejects = try Self.mapping { try rejectsPath.map(OutputFile.init(path:)) }
    let summary: ImportSummary
    switch (format, rowsPerBatch) {
    case (.fhir, .some):
      throw RegistryError(
        .usage, "FHIR is taken whole or not at all", at: [.init("option", "--resume")],
        why: "what a document permits is held against the whole file",
        fix: "leave --resume out; the same file again gives only duplicates")
    case (.csv, let rowsPerBatch?):
      summary = try importConsents(
        from: input, form: form, rejects: rejects, rowsPerBatch: rowsPerBatch, change)
    case (_, nil):
      summary = try commit(change, repeated: repeatedConsentImport) { transaction in
        do {
          let taker = try ConsentRowTaker(self, transaction, form: form, reason: change.reason)
          if format == .fhir {
            return try importResources(from: input, rejects: rejects, taker)
          }
          let rows = try ConsentRowReader(input, rejects: rejects, progress: context.progress)
          _ = try rows.read(upTo: .max) { try taker.problems(of: $0) }
          return try rows.finish(transaction)
        } catch { throw Self.malformed(error, file: input.name) }
      }
    }
    try Self.mapping {
      if let rejects, summary.rejected > 0 { try rejects.commit() }
    }
    return summary
  }

  /// Answers for an operation that has ended, and says how one goes on that has not.
  private func repeatedConsentImport(
    _ first: StoredEvent, _ snapshot: Snapshot
  ) throws -> ImportSummary? {
    if let summary = try repeatedImport(first, snapshot) { return summary }
    var read: UInt64?
    try snapshot.forEachEvent(
      of: first.operation, kind: "import_progress", from: first.sequence
    ) { event in
      if case .importProgress(let progress) = try keys.open(event, in: snapshot) {
        read = progress.read
      }
    }
    guard let read else { return nil }
    throw RegistryError(
      .operationConflict, "this operation is an import that was interrupted after \(read) rows",
      at: [.init("operation", UUIDBytes(bytes: first.operation)?.description ?? "")],
      why: "those rows are stored already",
      fix: "run it again with --resume")
  }
}
