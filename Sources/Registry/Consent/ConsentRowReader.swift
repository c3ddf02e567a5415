internal import Domain
internal import Interchange
internal import RegistryCrypto

/// Reads a file of consent events once, row by row, and knows by a digest which rows it has read.
final class ConsentRowReader {
  private var reader: ConsentImportReader
  private var intake: RowIntake
  private let hasher: SHA256Hasher
  private var digest: [UInt8] = []
  private(set) var rejects: [ImportProgress.Reject] = []

  init(
    _ input: InputFile, rejects: OutputFile?, progress: (@Sendable (Progress) -> Void)?
  ) throws {
    reader = try ConsentImportReader(source: input.source)
    intake = try RowIntake(layout: reader.rejectsLayout, rejects: rejects, progress: progress)
    hasher = try SHA256Hasher()
  }

  /// How many rows were read since the file began.
  var read: Int { intake.summary.read }

  /// Reads rows until a count is reached.
  /// - Parameters:
  ///   - count: the number of rows, those read before included.
  ///   - body: takes a row and says what is wrong with it, nothing where it was stored.
  /// - Returns: whether the file may hold more.
  /// - Throws: what reading throws and what `body` throws.
  func read(
    upTo count: Int, _ body: (ConsentImportRow) throws -> [FieldProblem]
  ) throws -> Bool {
    try hasher.begin()
    let before = digest
    try hasher.update(before.span)
    rejects.removeAll(keepingCapacity: true)
    while intake.summary.read < count {
      guard let row = try reader.next() else { return false }
      let bytes = row.rawRow + [UInt8(ascii: "\n")]
      try hasher.update(bytes.span)
      var problems: [FieldProblem] = []
      try intake.take(line: row.line, rawRow: row.rawRow) { _ in
        problems = try body(row)
        return problems
      }
      if !problems.isEmpty {
        rejects.append(ImportProgress.Reject(line: UInt64(row.line), problems: problems))
      }
    }
    digest = try hasher.finish().bytes
    return true
  }

  /// Where the file stands after the rows read so far.
  var progress: ImportProgress {
    ImportProgress(read: UInt64(intake.summary.read), digest: digest, rejects: rejects)
  }

  /// Ends the intake within its last transaction.
  func finish(_ change: Change) throws -> ImportSummary { try intake.finish(change) }
}
