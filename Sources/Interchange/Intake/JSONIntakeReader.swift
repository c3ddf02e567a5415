internal import Domain

/// Reads one registration from one JSON document, what `donor register --file` takes.
public struct JSONIntakeReader: DonorIntakeReader {
  /// The largest document accepted, in bytes.
  static let sizeLimit = 16_777_216

  private let source: ByteSource
  private let options: IntakeOptions
  private var done = false

  /// Reads a document.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - options: what the caller knows.
  public init(source: @escaping ByteSource, options: IntakeOptions = IntakeOptions()) {
    self.source = source
    self.options = options
  }

  /// Reads the registration.
  /// - Returns: the row; nil on the second call.
  /// - Throws: ``JSONError``, ``LineReadError`` for an endless document, or what the source throws.
  public mutating func next() throws -> IntakeRow? {
    guard !done else { return nil }
    done = true
    guard let bytes = try ByteSources.readAll(source, limit: Self.sizeLimit) else {
      throw LineReadError.lineTooLong(line: 1, limit: Self.sizeLimit)
    }
    let value = try JSONValue(parsing: bytes[...])
    return JSONIntake.row(value, line: 1, rawRow: bytes, options: options)
  }

  /// The document in one quoted column.
  public var rejectsLayout: RejectsLayout { .quoted }
}

/// Reads registrations from NDJSON: one JSON object a line, blank lines passed over.
public struct NDJSONIntakeReader: DonorIntakeReader {
  private var lines: LineReader
  private let options: IntakeOptions

  /// Reads lines.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - options: what the caller knows.
  public init(source: @escaping ByteSource, options: IntakeOptions = IntakeOptions()) {
    lines = LineReader(source: source, limit: 1_048_576)
    self.options = options
  }

  /// Reads the next line that is not blank; one that is no JSON object is a rejected row.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``LineReadError``, or what the source throws.
  public mutating func next() throws -> IntakeRow? {
    while let line = try lines.next() {
      var content = line.trimmed
      if lines.line == 1, content.starts(with: [0xEF, 0xBB, 0xBF]) {
        content = content.dropFirst(3)
      }
      if content.isEmpty { continue }
      let rawRow = Array(line)
      do {
        let value = try JSONValue(parsing: content)
        return JSONIntake.row(value, line: lines.line, rawRow: rawRow, options: options)
      } catch {
        let problem = FieldProblem(
          field: "column \(error.column)", problem: "no JSON", fix: error.sentence)
        return IntakeRow(
          line: lines.line, result: .failure(RejectedIntake(problems: [problem])), warnings: [],
          rawRow: rawRow)
      }
    }
    return nil
  }

  /// The line in one quoted column.
  public var rejectsLayout: RejectsLayout { .quoted }
}
