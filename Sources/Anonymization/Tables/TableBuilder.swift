/// Builds a column value by value.
public struct ColumnBuilder: Sendable {
  private let name: String
  private var values = ValueDictionary()
  private var codes: [UInt32] = []
  private var index = ValueIndex()
  /// The codes of many rows at once.
  private var found: [UInt32] = []

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
    codes.append(index.code(of: value, in: &values))
  }

  /// Adds the values of many rows.
  /// - Parameters:
  ///   - bytes: the buffer, with eight bytes or more behind the last cell.
  ///   - starts: where each cell of all columns starts, row by row.
  ///   - cells: which of the cells are those of the column.
  ///   - peculiar: how a cell reads that begins with a blank or an apostrophe or ends with a blank.
  mutating func append(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ cells: CellPlaces,
    peculiar: (Span<UInt8>) -> [UInt8]
  ) {
    let rows = starts.count / cells.width
    if found.count < rows { found = [UInt32](repeating: 0, count: rows) }
    var row = 0
    while true {
      row = index.find(bytes, starts, row..<rows, cells, values, into: &found)
      guard row < rows else { break }
      let cell = bytes.extracting(cells.range(row, bytes, starts))
      if cell.isPlain {
        found[row] = index.code(of: cell, in: &values)
      } else {
        let text = peculiar(cell)
        found[row] = index.code(of: text.span, in: &values)
      }
      row += 1
    }
    codes.append(contentsOf: found[..<rows])
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

  /// The number of rows that are complete, if all values so far came row by row.
  public var rowCount: Int { columns.last?.rowCount ?? 0 }

  /// The number of columns.
  public var columnCount: Int { columns.count }

  /// Adds the next value of one column; a row is complete when each column has had its value.
  /// - Parameters:
  ///   - value: the value's bytes.
  ///   - column: the position of the column in the head.
  public mutating func append(_ value: Span<UInt8>, column: Int) {
    columns[column].append(value)
  }

  /// Adds many rows that stand in a buffer as a delimited file has them.
  /// - Parameters:
  ///   - bytes: the buffer, with eight bytes or more behind the last cell.
  ///   - starts: where each cell starts, row by row, and behind them where the next row does; each
  ///     ends one byte before the next one starts, the last of a row perhaps with a carriage return.
  ///   - width: the number of cells of a row.
  ///   - places: for each column of this table its place among them.
  ///   - peculiar: how a cell reads that begins with a blank or an apostrophe or ends with a blank; it
  ///     stands for itself where it does not.
  public mutating func append(
    _ bytes: Span<UInt8>, starts: Span<UInt32>, width: Int, places: [Int],
    peculiar: (Span<UInt8>) -> [UInt8]
  ) {
    precondition(starts.isEmpty || Int(starts[starts.count - 1]) + 7 <= bytes.count)
    var columns = columns.mutableSpan
    for column in columns.indices {
      let cells = CellPlaces(width: width, column: places[column])
      columns[column].append(bytes, starts, cells, peculiar: peculiar)
    }
  }

  /// Makes room for rows to come.
  /// - Parameter rows: the number of rows in all.
  public mutating func reserve(_ rows: Int) {
    for column in columns.indices { columns[column].reserve(rows) }
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
