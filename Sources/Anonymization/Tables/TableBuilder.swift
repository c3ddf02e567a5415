/// Builds a column value by value.
public struct ColumnBuilder: Sendable {
  private let name: String
  private var values = ValueDictionary()
  private var codes: [UInt32] = []
  private var recent = RecentValues()

  /// Starts a column.
  /// - Parameter name: the name in the table's head.
  public init(name: String) {
    self.name = name
  }

  /// The number of rows so far.
  public var rowCount: Int { codes.count }

  /// Adds the value of the next row.
  /// - Parameter value: its bytes.
  public mutating func append(_ value: Span<UInt8>) {
    codes.append(recent.code(of: value, in: &values))
  }

  /// Makes room for rows to come.
  /// - Parameter rows: the number of rows in all.
  public mutating func reserve(_ rows: Int) {
    codes.reserveCapacity(rows)
  }

  /// Ends the column.
  /// - Returns: the column of all values added.
  public func build() -> Column {
    Column(checkedName: name, values: values, codes: codes)
  }
}

/// Builds a table cell by cell or row by row.
public struct TableBuilder: Sendable {
  private var columns: [ColumnBuilder]

  /// Starts a table.
  /// - Parameter names: the names in its head.
  public init(names: [String]) {
    columns = names.map(ColumnBuilder.init(name:))
  }

  /// The number of columns.
  public var columnCount: Int { columns.count }

  /// Adds the next value of one column; a row is complete when each column has had its value.
  /// - Parameters:
  ///   - value: the value's bytes.
  ///   - column: the position of the column in the head.
  public mutating func append(_ value: Span<UInt8>, column: Int) {
    columns[column].append(value)
  }

  /// Adds a row, the value of every column at once.
  /// - Parameters:
  ///   - row: the bytes of the row.
  ///   - fields: for each column where its value stands in the row.
  public mutating func append(row: Span<UInt8>, fields: [Range<Int>]) {
    var columns = columns.mutableSpan
    for column in columns.indices { columns[column].append(row.extracting(fields[column])) }
  }

  /// Adds a row of text.
  /// - Parameter row: one value for each column.
  /// - Throws: ``TableError/raggedRow(record:found:expected:)`` when the number of cells differs.
  public mutating func append(row: [String]) throws(TableError) {
    guard row.count == columns.count else {
      let record = (columns.first?.rowCount ?? 0) + 1
      throw .raggedRow(record: record, found: row.count, expected: columns.count)
    }
    for (column, cell) in row.enumerated() {
      let bytes = Array(cell.utf8)
      columns[column].append(bytes.span)
    }
  }

  /// Ends the table.
  /// - Returns: the table of all rows added.
  /// - Throws: ``TableError`` when a name occurs twice or a last row is incomplete.
  public func build() throws(TableError) -> Table {
    try Table(columns: columns.map { $0.build() })
  }
}
