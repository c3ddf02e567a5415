extension DelimitedReader {
  /// Hands over the next rows at once, as many as the buffer holds in a row that are written plainly.
  ///
  /// Plain is a row without quotes that has as many fields as the header and neither error nor
  /// peculiarity: what ``advance()`` would read without anything to tell. The reader goes behind
  /// these rows and stands on none; whatever follows them is for ``advance()``.
  /// - Parameters:
  ///   - rows: room for the places of the fields, used again each time.
  ///   - body: takes the line of the first row, the number of rows, the bytes of the buffer and where
  ///     each field starts in them, row by row: each ends one byte before the next one starts, the
  ///     last of a row perhaps with a carriage return. Behind the fields stand 32 bytes more.
  /// - Returns: whether there were such rows.
  public mutating func takePlainRows(
    _ rows: inout PlainRows,
    _ body: (_ line: Int, _ count: Int, _ bytes: Span<UInt8>, _ starts: Span<UInt32>) -> Void
  ) -> Bool {
    // A single column may be blank, which skips the row.
    guard rows.isDue(), header.count > 1 else { return false }
    let end = min(
      buffer.count - PlainRows.margin, nextStart + PlainRows.window, Int(UInt32.max / 2))
    guard nextStart + Block.size <= end else { return false }
    let found = rows.scan(buffer, nextStart..<end, separator: separator.rawValue)
    let count = soundRows(rows, found)
    if count < PlainRows.fewest, found.isStopped || (count + 1) * header.count <= found.fields {
      rows.rest = PlainRows.pause
    }
    guard count > 0 else { return false }
    let fields = count * header.count
    body(nextLine, count, buffer.span, rows.starts.span.extracting(first: fields + 1))
    nextStart = Int(rows.starts[fields])
    nextLine += count
    // No row is present: the reader stands between two.
    (rowStart, rowEnd, fieldCount, rowProblem) = (nextStart, nextStart, 0, nil)
    return true
  }

  /// How many rows have nothing to tell of.
  private func soundRows(_ rows: PlainRows, _ found: PlainRows.Found) -> Int {
    let width = header.count
    let starts = rows.starts.span
    let bytes = buffer.span
    let longest = UInt32(min(options.maximumFieldLength, options.maximumRowLength, 1 << 30))
    func isLineEnd(_ field: Int) -> Bool { bytes[Int(starts[field + 1]) - 1] == ASCII.lineFeed }
    func sound(checkingWithin: Bool) -> Int {
      var count = 0
      while (count + 1) * width <= found.fields {
        let (first, last) = (count * width, (count + 1) * width - 1)
        guard isLineEnd(last), starts[last + 1] - starts[first] <= longest,
          !checkingWithin || !(first..<last).contains(where: isLineEnd)
        else { break }
        count += 1
      }
      return count
    }
    // When every row found ends in a line end and there are no more of those, none is within a row. A
    // row too long further on could make up for one within, so that all have to end so.
    var count = sound(checkingWithin: false)
    if found.isStopped || found.lineEnds != count || count != found.fields / width {
      count = sound(checkingWithin: true)
    }
    guard found.isBeyondASCII, count > 0 else { return count }
    let range = Int(starts[0])..<Int(starts[count * width])
    guard let invalid = UTF8Check.firstInvalid(in: buffer[range]) else { return count }
    return (0..<count).first { Int(starts[($0 + 1) * width]) > invalid } ?? 0
  }

  /// One cell of rows that were handed over, formula guard and blanks around it taken off.
  ///
  /// Of use for the few that begin with a blank or an apostrophe, or end with a blank.
  /// - Parameters:
  ///   - cell: the bytes as they stand in the file.
  ///   - options: how the file is read.
  /// - Returns: the bytes as they read.
  public static func text(ofPlain cell: Span<UInt8>, options: DelimitedOptions) -> [UInt8] {
    var bytes = (0..<cell.count).map { cell[$0] }[...]
    if options.stripsFormulaGuard { bytes = FormulaGuard.stripped(bytes) }
    while bytes.first == ASCII.space { bytes.removeFirst() }
    while bytes.last == ASCII.space { bytes.removeLast() }
    return Array(bytes)
  }
}
