/// Finds the number of a few neighbouring cells by their bytes, separators included.
///
/// One look-up instead of one for each cell; what it compares is the whole text. Both stay in the
/// second cache as long as there are no more different texts than ``mostTexts``.
struct JointIndex: Sendable {
  /// Longer texts are not found here.
  static let longest = 32
  /// How many texts are held.
  static let mostTexts = 1 << 11

  private struct Entry: Sendable {
    var words = Words()
    var number: UInt32 = 0
  }

  /// A text, zeros behind its end.
  fileprivate struct Words: Sendable {
    var low = SIMD2<UInt64>.zero
    var high = SIMD2<UInt64>.zero
    /// No text has the first one's.
    var length = UInt32.max

    @inline(__always)
    func isEqual(_ other: Words) -> Bool {
      let difference = (low ^ other.low) | (high ^ other.high)
      return difference.x | difference.y | UInt64(length ^ other.length) == 0
    }
  }

  /// Open addressing; the length is a power of two and four times the number of texts or more, so
  /// that a second place is seldom looked at: that branch is guessed wrongly.
  private var entries = [Entry](repeating: Entry(), count: 1 << 9)
  private var shift: UInt64 = 64 - 9
  private var count = 0

  /// Finds the numbers of cells, row by row.
  /// - Parameters:
  ///   - bytes: the buffer, with 32 bytes or more behind the last cell.
  ///   - starts: where each cell of all columns starts, row by row.
  ///   - rows: which rows to look up.
  ///   - cells: the first and the last of the cells.
  ///   - numbers: takes the number of each row.
  /// - Returns: the row whose text is not known; the end of the rows where there is none.
  func find(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ rows: Range<Int>,
    _ cells: (first: CellPlaces, last: CellPlaces), into numbers: inout [UInt32]
  ) -> Int {
    var numbers = numbers.mutableSpan
    let entries = self.entries.span
    let mask = entries.count &- 1
    // Cells lie within the bytes, with 32 more behind them; a table of a million rows has many.
    let raw = unsafe bytes.bytes
    for row in rows {
      let range = Self.range(row, bytes, starts, cells)
      guard range.count <= Self.longest else { return row }
      let words = Words(raw, range)
      var place = place(words)
      var known = unsafe entries[unchecked: place]
      while !known.words.isEqual(words) {
        if known.words.length == .max { return row }
        place = (place &+ 1) & mask
        known = unsafe entries[unchecked: place]
      }
      unsafe numbers[unchecked: row] = known.number
    }
    return rows.upperBound
  }

  /// The bytes from the first to the last of some cells.
  @inline(__always)
  private static func range(
    _ row: Int, _ bytes: Span<UInt8>, _ starts: Span<UInt32>,
    _ cells: (first: CellPlaces, last: CellPlaces)
  ) -> Range<Int> {
    let low = cells.first.range(row, bytes, starts).lowerBound
    let high = cells.last.range(row, bytes, starts).upperBound
    return unsafe Range(uncheckedBounds: (low, high))
  }

  /// Remembers a text that was not found, where there is room for it and it is short enough.
  /// - Returns: whether it is remembered.
  mutating func add(
    _ bytes: Span<UInt8>, _ starts: Span<UInt32>, _ row: Int,
    _ cells: (first: CellPlaces, last: CellPlaces), _ number: UInt32
  ) -> Bool {
    let range = Self.range(row, bytes, starts, cells)
    guard count < Self.mostTexts, range.count <= Self.longest else { return false }
    count += 1
    if count * 4 > entries.count { grow() }
    insert(Entry(words: unsafe Words(bytes.bytes, range), number: number))
    return true
  }

  private mutating func insert(_ entry: Entry) {
    var place = place(entry.words)
    while entries[place].words.length != .max { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 4)
    shift -= 2
    for entry in old where entry.words.length != .max { insert(entry) }
  }

  @inline(__always)
  private func place(_ words: Words) -> Int {
    let low = words.low &* SIMD2(0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93)
    let high = words.high &* SIMD2(0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9)
    return Int(truncatingIfNeeded: (low.x ^ low.y ^ high.x ^ high.y) &>> shift)
  }
}

extension JointIndex.Words {
  @inline(__always)
  private static var places: SIMD16<UInt8> {
    SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  }

  /// The words of a text of up to 32 bytes that stands among other bytes, with as many behind it.
  @inline(__always)
  fileprivate init(_ raw: RawSpan, _ range: Range<Int>) {
    let length = SIMD16(repeating: UInt8(truncatingIfNeeded: range.count))
    low = Self.bytes(raw, range.lowerBound, Self.places .>= length)
    high = Self.bytes(
      raw, range.lowerBound &+ 16, Self.places &+ SIMD16(repeating: 16) .>= length)
    self.length = UInt32(truncatingIfNeeded: range.count)
  }

  /// Sixteen bytes, zeros where they are not part of the text.
  @inline(__always)
  private static func bytes(
    _ raw: RawSpan, _ offset: Int, _ isBeyond: SIMDMask<SIMD16<Int8>>
  ) -> SIMD2<UInt64> {
    // The offset lies within the text or up to 16 bytes behind where it begins.
    let bytes = unsafe raw.unsafeLoadUnaligned(
      fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
    // Both are sixteen bytes of plain bits.
    return unsafe unsafeBitCast(
      bytes.replacing(with: 0, where: isBeyond), to: SIMD2<UInt64>.self)
  }
}
