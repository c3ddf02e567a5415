/// Finds the codes of a column's values by their first, second and last eight bytes.
///
/// For nearly all values these are the whole: a look-up is one line of the cache and one comparison,
/// where the dictionary needs three arrays. No value holds NUL, so that zeros behind a short one tell
/// nothing. What the index does not know the dictionary decides; that is also left to it for values
/// that a file writes otherwise than they read, so that what is found here stands for itself.
struct ValueIndex: Sendable {
  /// The most values that are indexed: the entries of more do not stay in the second cache.
  private static let mostValues = 1 << 13
  /// The longest value that its three words tell from all others.
  private static let longest = 24

  private struct Entry: Sendable {
    var words = Words()
    var code: UInt32 = 0
  }

  /// What tells a value from others.
  fileprivate struct Words: Sendable {
    var first: UInt64 = 0
    /// How the second differs from the first; zero up to sixteen bytes.
    var second: UInt64 = 0
    /// How the last differs from the first; zero up to eight bytes.
    var last: UInt64 = 0
    /// No value has the first one's.
    var length = UInt32.max

    @inline(__always)
    func isEqual(_ other: Words) -> Bool {
      (first ^ other.first) | (second ^ other.second) | (last ^ other.last)
        | UInt64(length ^ other.length) == 0
    }
  }

  /// Open addressing; the length is a power of two and four times the number of values or more.
  private var entries = [Entry](repeating: Entry(), count: 1 << 6)
  private var shift: UInt64 = 64 - 6
  private var count = 0

  /// The code of a value, which is added to the dictionary when it is new.
  mutating func code(of value: Span<UInt8>, in values: inout ValueDictionary) -> UInt32 {
    guard value.isPlain else { return values.code(adding: value) }
    let words = Words(value)
    var place = place(words)
    while entries[place].words.length != .max {
      let known = entries[place]
      if known.words.isEqual(words) {
        if value.count <= Self.longest || values.holds(value, known.code) { return known.code }
        // Two long values that differ in between: the second is left to the dictionary.
        return values.code(adding: value)
      }
      place = (place + 1) & (entries.count - 1)
    }
    let code = values.code(adding: value)
    if count < Self.mostValues {
      entries[place] = Entry(words: words, code: code)
      count += 1
      if count * 4 > entries.count { grow() }
    }
    return code
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 4)
    shift -= 2
    for entry in old where entry.words.length != .max {
      var place = place(entry.words)
      while entries[place].words.length != .max { place = (place + 1) & (entries.count - 1) }
      entries[place] = entry
    }
  }

  @inline(__always)
  private func place(_ words: Words) -> Int {
    let mixed = words.first ^ (words.last &<< 1) ^ UInt64(words.length)
    return Int(truncatingIfNeeded: (mixed &* 0x9e37_79b9_7f4a_7c15) &>> shift)
  }
}

extension ValueIndex.Words {
  /// The words of a value.
  fileprivate init(_ value: Span<UInt8>) {
    var padded = (0..<value.count).map { value[$0] }
    padded += [UInt8](repeating: 0, count: 8)
    // Bytes have no padding: their raw form is sound.
    unsafe self.init(padded.span.bytes, 0..<value.count)
  }

  /// The words of a value that stands among other bytes, with eight or more behind it.
  @inline(__always)
  fileprivate init(_ raw: RawSpan, _ range: Range<Int>) {
    let count = range.count
    let low = range.lowerBound
    // Lengths come in no order: what is no branch cannot be guessed wrongly. A word that a value does
    // not reach is the first one again, and nothing but zeros is different in it.
    let beyondOne = (8 &- count) &>> (Int.bitWidth - 1)
    let beyondTwo = (16 &- count) &>> (Int.bitWidth - 1)
    let excess = (count &- 8) & beyondOne
    // The offsets lie within the value or up to eight bytes behind where it begins.
    let head = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: low, as: UInt64.self)
    let next = unsafe raw.unsafeLoadUnaligned(
      fromUncheckedByteOffset: low &+ (8 & beyondTwo), as: UInt64.self)
    let tail = unsafe raw.unsafeLoadUnaligned(
      fromUncheckedByteOffset: low &+ excess, as: UInt64.self)
    // Twice half the way, because a word cannot be moved by all of its bits.
    let half = UInt64(truncatingIfNeeded: (8 &- (count &- excess)) &* 4)
    first = UInt64(littleEndian: head) & ((UInt64.max &>> half) &>> half)
    second = next ^ head
    last = tail ^ head
    length = UInt32(truncatingIfNeeded: count)
  }
}

extension ValueIndex {
  /// Looks up the cells of one column, row by row.
  /// - Parameters:
  ///   - bytes: the buffer, with eight bytes or more behind the last cell.
  ///   - starts: where each cell of all columns starts, row by row.
  ///   - rows: which rows to look up.
  ///   - cells: which of the cells are those of the column.
  ///   - values: the dictionary of the column.
  ///   - codes: takes the code of each row.
  /// - Returns: the row whose cell is not known or reads otherwise than it stands; the number of rows
  ///   where there is none.
  func find(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ rows: Range<Int>, _ cells: CellPlaces,
    _ values: ValueDictionary, into codes: inout [UInt32]
  ) -> Int {
    var codes = codes.mutableSpan
    let entries = self.entries.span
    let mask = entries.count &- 1
    // Cells lie within the bytes, with eight more behind them; a table of a million rows has many.
    let raw = unsafe bytes.bytes
    for row in rows {
      let range = cells.range(row, bytes, starts)
      let words = Words(raw, range)
      var place = place(words)
      var known = unsafe entries[unchecked: place]
      while !known.words.isEqual(words) {
        if known.words.length == .max { return row }
        place = (place &+ 1) & mask
        known = unsafe entries[unchecked: place]
      }
      if words.length > Self.longest, !values.holds(bytes.extracting(range), known.code) {
        return row
      }
      unsafe codes[unchecked: row] = known.code
    }
    return rows.upperBound
  }
}

extension Span<UInt8> {
  /// Whether a cell reads as it stands: without blanks at its ends or an apostrophe before it.
  var isPlain: Bool {
    guard count > 0 else { return true }
    return self[0] != 0x20 && self[0] != 0x27 && self[count - 1] != 0x20
  }
}
