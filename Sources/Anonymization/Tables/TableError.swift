/// What is wrong with the rows or columns given for a table.
public enum TableError: Error, Equatable, CustomStringConvertible {
  /// A name occurs twice in the head.
  case duplicateColumn(String)
  /// A column has another number of rows than the first one.
  case unequalColumns(column: String, found: Int, expected: Int)
  /// A row has another number of cells than the head.
  case raggedRow(record: Int, found: Int, expected: Int)
  /// A code stands for no value.
  case unknownCode(column: String, record: Int)

  /// The sentence shown to people.
  public var description: String {
    switch self {
    case .duplicateColumn(let name):
      "column '\(name)' occurs twice in the head of the table; give each column its own name"
    case .unequalColumns(let column, let found, let expected):
      "column '\(column)' has \(found) rows but the first column has \(expected); "
        + "give every column one value for each row"
    case .raggedRow(let record, let found, let expected):
      "record \(record) has \(found) cells but the head names \(expected) columns; "
        + "complete the record or quote the separator inside its cells"
    case .unknownCode(let column, let record):
      "the code of record \(record) in column '\(column)' stands for no value; "
        + "add the value to the column's dictionary first"
    }
  }
}
