/// Where the scan of one row stands; all positions count from the start of the row.
struct RowScan {
  enum Mode { case plain, quoted, closing }

  var position = 0
  var fieldStart = 0
  var fields = 0
  var flags = 0
  var mode = Mode.plain
  /// The last quote that may have closed a field.
  var quoteAt = 0
  /// Line ends seen inside of quotes.
  var innerLines = 0
  /// Line ends seen before the quote that is open.
  var linesBeforeQuote = 0
  var strayColumn: Int?
  /// Every word seen, or-ed: tells whether any byte is above ASCII.
  var seen: UInt64 = 0
  /// Not 0 where a NUL may have been seen.
  var nul: UInt64 = 0
  /// Where the row's content ends and where the next row starts, once found.
  var end = 0
  var next = 0
}

extension RowScan {
  /// Passes over whole words that hold neither quote nor line end, outside of quotes: nearly all.
  @inline(__always)
  mutating func passPlainWords(
    _ raw: RawSpan, from start: Int, count: Int, _ separators: UInt64,
    _ marks: inout MutableSpan<Int>
  ) {
    var at = position
    var column = fields
    var opened = fieldStart
    var seen: UInt64 = 0
    var nul: UInt64 = 0
    while at &+ 8 <= count {
      let word = Word.load(raw, at: start &+ at)
      if Word.zeros(word ^ Word.lineFeeds) | Word.zeros(word ^ Word.quotes) != 0 { break }
      seen |= word
      nul |= (word &- Word.ones) & ~word
      var hits = Word.zeros(word ^ separators)
      while hits != 0 {
        let end = at &+ hits.trailingZeroBitCount &>> 3
        hits &= hits &- 1
        if column < marks.count { marks[column] = end << 2 }
        column &+= 1
        opened = end &+ 1
      }
      at &+= 8
    }
    self.seen |= seen
    self.nul |= nul & Word.highs
    position = at
    fields = column
    fieldStart = opened
  }

  /// A quote opens a field, closes it, or stands for itself behind another one.
  @inline(__always)
  mutating func meetQuote(at position: Int) {
    switch mode {
    case .plain:
      if position == fieldStart {
        mode = .quoted
        flags = FieldMark.quoted
        linesBeforeQuote = innerLines
      } else {
        strayColumn = strayColumn ?? fields + 1
      }
    case .quoted:
      mode = .closing
      quoteAt = position
    case .closing:
      if position == quoteAt + 1 {
        mode = .quoted
        flags |= FieldMark.escaped
      } else {
        strayColumn = strayColumn ?? fields + 1
      }
    }
  }

  /// Counts a field and makes ready for the one behind it.
  @inline(__always)
  mutating func endField(next: Int) {
    fields += 1
    fieldStart = next
    flags = 0
    mode = .plain
  }
}

/// Eight bytes at once.
enum Word {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080
  static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  static let spaces: UInt64 = 0x2020_2020_2020_2020
  static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  static let quotes: UInt64 = 0x2222_2222_2222_2222

  /// The eight bytes from an offset on; the caller has compared the offset with the length.
  @inline(__always)
  static func load(_ raw: RawSpan, at offset: Int) -> UInt64 {
    // Reads every byte of every file: the bounds check would be the third part of the loop.
    unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).littleEndian
  }

  /// The high bit of every byte that is zero.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 {
    ~((word & lows &+ lows) | word | lows)
  }
}
