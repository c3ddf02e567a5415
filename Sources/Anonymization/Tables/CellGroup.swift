/// Neighbouring columns of few values, whose cells are looked up together.
struct CellGroup: Sendable {
  /// So many different combinations are held; a group of more is of no use.
  static let mostNumbers = 1 << 12
  /// The most that the values met so far may combine to, for columns to be joined.
  private static let mostCombinations = 1 << 9
  /// How long the values may be on the average.
  private static let meanLength = 26
  /// A group is given up when after so many rows more than one of eight had to be read cell by cell.
  private static let trial = 1 << 12

  /// The columns, by their position in the table.
  let columns: Range<Int>
  private let cells: [CellPlaces]
  private var index = JointIndex()
  /// For each column the code of each number.
  private(set) var codes: [[UInt32]]
  /// The numbers of overlong texts by what they stand for; each other text has a number of its own.
  private var numberOfCodes: [[UInt32]: UInt32] = [:]
  /// The numbers of many rows at once.
  private(set) var numbers: [UInt32] = []
  private var rows = 0
  private var missed = 0

  /// - Parameters:
  ///   - columns: the columns, by their position in the table.
  ///   - places: the place in the file of each.
  ///   - width: the number of cells of a row.
  init(_ columns: Range<Int>, places: ArraySlice<Int>, width: Int) {
    self.columns = columns
    cells = places.map { CellPlaces(width: width, column: $0) }
    codes = columns.map { _ in [] }
  }

  /// Whether to look its cells up one by one is quicker.
  var isFutile: Bool {
    codes[0].count >= Self.mostNumbers || rows >= Self.trial && missed * 8 > rows
  }

  /// Joins neighbouring columns as far as their values are few and short.
  /// - Parameters:
  ///   - columns: the columns with the values of the first rows.
  ///   - places: the place in the file of each.
  ///   - width: the number of cells of a row.
  /// - Returns: groups of one column or more, which hold all of them.
  static func groups(
    of columns: [ColumnBuilder], places: [Int], width: Int
  ) -> [CellGroup] {
    var runs: [Range<Int>] = []
    var (combinations, length) = (1, 0)
    for (column, builder) in columns.enumerated() {
      let (values, size) = (max(1, builder.valueCount), builder.meanLength + 1)
      if let last = runs.last, places[column] == places[column - 1] + 1,
        combinations * values <= mostCombinations, length + size <= meanLength
      {
        runs[runs.count - 1] = last.lowerBound..<(column + 1)
        combinations *= values
        length += size
      } else {
        runs.append(column..<(column + 1))
        (combinations, length) = (values, size)
      }
    }
    return runs.map { CellGroup($0, places: places[$0], width: width) }
  }

  /// Finds the number of each row of a buffer.
  /// - Parameters:
  ///   - bytes: the buffer, with 32 bytes or more behind the last cell.
  ///   - starts: where each cell of all columns starts, row by row.
  ///   - builders: all columns, which learn the values that are new.
  ///   - peculiar: how a cell reads that begins with a blank or an apostrophe or ends with a blank.
  mutating func number(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ builders: inout [ColumnBuilder],
    peculiar: (Span<UInt8>) -> [UInt8]
  ) {
    let count = starts.count / cells[0].width
    if numbers.count < count { numbers = [UInt32](repeating: 0, count: count) }
    let ends = (first: cells[0], last: cells[cells.count - 1])
    var row = 0
    while true {
      row = index.find(bytes, starts, row..<count, ends, into: &numbers)
      guard row < count else { break }
      let found = zip(columns, cells).map { column, cells in
        builders[column].code(bytes, starts, row, cells, peculiar: peculiar)
      }
      numbers[row] = number(of: found, isIndexed: index.add(bytes, starts, row, ends, nextNumber))
      missed += 1
      row += 1
    }
    rows += count
  }

  private var nextNumber: UInt32 { UInt32(truncatingIfNeeded: codes[0].count) }

  /// The number of a text that was not found.
  private mutating func number(of found: [UInt32], isIndexed: Bool) -> UInt32 {
    if !isIndexed, let known = numberOfCodes[found] { return known }
    let number = nextNumber
    if !isIndexed { numberOfCodes[found] = number }
    for (place, code) in found.enumerated() { codes[place].append(code) }
    return number
  }
}
