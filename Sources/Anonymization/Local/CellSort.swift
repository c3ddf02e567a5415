/// Sorts rows by cells that are small numbers, the last column first, each by a stable counting sort.
enum CellSort {
  /// The order of some rows.
  /// - Parameters:
  ///   - columns: for each column the cell of every row; the first one counts most.
  ///   - count: the number of rows.
  /// - Returns: the rows, those of equal cells in the order in which they came.
  static func order(_ columns: [[UInt32]], count: Int) -> [UInt32] {
    var rows = Array(0..<UInt32(count))
    var sorted = rows
    for column in columns.reversed() {
      guard let highest = column.max(), highest > 0 else { continue }
      var places = [UInt32](repeating: 0, count: Int(highest) + 2)
      for cell in column { places[Int(cell) + 1] += 1 }
      for cell in 1..<places.count { places[cell] += places[cell - 1] }
      for row in rows {
        let cell = Int(column[Int(row)])
        sorted[Int(places[cell])] = row
        places[cell] += 1
      }
      swap(&rows, &sorted)
    }
    return rows
  }
}
