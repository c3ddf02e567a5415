/// How a delimited file is read.
public struct DelimitedOptions: Sendable {
  /// The separator; nil to see it from the header line.
  public var separator: Separator?
  /// Whether lines that begin with `#` before the header are passed over (cBioPortal, VCF).
  public var skipsLeadingComments: Bool
  /// Whether the apostrophe before a formula character is taken off again.
  public var stripsFormulaGuard: Bool
  /// The longest field accepted, in bytes.
  public var maximumFieldLength: Int
  /// The longest row accepted, in bytes.
  public var maximumRowLength: Int
  /// The largest number of columns accepted.
  public var maximumColumns: Int

  /// The usual rules: separator from the header, guards taken off, 64 KiB a field, 1 MiB a row.
  /// - Parameters:
  ///   - separator: the separator; nil to see it from the header line.
  ///   - skipsLeadingComments: whether `#` lines before the header are passed over.
  ///   - stripsFormulaGuard: whether the apostrophe before a formula character is taken off.
  ///   - maximumFieldLength: the longest field accepted.
  ///   - maximumRowLength: the longest row accepted.
  ///   - maximumColumns: the largest number of columns accepted.
  public init(
    separator: Separator? = nil, skipsLeadingComments: Bool = false,
    stripsFormulaGuard: Bool = true, maximumFieldLength: Int = 65_536,
    maximumRowLength: Int = 1_048_576, maximumColumns: Int = 16_384
  ) {
    self.separator = separator
    self.skipsLeadingComments = skipsLeadingComments
    self.stripsFormulaGuard = stripsFormulaGuard
    self.maximumFieldLength = maximumFieldLength
    self.maximumRowLength = maximumRowLength
    self.maximumColumns = maximumColumns
  }
}

/// What is wrong with one row while the rows after it can still be read.
public enum RowProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The row has more or fewer fields than the header.
  case ragged(found: Int, expected: Int)
  /// A quote stands inside of an unquoted field or before the end of a quoted one.
  case strayQuote(column: Int)

  /// The sentence shown for it.
  public var description: String { "\(problem); \(fix)" }

  /// What is wrong.
  public var problem: String {
    switch self {
    case .ragged(let found, let expected):
      "the row has \(found) fields and the header \(expected)"
    case .strayQuote(let column):
      "a quote stands inside of field \(column)"
    }
  }

  /// What to do about it.
  public var fix: String {
    switch self {
    case .ragged:
      "put a field that holds the separator into quotes, and leave empty fields empty"
    case .strayQuote:
      "put the whole field into quotes and write a quote in it twice"
    }
  }
}
