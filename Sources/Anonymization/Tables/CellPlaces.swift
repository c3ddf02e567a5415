/// Where the cells of one column stand in a buffer of rows, as a delimited file has them.
struct CellPlaces: Sendable {
  /// The number of columns in the buffer.
  let width: Int
  /// The place of the column among them.
  let column: Int

  /// Where the cell of a row stands, without the carriage return of the line end.
  /// - Parameters:
  ///   - row: a row that there is.
  ///   - bytes: the buffer.
  ///   - starts: where each cell of all columns starts, row by row; it ends one byte before the next
  ///     one starts.
  /// - Returns: its bytes among those of the buffer.
  @inline(__always)
  func range(_ row: Int, _ bytes: Span<UInt8>, _ starts: Span<UInt32>) -> Range<Int> {
    // One for each cell of the table: who calls has compared the row with the number of rows.
    let place = row &* width &+ column
    let low = unsafe Int(starts[unchecked: place])
    var high = unsafe Int(starts[unchecked: place &+ 1]) &- 1
    if column == width &- 1, high > low, unsafe bytes[unchecked: high &- 1] == 0x0D { high &-= 1 }
    return unsafe Range(uncheckedBounds: (low, high))
  }
}
