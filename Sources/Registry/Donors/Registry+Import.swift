internal import Config
public import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// A file of donors to be taken in.
public struct DonorImportRequest: Sendable {
  /// The forms that a file of donors can have.
  public enum Format: String, CaseIterable, Sendable {
    /// Delimited text with a header.
    case csv
    /// One JSON object a line.
    case ndjson
    /// NAACCR XML.
    case naaccr
  }

  /// The file.
  public var input: InputFile
  /// Its form.
  public var format: Format
  /// A column mapping, for delimited text of a foreign layout.
  public var mapping: InputFile?
  /// The second file that the mapping joins.
  public var joined: InputFile?
  /// The facility of rows that name none.
  public var facility: String?
  /// The day of interest of rows that state none.
  public var interestOn: CivilDay?
  /// Where rejected rows go.
  public var rejects: String?

  /// Describes an intake.
  /// - Parameters:
  ///   - input: the file.
  ///   - format: its form.
  ///   - mapping: a column mapping.
  ///   - joined: the second file that the mapping joins.
  ///   - facility: the facility of rows that name none.
  ///   - interestOn: the day of interest of rows that state none.
  ///   - rejects: where rejected rows go.
  public init(
    input: InputFile, format: Format, mapping: InputFile? = nil, joined: InputFile? = nil,
    facility: String? = nil, interestOn: CivilDay? = nil, rejects: String? = nil
  ) {
    self.input = input
    self.format = format
    self.mapping = mapping
    self.joined = joined
    self.facility = facility
    self.interestOn = interestOn
    self.rejects = rejects
  }
}

extension Registry {
  /// Takes in a file of donors, all of it in one transaction.
  ///
  /// Rows that are not understood go to the rejects file and nowhere else; a file that is broken as
  /// a whole leaves nothing behind.
  /// - Parameters:
  ///   - request: the file and how to read it.
  ///   - change: operation id and whether to roll back.
  /// - Returns: what was counted.
  /// - Throws: ``RegistryError``.
  public func importDonors(
    _ request: DonorImportRequest, _ change: ChangeRequest
  ) throws -> ImportSummary {
    let rejects = try Self.mapping { try request.rejects.map(OutputFile.init(path:)) }
    var generator = try Self.mapping { try intakeReader(request) }
    let summary = try commit(change, repeated: repeatedImport) { change in
      do {
        return try importRows(
          from: &generator, file: request.input.name, rejects: rejects, change)
      } catch { throw Self.malformed(error, file: request.input.name) }
    }
    try Self.mapping {
      if let rejects, summary.rejected > 0 { try rejects.commit() }
    }
    return summary
  }

  private func importRows(
    from reader: inout any DonorIntakeReader, file: String, rejects: OutputFile?, _ change: Change
  ) throws -> ImportSummary {
    var summary = ImportSummary()
    var writer = try rejects.map { output in
      try RejectsWriter(layout: reader.rejectsLayout) { try output.write($0) }
    }
    let resolver = try IdentityResolver(change.snapshot)
    let today = self.today
    var tokens = TokenSet()
    while let row = try reader.next() {
      summary.read += 1
      summary.note(row.warnings, line: row.line)
      let problems: [FieldProblem]
      switch row.result {
      case .failure(let rejected): problems = rejected.problems
      case .success(let intake):
        do {
          let assessed = try assess(intake, today: today, into: &tokens)
          let registration = try take(assessed, resolver, change)
          summary.accepted += 1
          switch registration.status {
          case .registered: break
          case .known: summary.duplicates += 1
          case .possibleDuplicate:
            summary.note([registration.possibleDuplicateWarning], line: row.line)
          }
          problems = []
        } catch { problems = [try Self.rowProblem(error)] }
      }
      if !problems.isEmpty {
        summary.reject(problems, line: row.line)
        try writer?.reject(line: row.line, problems: problems, rawRow: row.rawRow)
      }
      if summary.read % 4096 == 0 {
        context.progress?(Progress(what: "rows", done: summary.read))
      }
    }
    try writer?.finish()
    if summary.accepted > 0 { try change.append(.importFinished(ImportCounts(summary))) }
    return summary
  }

  /// What a failed row says to the site; anything that is not about the row itself goes on up.
  static func rowProblem(_ error: any Error) throws -> FieldProblem {
    switch error {
    case let problem as FieldProblem: return problem
    case let error as IdentifierError:
      return FieldProblem(field: error.field, problem: error.problem, fix: error.fix)
    case let error as RegistryError where error.code == .identityConflict:
      return FieldProblem(
        field: "identifiers", problem: error.message, fix: error.fix ?? "check the patient")
    default: throw error
    }
  }

  func repeatedImport(_ first: StoredEvent, _ snapshot: Snapshot) throws -> ImportSummary? {
    guard
      let last = try snapshot.event(
        of: first.operation, kind: "import_finished", from: first.sequence),
      case .importFinished(let counts) = try keys.open(last, in: snapshot)
    else { return nil }
    return ImportSummary(counts)
  }

  private func intakeReader(_ request: DonorImportRequest) throws -> any DonorIntakeReader {
    let today = self.today
    let options = IntakeOptions(
      facility: request.facility,
      interest: Interest(
        source: request.format == .naaccr ? .cancerRegistry : .hospital,
        expressedOn: request.interestOn ?? today),
      today: today, isListedPair: { SiteHistology.isListed($0, $1) })
    do {
      switch request.format {
      case .csv:
        guard let mappingFile = request.mapping else {
          return try DelimitedIntakeReader(source: request.input.source, options: options)
        }
        let mapping = try ColumnMapping(source: mappingFile.source)
        let joined =
          try request.joined
          ?? mapping.joinedFile.map { name throws(RegistryError) in
            try InputFile.path("\(FolderWork.parent(of: request.input.name))/\(name)")
          }
        return try MappedIntakeReader(
          source: request.input.source, joined: joined?.source, mapping: mapping,
          options: options)
      case .ndjson: return NDJSONIntakeReader(source: request.input.source, options: options)
      case .naaccr:
        return NaaccrIntakeReader(
          source: request.input.source, catalogue: .embedded,
          expressedOn: request.interestOn ?? today, options: options)
      }
    } catch { throw Self.malformed(error, file: request.mapping?.name ?? request.input.name) }
  }
}

extension Registration {
  fileprivate var possibleDuplicateWarning: FieldProblem {
    FieldProblem(
      field: "identifiers",
      problem: "\(donor) may be the same person as "
        + duplicates.map(\.donor).joined(separator: ", "),
      fix: "compare both at the site; both stay registered until then")
  }
}

extension ImportSummary {
  mutating func reject(_ problems: [FieldProblem], line: Int) {
    rejected += 1
    keep(problems, line: line, in: \.problems)
  }

  mutating func note(_ notices: [FieldProblem], line: Int) {
    warnings += notices.count
    keep(notices, line: line, in: \.notices)
  }

  private mutating func keep(
    _ found: [FieldProblem], line: Int, in list: WritableKeyPath<ImportSummary, [RowProblem]>
  ) {
    for problem in found where self[keyPath: list].count < 20 {
      self[keyPath: list].append(RowProblem(line: line, problem: problem))
    }
  }

  init(_ counts: ImportCounts) {
    self.init()
    read = Int(counts.read)
    accepted = Int(counts.accepted)
    rejected = Int(counts.rejected)
    duplicates = Int(counts.duplicates)
    warnings = Int(counts.warnings)
  }
}

extension ImportCounts {
  init(_ summary: ImportSummary) {
    self.init(
      read: UInt64(summary.read), accepted: UInt64(summary.accepted),
      rejected: UInt64(summary.rejected), duplicates: UInt64(summary.duplicates),
      warnings: UInt64(summary.warnings))
  }
}
