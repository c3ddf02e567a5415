/// Builds a table cell by cell or row by row.
public struct TableBuilder: Sendable {
  /// Before so many rows it is not known which columns have few values.
  private static let leastSample = 64

  private var columns: [ColumnBuilder]
  /// Columns whose cells are looked up together; where rows are numbered these hold all columns.
  private var groups: [CellGroup] = []
  /// Where rows are numbered, their numbers; the columns then have a value a number.
  private var rows: RowWords?
  /// How many rows are to come, until columns are grouped.
  private var expected: Int?

  /// Starts a table.
  /// - Parameter names: the names in its head.
  public init(names: [String]) {
    columns = names.map(ColumnBuilder.init(name:))
  }

  /// The number of rows that are complete, if all values so far came row by row.
  public var rowCount: Int {
    let values = columns.last?.rowCount ?? 0
    return rows.map { $0.numberOfRow.count + values - $0.count } ?? values
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

  /// Adds many rows that stand in a buffer as a delimited file has them.
  /// - Parameters:
  ///   - bytes: the buffer, with 32 bytes or more behind the last cell.
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
    precondition(starts.isEmpty || Int(starts[starts.count - 1]) + 31 <= bytes.count)
    group(places, width: width)
    for place in groups.indices {
      groups[place].number(bytes, starts, &columns, peculiar: peculiar)
    }
    let count = starts.count / width
    if rows != nil {
      appendNumbered(count)
    } else {
      var isGrouped = [Bool](repeating: false, count: columns.count)
      for group in groups {
        for (column, codes) in zip(group.columns, group.codes) {
          columns[column].append(group.numbers[..<count], from: codes)
          isGrouped[column] = true
        }
      }
      for column in columns.indices where !isGrouped[column] {
        let cells = CellPlaces(width: width, column: places[column])
        columns[column].append(bytes, starts, cells, peculiar: peculiar)
      }
    }
    if groups.contains(where: \.isFutile) {
      ungroupRows()
      groups.removeAll { $0.isFutile || $0.columns.count == 1 }
    }
  }

  /// Makes room for rows to come.
  /// - Parameter rows: the number of rows in all.
  public mutating func reserve(_ rows: Int) {
    expected = rows
    for column in columns.indices where rows < RowWords.leastRows { columns[column].reserve(rows) }
  }

  /// Adds a row of text.
  /// - Parameter row: one value for each column.
  /// - Throws: ``TableError/raggedRow(record:found:expected:)`` when the number of cells differs.
  public mutating func append(row: [String]) throws(TableError) {
    guard row.count == columns.count else {
      throw .raggedRow(record: rowCount + 1, found: row.count, expected: columns.count)
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
    guard var rows else { return try Table(columns: columns.map { $0.build() }) }
    if let column = columns.first(where: { $0.rowCount != columns[0].rowCount }) {
      throw .unequalColumns(
        column: column.name, found: column.rowCount, expected: columns[0].rowCount)
    }
    rows.numberAlone(upTo: columns[0].rowCount)
    let numbers = RowNumbers(rows.numberOfRow, count: rows.count)
    return try Table(columns: columns.map { $0.build(rows: numbers) })
  }
}

extension TableBuilder {
  /// Groups the columns once their first values and the number of rows are known.
  private mutating func group(_ places: [Int], width: Int) {
    guard let expected, let values = columns.first?.rowCount, values >= Self.leastSample else {
      return
    }
    self.expected = nil
    groups = CellGroup.groups(of: columns, places: places, width: width)
    if expected >= RowWords.leastRows, groups.count <= RowWords.mostGroups {
      var rows = RowWords()
      rows.reserve(expected)
      self.rows = rows
    } else {
      groups.removeAll { $0.columns.count == 1 }
      for column in columns.indices { columns[column].reserve(expected) }
    }
  }

  /// Adds rows that the groups have numbered, of those that have been met before their numbers alone.
  private mutating func appendNumbered(_ count: Int) {
    guard var rows = exchange(&self.rows, with: nil) else { return }
    rows.numberAlone(upTo: columns[0].rowCount)
    let new = rows.number(groups, rows: count)
    for group in groups {
      let numbers = new.map { group.numbers[$0] }
      for (column, codes) in zip(group.columns, group.codes) {
        columns[column].append(numbers[...], from: codes)
      }
    }
    self.rows = rows
    if rows.isFutile {
      ungroupRows()
      groups.removeAll { $0.columns.count == 1 }
    }
  }

  /// Gives each row values of its own, where it has had a number.
  private mutating func ungroupRows() {
    guard var rows = exchange(&self.rows, with: nil) else { return }
    rows.numberAlone(upTo: columns[0].rowCount)
    for column in columns.indices {
      columns[column].spread(over: rows.numberOfRow)
    }
  }
}
