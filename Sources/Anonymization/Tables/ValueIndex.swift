/// Finds the codes of a column's values by their first and their last eight bytes.
///
/// For nearly all values these are the whole: a look-up is one line of the cache and one comparison,
/// where the dictionary needs three arrays. No value holds NUL, so that zeros behind a short one tell
/// nothing. What the index does not know the dictionary decides.
struct ValueIndex: Sendable {
  /// The most values that are indexed: the entries of more do not stay in the second cache.
  private static let mostValues = 1 << 14

  private struct Entry: Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// The length of the value; no value has the first one's.
    var length = UInt32.max
    var code: UInt32 = 0
  }

  /// Open addressing; the length is a power of two.
  private var entries = [Entry](repeating: Entry(), count: 1 << 6)
  private var shift: UInt64 = 64 - 6
  private var count = 0

  /// The code of a value, which is added to the dictionary when it is new.
  mutating func code(of value: Span<UInt8>, in values: inout ValueDictionary) -> UInt32 {
    let (first, last) = Self.words(value)
    return code(of: value, first, last, in: &values)
  }

  private mutating func code(
    of value: Span<UInt8>, _ first: UInt64, _ last: UInt64, in values: inout ValueDictionary
  ) -> UInt32 {
    let length = UInt32(truncatingIfNeeded: value.count)
    var place = place(first, last, length)
    while entries[place].length != .max {
      let known = entries[place]
      if known.first == first, known.last == last, known.length == length {
        if length <= 16 || values.holds(value, known.code) { return known.code }
        // Two long values that differ in between: the second is left to the dictionary.
        return values.code(adding: value)
      }
      place = (place + 1) & (entries.count - 1)
    }
    let code = values.code(adding: value)
    if count < Self.mostValues {
      entries[place] = Entry(first: first, last: last, length: length, code: code)
      count += 1
      if count * 2 > entries.count { grow() }
    }
    return code
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 4)
    shift -= 2
    for entry in old where entry.length != .max {
      var place = place(entry.first, entry.last, entry.length)
      while entries[place].length != .max { place = (place + 1) & (entries.count - 1) }
      entries[place] = entry
    }
  }

  @inline(__always)
  private func place(_ first: UInt64, _ last: UInt64, _ length: UInt32) -> Int {
    let mixed = (first ^ (last &<< 1) ^ UInt64(length)) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  /// The first and the last eight bytes, those of a shorter value with zeros behind.
  private static func words(_ value: Span<UInt8>) -> (first: UInt64, last: UInt64) {
    let count = value.count
    if count >= 8 {
      // The offsets are compared with the length above.
      let bytes = unsafe value.bytes
      let first = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)
      let last = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: count - 8, as: UInt64.self)
      return (UInt64(littleEndian: first), count == 8 ? 0 : UInt64(littleEndian: last))
    }
    var first: UInt64 = 0
    for index in value.indices { first |= UInt64(value[index]) << UInt64(index * 8) }
    return (first, 0)
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
      let length = range.count
      let word = unsafe UInt64(
        littleEndian: raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: range.lowerBound, as: UInt64.self))
      let isShort = length < 8
      let first = word & (isShort ? (1 as UInt64) &<< UInt64(length &* 8) &- 1 : .max)
      let tail = unsafe UInt64(
        littleEndian: raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: length > 8 ? range.upperBound &- 8 : range.lowerBound,
          as: UInt64.self))
      let last = length > 8 ? tail : 0
      let ending = unsafe raw.unsafeLoadUnaligned(
        fromUncheckedByteOffset: range.upperBound &- (length > 0 ? 1 : 0), as: UInt8.self)
      let opening = UInt8(truncatingIfNeeded: first)
      if opening == 0x20 || opening == 0x27 || (ending == 0x20 && length > 0) { return row }
      let size = UInt32(truncatingIfNeeded: length)
      var place = place(first, last, size)
      while true {
        let known = unsafe entries[unchecked: place]
        if known.first == first && known.last == last && known.length == size {
          if length > 16, !values.holds(bytes.extracting(range), known.code) { return row }
          unsafe codes[unchecked: row] = known.code
          break
        }
        if known.length == .max { return row }
        place = (place &+ 1) & mask
      }
    }
    return rows.upperBound
  }
}
