/// Builds a column value by value.
public struct ColumnBuilder: Sendable {
  let name: String
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

  /// The code of one cell of many rows, whose value is added where it is new; the row is not.
  mutating func code(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ row: Int, _ cells: CellPlaces,
    peculiar: (Span<UInt8>) -> [UInt8]
  ) -> UInt32 {
    if found.count <= row { found = [UInt32](repeating: 0, count: row + 1) }
    let unknown = index.find(bytes, starts, row..<(row + 1), cells, values, into: &found)
    guard unknown == row else { return found[row] }
    let cell = bytes.extracting(cells.range(row, bytes, starts))
    guard !cell.isPlain else { return index.code(of: cell, in: &values) }
    let text = peculiar(cell)
    return index.code(of: text.span, in: &values)
  }

  /// Adds rows whose codes stand in a table.
  /// - Parameters:
  ///   - numbers: for each row its place in the table.
  ///   - codes: the table.
  mutating func append(_ numbers: ArraySlice<UInt32>, from codes: [UInt32]) {
    if found.count < numbers.count { found = [UInt32](repeating: 0, count: numbers.count) }
    var found = found.mutableSpan
    let (codes, places) = (codes.span, numbers.span)
    for row in places.indices { unsafe found[unchecked: row] = codes[Int(places[unchecked: row])] }
    self.codes.append(contentsOf: self.found[..<numbers.count])
  }

  /// The number of different values.
  var valueCount: Int { values.count }

  /// How many bytes a value has on the average.
  var meanLength: Int {
    let lengths = (0..<UInt32(values.count)).reduce(0) { $0 + values.utf8($1).count }
    return lengths / max(1, values.count)
  }

  /// Makes room for rows to come.
  /// - Parameter rows: the number of rows in all.
  public mutating func reserve(_ rows: Int) {
    codes.reserveCapacity(rows)
  }

  /// Gives each row the code that has stood for its number so far.
  mutating func spread(over numbers: [UInt32]) {
    var spread: [UInt32] = []
    spread.reserveCapacity(numbers.capacity)
    spread.append(contentsOf: codes.gathered(numbers))
    codes = spread
  }

  /// Ends the column.
  /// - Returns: the column of all values added.
  public func build() -> Column { build(rows: nil) }

  /// Ends a column whose values are those of the rows' numbers.
  func build(rows: RowNumbers?) -> Column {
    Column(checkedName: name, values: values, codes: codes, rows: rows)
  }
}
