/// A table of columns of equal length, each name once.
public struct Table: Sendable {
  /// The columns in the order of the table's head.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int

  /// Makes a table of columns.
  /// - Parameter columns: the columns in the order of the table's head.
  /// - Throws: ``TableError`` when a name occurs twice or the columns differ in length.
  public init(columns: [Column]) throws(TableError) {
    let rows = columns.first?.rowCount ?? 0
    var names: Set<String> = []
    for column in columns {
      guard names.insert(column.name).inserted else { throw .duplicateColumn(column.name) }
      guard column.rowCount == rows else {
        throw .unequalColumns(column: column.name, found: column.rowCount, expected: rows)
      }
    }
    self.columns = columns
    rowCount = rows
  }

  /// The column of a name.
  /// - Parameter name: a name in the table's head.
  /// - Returns: the column, or nil when the table has none of this name.
  public func column(named name: String) -> Column? {
    columns.first { $0.name == name }
  }
}
