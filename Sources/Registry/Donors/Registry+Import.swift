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
    /// FHIR R4.
    case fhir
  }

  /// The file.
  public var input: InputFile
  /// The documents of a folder instead, for FHIR; ``input`` is then the first of them.
  public var documents: [String]
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
  ///   - documents: the documents of a folder instead.
  public init(
    input: InputFile, format: Format, mapping: InputFile? = nil, joined: InputFile? = nil,
    facility: String? = nil, interestOn: CivilDay? = nil, rejects: String? = nil,
    documents: [String] = []
  ) {
    self.input = input
    self.format = format
    self.mapping = mapping
    self.joined = joined
    self.facility = facility
    self.interestOn = interestOn
    self.rejects = rejects
    self.documents = documents
  }
}

extension DonorImportRequest {
  /// What messages about the whole input call it.
  fileprivate var name: String {
    documents.isEmpty ? input.name : "one of \(documents.count), from \(input.name) on"
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
    let reader = try Self.mapping { try intakeReader(request) }
    let summary = try commit(change, repeated: repeatedImport) { change in
      do {
        return try importRows(
          from: reader, file: request.input.name, rejects: rejects, change)
      } catch { throw Self.malformed(error, file: request.name) }
    }
    try Self.mapping {
      if let rejects, summary.rejected > 0 { try rejects.commit() }
    }
    return summary
  }

  /// The rows of a file that are understood, for whoever registers them one by one.
  /// - Parameter request: the file and how to read it.
  /// - Returns: the intakes.
  /// - Throws: ``RegistryError``.
  package func intakes(of request: DonorImportRequest) throws -> [DonorIntake] {
    try Self.mapping {
      var reader = try intakeReader(request)
      var intakes: [DonorIntake] = []
      while let row = try reader.next() {
        if case .success(let intake) = row.result { intakes.append(intake) }
      }
      return intakes
    }
  }

  private func importRows(
    from reader: any DonorIntakeReader, file: String, rejects: OutputFile?, _ change: Change
  ) throws -> ImportSummary {
    var intake = try RowIntake(
      layout: reader.rejectsLayout, rejects: rejects, progress: context.progress)
    let resolver = try IdentityResolver(change.snapshot)
    // The assessor belongs to the reading thread until the pipeline has stopped.
    let assessor = try intakeAssessor(isGraded: false)
    let names = reader.names
    let pipeline = IntakePipeline(reader) { try assessor.assess($0) }
    defer { pipeline.stop() }
    while let rows = try pipeline.next() {
      for row in rows {
        intake.summary.note(row.warnings, line: row.line)
        try intake.take(line: row.line, rawRow: row.rawRow) { summary in
          switch row.outcome {
          case .failure(let rejected): return rejected.problems
          case .success(let assessed):
            do {
              summary.count(try take(assessed, resolver, change), line: row.line)
              return []
            } catch { return [try Self.rowProblem(error, names)] }
          }
        }
      }
    }
    return try intake.finish(change)
  }

  /// What a failed row says to the site, in the names of its file; anything that is not about the row
  /// itself goes on up.
  static func rowProblem(_ error: any Error, _ names: IntakeNames) throws -> FieldProblem {
    switch error {
    case var problem as FieldProblem:
      problem.field = names.name(of: problem.field)
      return problem
    case let error as IdentifierError:
      return FieldProblem(
        field: names.name(of: error.field), problem: error.problem, fix: error.fix)
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

  /// What is kept of the numbers that laboratories give to specimens.
  func specimenReferences() throws -> (String) -> SpecimenReference? {
    let numbers = try Self.mapping { try keys.countingNumbers() }
    return { try? numbers.specimen($0) }
  }

  func intakeReader(_ request: DonorImportRequest) throws -> any DonorIntakeReader {
    let today = self.today
    var options = IntakeOptions(
      facility: request.facility,
      interest: Interest(
        source: request.format == .naaccr ? .cancerRegistry : .hospital,
        expressedOn: request.interestOn ?? today),
      today: today, isListedPair: { SiteHistology.isListed($0, $1) })
    options.specimenReference = try specimenReferences()
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
      case .fhir:
        let sources =
          request.documents.isEmpty
          ? [request.input.source] : request.documents.map { InputFile.source(at: $0) }
        return FHIRIntakeReader(sources: sources, options: options)
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
  fileprivate mutating func count(_ registration: Registration, line: Int) {
    switch registration.status {
    case .registered: break
    case .known: duplicates += 1
    case .possibleDuplicate: note([registration.possibleDuplicateWarning], line: line)
    }
  }
}
