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
  ///   - rejectsPath: where rejected rows go.
  ///   - resumes: whether it is stored in batches, and goes on where it was interrupted.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func importConsents(
    input: InputFile, rejects rejectsPath: String?, resumes: Bool = false, _ change: ChangeRequest
  ) throws -> ImportSummary {
    try importConsents(
      input: input, rejects: rejectsPath, rowsPerBatch: resumes ? 10_000 : nil, change)
  }

  /// The same with batches of a stated size; nil is one transaction.
  package func importConsents(
    input: InputFile, rejects rejectsPath: String?, rowsPerBatch: Int?, _ change: ChangeRequest
  ) throws -> ImportSummary {
    let rejects = try Self.mapping { try rejectsPath.map(OutputFile.init(path:)) }
    let summary: ImportSummary
    if let rowsPerBatch {
      summary = try importConsents(
        from: input, rejects: rejects, rowsPerBatch: rowsPerBatch, change)
    } else {
      summary = try commit(change, repeated: repeatedConsentImport) { transaction in
        do {
          let rows = try ConsentRowReader(input, rejects: rejects, progress: context.progress)
          let taker = try ConsentRowTaker(self, transaction, reason: change.reason)
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
