internal import Domain
internal import Interchange

/// What every bulk intake does with a row: count it, keep it among the rejects where it was not
/// understood, and tell how far the work has come.
struct RowIntake {
  var summary = ImportSummary()
  private var writer: RejectsWriter?
  private let progress: (@Sendable (Progress) -> Void)?

  init(
    layout: RejectsLayout, rejects: OutputFile?, progress: (@Sendable (Progress) -> Void)?
  ) throws {
    self.progress = progress
    writer = try rejects.map { output in
      try RejectsWriter(layout: layout) { try output.write($0) }
    }
  }

  /// Takes one row.
  /// - Parameters:
  ///   - line: line of the input.
  ///   - rawRow: the row as it came.
  ///   - body: stores what the row says and returns its problems, none where it was stored.
  /// - Throws: what `body` throws.
  mutating func take(
    line: Int, rawRow: [UInt8], _ body: (inout ImportSummary) throws -> [FieldProblem]
  ) throws {
    summary.read += 1
    let problems = try body(&summary)
    if problems.isEmpty {
      summary.accepted += 1
    } else {
      summary.reject(problems, line: line)
      try writer?.reject(line: line, problems: problems, rawRow: rawRow)
    }
    if summary.read % 4096 == 0 { progress?(Progress(what: "rows", done: summary.read)) }
  }

  /// Ends the intake with an event that lets a repeated operation answer.
  /// - Parameter change: the operation.
  /// - Returns: what was counted.
  /// - Throws: `RegistryError`.
  mutating func finish(_ change: Change) throws -> ImportSummary {
    try writer?.finish()
    if summary.accepted > 0 { try change.append(.importFinished(ImportCounts(summary))) }
    return summary
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
