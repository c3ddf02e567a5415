/// Rows that are written plainly, found many at a time: the places of their fields.
///
/// Their fields stand in the buffer one behind the other, each followed by one separator or line
/// end, so that a field ends one byte before the next one begins. The carriage return of a line end
/// of two bytes still stands at the end of the last field of its row.
public struct PlainRows {
  /// A row that starts farther from the first one waits for the next time.
  static let window = 1 << 18
  /// After so few rows at once the next ones are read one by one, for a while.
  static let fewest = 4
  static let pause = 16

  /// Where each field starts, row by row, and behind them where the next row does.
  fileprivate(set) var starts: [UInt32] = []
  /// Where each row starts, the one behind the last included.
  fileprivate(set) var rowStarts: [UInt32] = []
  /// How many rows are to be read one by one before many are looked for again.
  var rest = 0

  /// Holds no rows yet.
  public init() {}

  /// Whether it is time to look for many rows at once; counts the row that is read otherwise.
  mutating func isDue() -> Bool {
    rest -= rest > 0 ? 1 : 0
    return rest == 0
  }

  /// Makes room for all that a window can hold.
  mutating func prepare() {
    guard starts.isEmpty else { return }
    starts = [UInt32](repeating: 0, count: Self.window + Block.size + 2)
    rowStarts = starts
  }
}

extension PlainRows {
  /// What a scan has found.
  struct Found {
    var fields = 0
    var rows = 0
    var isBeyondASCII = false
    /// Whether a byte ended the scan that no plain row has.
    var isStopped = false
  }

  /// Finds the ends of fields and rows, up to the first byte that no plain row has.
  /// - Parameters:
  ///   - buffer: the bytes.
  ///   - range: where to look, in whole blocks.
  ///   - separator: what stands between fields.
  /// - Returns: how much of it is plain.
  mutating func scan(_ buffer: [UInt8], _ range: Range<Int>, separator: UInt8) -> Found {
    prepare()
    let bytes = buffer.span
    // Read only below, in blocks that end within the range.
    let raw = unsafe bytes.bytes
    let separators = SIMD16<UInt8>(repeating: separator)
    // Taken out for the loop: spans of two members of one value exclude each other.
    var (fieldPlaces, rowPlaces) = (self.starts, self.rowStarts)
    (self.starts, self.rowStarts) = ([], [])
    defer { (self.starts, self.rowStarts) = (fieldPlaces, rowPlaces) }
    var starts = fieldPlaces.mutableSpan
    var rowStarts = rowPlaces.mutableSpan
    starts[0] = UInt32(range.lowerBound)
    rowStarts[0] = UInt32(range.lowerBound)
    var found = Found()
    var seen = SIMD16<UInt8>.zero
    var at = range.lowerBound
    while at &+ Block.size <= range.upperBound {
      var block = Block(raw, at: at, separator: separators)
      seen |= block.seen
      if block.stops != 0 {
        let before = (1 as UInt64) &<< UInt64(block.stops.trailingZeroBitCount) &- 1
        block.ends &= before
        block.lineEnds &= before
      }
      let first = UInt32(truncatingIfNeeded: at &+ 1)
      found.fields = Self.write(block.ends, first, &starts, found.fields)
      found.rows = Self.write(block.lineEnds, first, &rowStarts, found.rows)
      if block.stops != 0 {
        found.isStopped = true
        break
      }
      at &+= Block.size
    }
    found.isBeyondASCII = Block.isBeyondASCII(seen)
    return found
  }

  /// Writes the place behind each byte of a block that is marked.
  ///
  /// The room is for as many as the window has bytes, and for a block more.
  @inline(__always)
  private static func write(
    _ marks: UInt64, _ first: UInt32, _ places: inout MutableSpan<UInt32>, _ count: Int
  ) -> Int {
    var (rest, next) = (marks, count)
    while rest != 0 {
      next &+= 1
      let offset = UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      unsafe places[unchecked: next] = first &+ offset
      rest &= rest &- 1
    }
    return next
  }
}
