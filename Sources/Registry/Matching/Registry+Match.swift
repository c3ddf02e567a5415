internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import Storage

extension Registry {
  /// How many rows one actor may ask about in one civil day, UTC: whoever may ask without end learns
  /// by trying who is a donor.
  public static let matchedRowsPerDay = 50_000

  /// Answers which rows of a site's own list are donors; nothing of the list is stored.
  ///
  /// The question goes into the ledger, by its counts, before the answer is given.
  /// - Parameters:
  ///   - request: the list and how to read it.
  ///   - change: operation id; a dry run is refused, because it would ask without a trace.
  ///   - limit: how many rows the actor may ask about in one day.
  /// - Returns: the answer for each row.
  /// - Throws: ``RegistryError``.
  public func match(
    _ request: DonorImportRequest, _ change: ChangeRequest, limit: Int = matchedRowsPerDay
  ) throws -> MatchSummary {
    guard !change.dryRun else {
      throw RegistryError(
        .usage, "a list is never matched without a trace", at: [.init("option", "--dry-run")],
        fix: "leave --dry-run out; nothing of the list is stored")
    }
    let summary = try read(.identities) { snapshot in
      let left = limit - (try askedToday(snapshot))
      let reader = try intakeReader(request)
      do { return try answer(from: reader, atMost: left, limit, snapshot) } catch {
        throw Self.malformed(error, file: request.input.name)
      }
    }
    try commit(change) { change in
      // Another process may have asked in the meantime.
      guard try askedToday(change.snapshot) + summary.rows.count <= limit else {
        throw Self.tooMany(limit)
      }
      try change.append(
        .matchAsked(
          MatchCounts(
            rows: UInt64(summary.rows.count), known: UInt64(summary.count(.known)),
            possible: UInt64(summary.count(.possible)), none: UInt64(summary.count(.none)),
            rejected: UInt64(summary.count(.rejected)))))
    }
    return summary
  }

  private func answer(
    from source: any DonorIntakeReader, atMost left: Int, _ limit: Int, _ snapshot: Snapshot
  ) throws -> MatchSummary {
    var reader = source
    var summary = MatchSummary()
    let resolver = try IdentityResolver(snapshot)
    let check = try DuplicateCheck(snapshot, resolver.lookup, keys)
    while let row = try reader.next() {
      guard summary.rows.count < left else { throw Self.tooMany(limit) }
      switch row.result {
      case .failure(let rejected):
        summary.rows.append(
          MatchedRow(line: row.line, status: .rejected, problems: rejected.problems))
      case .success(let intake):
        do {
          let person = try PersonIdentifiers(intake.identifiers, today: today)
          let (answered, overfull) = try answer(person, line: row.line, resolver, check)
          summary.rows.append(answered)
          summary.overfull += overfull
        } catch {
          let problem = try Self.rowProblem(error, reader.names)
          summary.rows.append(
            MatchedRow(line: row.line, status: .rejected, problems: [problem]))
        }
      }
      if summary.rows.count % 1024 == 0 {
        context.progress?(Progress(what: "rows", done: summary.rows.count))
      }
    }
    return summary
  }

  /// The answer for one person, and how many groups were passed over.
  private func answer(
    _ person: PersonIdentifiers, line: Int, _ resolver: IdentityResolver, _ check: DuplicateCheck
  ) throws -> (MatchedRow, overfull: Int) {
    let tokens = try keys.tokens.tokens(
      of: person, kinds: identityMode == .vault ? .narrow : .strong)
    if let owner = try resolver.owner(tokens, birthYear: person.birthDate?.year) {
      return (MatchedRow(line: line, status: .known, donor: DonorCode.text(owner)), 0)
    }
    guard identityMode == .vault else {
      let exact = try resolver.sharing(exact: tokens)
      return (
        MatchedRow(
          line: line, status: exact.isEmpty ? .none : .possible,
          donor: exact.first.map { DonorCode.text($0) }), 0
      )
    }
    let proposed = try check.candidates(sharing: tokens.composite)
    let graded = try check.graded(ComparisonRecord(person), among: proposed)
    return (
      MatchedRow(
        line: line, status: graded.isEmpty ? .none : .possible,
        donor: graded.first?.candidate.donor, score: graded.first?.candidate.score),
      proposed.overfull + (proposed.isPhoneShared ? 1 : 0)
    )
  }

  /// How many rows the actor has asked about today.
  private func askedToday(_ snapshot: Snapshot) throws -> Int {
    var asked = 0
    let actor = try authority(snapshot).name
    let morning = Instant(startOf: today).microseconds
    try snapshot.forEachEvent(kind: "match_asked", since: morning) { event in
      guard try EventHeader(decoding: event.header).actor == actor,
        case .matchAsked(let counts) = try keys.open(event, in: snapshot)
      else { return }
      asked += Int(clamping: counts.rows)
    }
    return asked
  }

  private static func tooMany(_ limit: Int) -> RegistryError {
    RegistryError(
      .notPermitted, "one actor may ask about \(limit) rows a day; nothing was answered",
      why: "who may ask without end learns by trying who is a donor",
      fix: "give a shorter list, or go on tomorrow")
  }
}
