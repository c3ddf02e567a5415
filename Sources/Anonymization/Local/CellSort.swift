/// Sorts rows by cells that are small numbers, the last column first, each by stable counting sorts.
enum CellSort {
  /// The bits that one pass sorts by: its counts stay in the first cache.
  private static let digit: UInt32 = 11
  private static let mask: UInt32 = 1 << digit - 1

  /// The order of some rows.
  /// - Parameters:
  ///   - columns: for each column the cell of every row; the first one counts most.
  ///   - count: the number of rows.
  /// - Returns: the rows, those of equal cells in the order in which they came.
  static func order(_ columns: [[UInt32]], count: Int) -> [UInt32] {
    var rows = Array(0..<UInt32(count))
    var sorted = rows
    for column in columns.reversed() {
      var rest = column.max() ?? 0
      var shift: UInt32 = 0
      while rest > 0 {
        var places = [UInt32](repeating: 0, count: Int(min(rest, mask)) + 2)
        for cell in column { places[Int(cell >> shift & mask) + 1] += 1 }
        for cell in 1..<places.count { places[cell] += places[cell - 1] }
        for row in rows {
          let cell = Int(column[Int(row)] >> shift & mask)
          sorted[Int(places[cell])] = row
          places[cell] += 1
        }
        swap(&rows, &sorted)
        rest >>= digit
        shift += digit
      }
    }
    return rows
  }
}
