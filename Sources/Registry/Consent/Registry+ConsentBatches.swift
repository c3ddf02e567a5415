internal import Domain
internal import Interchange
internal import Ledger
internal import Storage

/// Where an import in batches stands in the ledger.
private struct ConsentBatchPlace {
  /// Where the search for later batches begins.
  var sequence: UInt64 = 0
  var nextOrdinal: UInt32 = 0
  var batches: [ImportProgress] = []
}

extension Registry {
  /// Takes a file in batches, each durable with its place in the file.
  func importConsents(
    from input: InputFile, form: String?, rejects: OutputFile?, rowsPerBatch: Int,
    _ request: ChangeRequest
  ) throws -> ImportSummary {
    guard request.operation != nil else {
      throw RegistryError(
        .usage, "an import that can be resumed needs an operation id",
        at: [.init("option", "--operation")],
        fix: "name one, 32 hexadecimal digits, and the same one to go on")
    }
    return try Self.mapping {
      let operation = try operationID(request.operation)
      let found = try store.read { try batches(of: operation, in: $0) }
      var place: ConsentBatchPlace
      switch found {
      case .success(let stored): place = stored
      case .failure(let ended): return ended.summary
      }
      do {
        if !request.dryRun { try takeInSpool() }
        let rows = try ConsentRowReader(input, rejects: rejects, progress: context.progress)
        try pass(rows, over: place.batches, operation)
        while true {
          let count = request.dryRun ? Int.max : rows.read + rowsPerBatch
          let summary = try batch(rows, upTo: count, form: form, operation, &place, request)
          if let summary { return summary }
        }
      } catch {
        var failure = Self.malformed(error, file: input.name)
        if let stored = place.batches.last?.read, failure.code == .inputMalformed {
          failure.why = "the first \(stored) rows are stored"
          failure.fix = "correct the file behind them and run it again with the same --operation"
        }
        throw failure
      }
    }
  }

  /// An operation that is over, thrown past the reading of its batches.
  private struct Ended: Error { var summary: ImportSummary }

  private func batches(
    of operation: UUIDBytes, in snapshot: Snapshot
  ) throws -> Result<ConsentBatchPlace, Ended> {
    var place = ConsentBatchPlace()
    guard let first = try snapshot.firstEvent(of: operation.bytes) else { return .success(place) }
    if let summary = try repeatedImport(first, snapshot) {
      return .failure(Ended(summary: summary))
    }
    place.sequence = first.sequence
    try snapshot.forEachEvent(
      of: operation.bytes, kind: "import_progress", from: first.sequence
    ) { event in
      guard case .importProgress(let progress) = try keys.open(event, in: snapshot) else { return }
      place.batches.append(progress)
      place.sequence = event.sequence + 1
      place.nextOrdinal = event.ordinal + 1
    }
    guard !place.batches.isEmpty else {
      throw RegistryError(
        .operationConflict, "the operation id was used before for something else",
        at: [.init("operation", operation.description), .init("event", "\(first.sequence)")],
        fix: "name another operation id")
    }
    return .success(place)
  }

  /// Reads what is stored already, and makes sure that it is the same file.
  private func pass(
    _ rows: ConsentRowReader, over batches: [ImportProgress], _ operation: UUIDBytes
  ) throws {
    for batch in batches {
      var problems: [UInt64: [FieldProblem]] = [:]
      for reject in batch.rejects { problems[reject.line] = reject.problems }
      let isWhole = try rows.read(upTo: Int(clamping: batch.read)) {
        problems[UInt64($0.line)] ?? []
      }
      guard isWhole, rows.progress.digest == batch.digest else {
        throw RegistryError(
          .operationConflict,
          "the file differs from the one that the operation began with, in its first "
            + "\(batch.read) rows",
          at: [.init("operation", operation.description)], why: "those rows are stored already",
          fix: "resume with the same file, or import the new one under another operation id")
      }
    }
  }

  /// Takes the next rows in one transaction.
  /// - Returns: what was counted, where the file has ended.
  private func batch(
    _ rows: ConsentRowReader, upTo count: Int, form: String?, _ operation: UUIDBytes,
    _ place: inout ConsentBatchPlace, _ request: ChangeRequest
  ) throws -> ImportSummary? {
    let (summary, progress, ordinal, size) = try store.write(dryRun: request.dryRun) {
      transaction -> (ImportSummary?, ImportProgress?, UInt32, UInt64) in
      try requireAlone(operation, from: place, in: transaction.snapshot)
      let change = try Change(
        transaction, operation: operation, now: context.clock(),
        authority: try authority(transaction.snapshot), keys: keys,
        forms: try formCatalogue(transaction.snapshot), firstOrdinal: place.nextOrdinal)
      lastKnown = change.recordedAt
      let taker = try ConsentRowTaker(self, change, form: form, reason: request.reason)
      guard try rows.read(upTo: count, { try taker.problems(of: $0) }) else {
        let summary = try rows.finish(change)
        if summary.accepted == 0, !place.batches.isEmpty {
          try change.append(.importFinished(ImportCounts(summary)))
        }
        try change.finish()
        return (summary, nil, change.nextOrdinal, transaction.ledgerSize)
      }
      let progress = rows.progress
      try change.append(.importProgress(progress))
      try change.finish()
      return (nil, progress, change.nextOrdinal, transaction.ledgerSize)
    }
    if let progress { place.batches.append(progress) }
    place.nextOrdinal = ordinal
    place.sequence = size + 1
    return summary
  }

  /// Two runs of one operation at the same time would store rows twice.
  private func requireAlone(
    _ operation: UUIDBytes, from place: ConsentBatchPlace, in snapshot: Snapshot
  ) throws {
    var isAlone = true
    if place.batches.isEmpty {
      isAlone = try snapshot.firstEvent(of: operation.bytes) == nil
    } else {
      for kind in ["import_progress", "import_finished"] {
        let later = try snapshot.event(of: operation.bytes, kind: kind, from: place.sequence)
        if later != nil { isAlone = false }
      }
    }
    guard isAlone else {
      throw RegistryError(
        .operationConflict, "another run of this operation is under way",
        at: [.init("operation", operation.description)],
        fix: "wait for it to end, then run it again with --resume")
    }
  }
}
