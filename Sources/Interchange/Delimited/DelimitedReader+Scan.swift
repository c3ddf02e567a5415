extension DelimitedReader {
  /// Scans one row, blank or not; false at the end of the input.
  mutating func scanRow() throws -> Bool {
    rowStart = nextStart
    line = nextLine
    var scan = RowScan()
    while true {
      let known = min(scan.fields, marks.count)
      let found = Self.scanBuffered(
        buffer, from: rowStart, separator: separator.rawValue, marks: &marks, &scan)
      try checkLengths(scan, from: known)
      if found { break }
      if ended {
        guard scan.mode != .quoted else {
          throw DelimitedReadError.unterminatedQuote(openedOnLine: line + scan.linesBeforeQuote)
        }
        guard scan.position > 0 else { return false }
        finishLastRow(&scan)
        try checkLengths(scan, from: known)
        break
      }
      try refill()
    }
    rowEnd = rowStart + scan.end
    nextStart = rowStart + scan.next
    nextLine = line + scan.innerLines + 1
    fieldCount = scan.fields
    rowProblem = scan.strayColumn.map { .strayQuote(column: $0) }
    try checkText(scan)
    return true
  }

  /// Drops what has been read and takes the next bytes behind the rest.
  mutating func refill() throws {
    if rowStart > 0 {
      buffer.removeSubrange(..<rowStart)
      rowStart = 0
    }
    ended = try !source(&buffer)
  }

  /// Marks fields up to the end of the row or of the buffer, a word of eight bytes at a time.
  ///
  /// A byte of a word is found by the carry-free zero-byte test of Warren, "Hacker's Delight",
  /// 2nd edition, section 6-1.
  private static func scanBuffered(
    _ buffer: [UInt8], from start: Int, separator separatorByte: UInt8, marks store: inout [Int],
    _ scan: inout RowScan
  ) -> Bool {
    let count = buffer.count - start
    let separators = UInt64(separatorByte) &* Word.ones
    let bytes = buffer.span
    // Read only below, within bounds that are compared first.
    let raw = unsafe bytes.bytes
    var marks = store.mutableSpan
    var state = scan
    defer { scan = state }
    while state.position < count {
      if state.mode == .plain {
        state.passPlainWords(raw, from: start, count: count, separators, &marks)
        if state.position >= count { return false }
      }
      let width = min(8, count - state.position)
      var word: UInt64 = 0
      if width == 8 {
        word = Word.load(raw, at: start + state.position)
      } else {
        word = Word.spaces << UInt64(width * 8)
        for offset in 0..<width {
          word |= UInt64(bytes[start + state.position + offset]) << UInt64(offset * 8)
        }
      }
      state.seen |= word
      state.nul |= (word &- Word.ones) & ~word & Word.highs
      var hits =
        Word.zeros(word ^ separators) | Word.zeros(word ^ Word.lineFeeds)
        | Word.zeros(word ^ Word.quotes)
      while hits != 0 {
        let at = state.position + hits.trailingZeroBitCount >> 3
        hits &= hits &- 1
        let byte = bytes[start + at]
        if byte == ASCII.quote {
          state.meetQuote(at: at)
          continue
        }
        if state.mode == .quoted {
          if byte == ASCII.lineFeed { state.innerLines += 1 }
          continue
        }
        let returns =
          byte == ASCII.lineFeed && at > 0 && bytes[start + at - 1] == ASCII.carriageReturn
        let end = returns ? at - 1 : at
        if state.mode == .closing, end != state.quoteAt + 1 {
          state.strayColumn = state.strayColumn ?? state.fields + 1
        }
        if state.fields < marks.count { marks[state.fields] = end << 2 | state.flags }
        state.endField(next: at + 1)
        if byte == separatorByte { continue }
        state.end = end
        state.next = at + 1
        return true
      }
      state.position += width
    }
    return false
  }

  /// Ends the last row of a file that has no line end behind it.
  private mutating func finishLastRow(_ scan: inout RowScan) {
    var end = scan.position
    if end > 0, buffer[rowStart + end - 1] == ASCII.carriageReturn { end -= 1 }
    if scan.mode == .closing, end != scan.quoteAt + 1 {
      scan.strayColumn = scan.strayColumn ?? scan.fields + 1
    }
    end = max(end, scan.fieldStart)
    if scan.fields < marks.count { marks[scan.fields] = end << 2 | scan.flags }
    scan.endField(next: scan.position)
    scan.end = end
    scan.next = scan.position
  }

  /// Refuses rows and fields that are too long; an open quote is blamed before anything else.
  private func checkLengths(_ scan: RowScan, from first: Int) throws(DelimitedReadError) {
    let length = max(scan.position, scan.end)
    let overlong = length > options.maximumRowLength
    if overlong, scan.mode == .quoted {
      throw .unterminatedQuote(openedOnLine: line + scan.linesBeforeQuote)
    }
    if overlong, scan.next == 0 || scan.end > options.maximumRowLength {
      throw .rowTooLong(line: line, limit: options.maximumRowLength)
    }
    guard length > options.maximumFieldLength else { return }
    var start = first == 0 ? 0 : marks[first - 1] >> 2 + 1
    for column in stride(from: first, to: min(scan.fields, marks.count), by: 1) {
      let end = marks[column] >> 2
      let quotes = marks[column] & FieldMark.quoted == 0 ? 0 : 2
      if end - start - quotes > options.maximumFieldLength {
        throw .fieldTooLong(line: line, limit: options.maximumFieldLength)
      }
      start = end + 1
    }
  }

  /// Refuses text that is no UTF-8 or holds NUL; looked at closely only where a word hinted at it.
  private func checkText(_ scan: RowScan) throws(DelimitedReadError) {
    func lineNumber(of index: Int) -> Int {
      line + buffer[rowStart..<index].reduce(0) { $0 + ($1 == ASCII.lineFeed ? 1 : 0) }
    }
    if scan.nul != 0, let place = rawRow.firstIndex(of: ASCII.nul) {
      throw .nulCharacter(line: lineNumber(of: place))
    }
    if scan.seen & Word.highs != 0, let place = UTF8Check.firstInvalid(in: rawRow) {
      throw .invalidUTF8(line: lineNumber(of: place))
    }
  }
}
