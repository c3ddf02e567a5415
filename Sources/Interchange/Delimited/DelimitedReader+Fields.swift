extension DelimitedReader {
  /// Hands some fields of the present row over, without a slice for each.
  ///
  /// A slice keeps the buffer alive, which costs more than reading a short field. As with
  /// ``bytes(_:)`` quotes are undone and formula guards taken off.
  /// - Parameters:
  ///   - columns: the columns, counted from 0.
  ///   - body: takes the position among `columns` and the bytes, none for a column that the row does
  ///     not have.
  public func forEachField(of columns: [Int], _ body: (Int, Span<UInt8>) -> Void) {
    let row = buffer.span
    let marks = marks.span
    let count = min(fieldCount, marks.count)
    for (index, column) in columns.enumerated() {
      if column >= 0, column < count, marks[column] & FieldMark.both == 0 {
        let low = rowStart + (column == 0 ? 0 : marks[column - 1] >> 2 + 1)
        let high = rowStart + marks[column] >> 2
        let isGuarded = low < high && row[low] == ASCII.apostrophe && options.stripsFormulaGuard
        if !isGuarded {
          body(index, row.extracting(low..<high))
          continue
        }
      }
      let field = bytes(column)
      body(index, field.span)
    }
  }
}

extension FieldMark {
  /// Either of the marks.
  fileprivate static let both = quoted | escaped
}
