/// Why a delimited file is malformed as a whole.
public enum DelimitedReadError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing stands in the file, not even a header.
  case noHeader
  /// A gzip or ZIP file, a spreadsheet's own format among them.
  case compressed
  /// Bytes that are not UTF-8.
  case invalidUTF8(line: Int)
  /// A NUL character.
  case nulCharacter(line: Int)
  /// A quoted field is never closed: the file is cut off or a quote is missing.
  case unterminatedQuote(openedOnLine: Int)
  /// A field longer than the limit.
  case fieldTooLong(line: Int, limit: Int)
  /// A row longer than the limit.
  case rowTooLong(line: Int, limit: Int)
  /// More columns than the limit.
  case tooManyColumns(limit: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .noHeader:
      "the file is empty; begin it with a line that names the columns"
    case .compressed:
      "the file is compressed or a spreadsheet; unpack it or save it as CSV, and read '-' after gzip -dc"
    case .invalidUTF8(let line):
      "line \(line) is not UTF-8; save the file as UTF-8 and read it again"
    case .nulCharacter(let line):
      "line \(line) holds a NUL character, which no text has; export the file again as UTF-8 text"
    case .unterminatedQuote(let line):
      "the quote opened on line \(line) is never closed; the file is cut off or a quote is missing"
    case .fieldTooLong(let line, let limit):
      "line \(line) holds a field longer than \(limit) bytes; look for a missing quote before it"
    case .rowTooLong(let line, let limit):
      "the row on line \(line) is longer than \(limit) bytes; look for missing line ends"
    case .tooManyColumns(let limit):
      "the header names more than \(limit) columns; look for missing line ends"
    }
  }

  /// The line that is to blame, where one is.
  public var line: Int? {
    switch self {
    case .noHeader, .compressed, .tooManyColumns: nil
    case .invalidUTF8(let line), .nulCharacter(let line), .unterminatedQuote(let line): line
    case .fieldTooLong(let line, _), .rowTooLong(let line, _): line
    }
  }
}
