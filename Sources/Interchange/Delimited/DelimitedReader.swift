/// Reads delimited text (RFC 4180) row by row in constant memory.
///
/// Fields are separated by comma, semicolon or tab, quoted where need be; LF and CRLF end a line,
/// a byte order mark is passed over, blank lines are too. Every row is checked to be UTF-8 without
/// NUL. The reader stands on one row at a time: ``advance()`` goes to the next, and the fields are
/// views into the buffer, not texts of their own.
public struct DelimitedReader {
  /// The rules that this file is read by.
  public let options: DelimitedOptions
  /// The separator, given or seen in the header line.
  public internal(set) var separator = Separator.comma
  /// The column names of the header line, without blanks around them.
  public private(set) var header: [String] = []
  /// The line on which the present row begins, counted from 1.
  public internal(set) var line = 0
  /// How many fields the present row has; not always as many as the header.
  public internal(set) var fieldCount = 0
  /// What is wrong with the present row, nil for a sound one.
  public internal(set) var rowProblem: RowProblem?

  /// The header line as it stands in the input, without the columns of a rejects file.
  private(set) var headerRow: [UInt8] = []
  let source: ByteSource
  var buffer: [UInt8] = []
  var rowStart = 0
  var rowEnd = 0
  var nextStart = 0
  var nextLine = 1
  /// For every field its end within the row times four, plus ``FieldMark`` flags.
  var marks: [Int]
  var ended = false

  /// Reads the header line.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - options: how the file is read.
  /// - Throws: ``DelimitedReadError``, or what the source throws.
  public init(source: @escaping ByteSource, options: DelimitedOptions = DelimitedOptions()) throws {
    self.source = source
    self.options = options
    marks = [Int](repeating: 0, count: options.maximumColumns)
    try skipPreamble()
    separator = try options.separator ?? .detected(in: firstLine())
    guard try advance() else { throw DelimitedReadError.noHeader }
    if rowProblem != nil || fieldCount > options.maximumColumns {
      throw DelimitedReadError.tooManyColumns(limit: options.maximumColumns)
    }
    header = (0..<fieldCount).map { string($0) }
    headerRow = Array(ownRow)
    marks = [Int](repeating: 0, count: header.count)
  }

  /// Goes to the next row that is not blank.
  /// - Returns: false after the last row.
  /// - Throws: ``DelimitedReadError``, or what the source throws.
  public mutating func advance() throws -> Bool {
    repeat {
      guard try scanRow() else { return false }
    } while rowEnd == rowStart
    rowProblem = rowProblem ?? raggedProblem
    return true
  }

  private var raggedProblem: RowProblem? {
    header.isEmpty || fieldCount == header.count
      ? nil : .ragged(found: fieldCount, expected: header.count)
  }

  /// The present row as it stands in the input, without its line end.
  public var rawRow: ArraySlice<UInt8> { buffer[rowStart..<rowEnd] }

  /// The present row without the columns that a rejects file puts before it.
  var ownRow: ArraySlice<UInt8> {
    let count = RejectsLayout.columns.count
    guard header.starts(with: RejectsLayout.columns), fieldCount > count, marks.count > count
    else { return rawRow }
    return buffer[(rowStart + marks[count - 1] >> 2 + 1)..<rowEnd]
  }

  /// One field of the present row, quotes undone and formula guard taken off.
  ///
  /// Keep it no longer than the row: a slice that lives on makes the reader copy its buffer.
  /// - Parameter column: counted from 0.
  /// - Returns: the bytes; none for a column that the row does not have.
  public func bytes(_ column: Int) -> ArraySlice<UInt8> {
    guard column >= 0, column < min(fieldCount, marks.count) else { return [] }
    let mark = marks[column]
    var low = rowStart + (column == 0 ? 0 : marks[column - 1] >> 2 + 1)
    var high = rowStart + mark >> 2
    if mark & FieldMark.quoted != 0 {
      low += 1
      high = max(low, high - 1)
    }
    var field = buffer[low..<high]
    if mark & FieldMark.escaped != 0 { field = Self.unescaped(field) }
    return options.stripsFormulaGuard ? FormulaGuard.stripped(field) : field
  }

  /// One field of the present row as a text, without blanks around it.
  /// - Parameter column: counted from 0.
  /// - Returns: the text; empty for a column that the row does not have.
  public func string(_ column: Int) -> String {
    String(decoding: bytes(column).trimmed, as: UTF8.self)
  }

  private static func unescaped(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(field.count)
    var skip = false
    for byte in field {
      if byte == ASCII.quote, !skip {
        skip = true
        continue
      }
      skip = false
      result.append(byte)
    }
    return result[...]
  }
}

/// How a field is written, kept in the two low bits of its mark.
enum FieldMark {
  static let quoted = 1
  static let escaped = 2
}
