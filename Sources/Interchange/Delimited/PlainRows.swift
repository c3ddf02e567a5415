/// Rows that are written plainly, found many at a time: the places of their fields.
///
/// Their fields stand in the buffer one behind the other, each followed by one separator or line
/// end, so that a field ends one byte before the next one begins. The carriage return of a line end
/// of two bytes still stands at the end of the last field of its row.
public struct PlainRows {
  /// A row that starts farther from the first one waits for the next time.
  static let window = 1 << 14
  /// So many bytes stand behind the last field, for who looks at many at once.
  static let margin = 32
  /// After so few rows at once the next ones are read one by one, for a while.
  static let fewest = 4
  static let pause = 16
  /// A block seldom has more fields than this.
  private static let usualMarks = 10
  /// A byte can count four line ends of so many blocks.
  private static let blocksOfSum = 63

  /// Where each field starts, row by row, and behind them where the next row does.
  fileprivate(set) var starts: [UInt32] = []
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
    starts = [UInt32](repeating: 0, count: Self.window + Block.size + Self.usualMarks)
  }
}

extension PlainRows {
  /// What a scan has found.
  struct Found {
    var fields = 0
    /// The line ends among the ends of fields; not counted up to a byte that ended the scan.
    var lineEnds = 0
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
    var starts = self.starts.mutableSpan
    starts[0] = UInt32(range.lowerBound)
    var found = Found()
    var seen = SIMD16<UInt8>.zero
    var lineEnds = SIMD16<UInt8>.zero
    var sinceSum = 0
    var at = range.lowerBound
    while at &+ Block.size <= range.upperBound {
      var block = Block(raw, at: at, separator: separators)
      seen |= block.seen
      if block.stops != 0 {
        found.isStopped = true
        block.ends &= (1 as UInt64) &<< UInt64(block.stops.trailingZeroBitCount) &- 1
      }
      let first = UInt32(truncatingIfNeeded: at &+ 1)
      found.fields = Self.write(block.ends, first, &starts, found.fields)
      if found.isStopped { break }
      lineEnds &-= block.lineEnds
      sinceSum &+= 1
      if sinceSum == Self.blocksOfSum {
        found.lineEnds &+= Self.sum(lineEnds)
        (lineEnds, sinceSum) = (.zero, 0)
      }
      at &+= Block.size
    }
    found.lineEnds &+= Self.sum(lineEnds)
    found.isBeyondASCII = Block.isBeyondASCII(seen)
    return found
  }

  private static func sum(_ bytes: SIMD16<UInt8>) -> Int {
    bytes.indices.reduce(0) { $0 + Int(bytes[$1]) }
  }

  /// Writes the place behind each byte of a block that is marked.
  ///
  /// The usual number is written at once, needed or not, which is quicker than to ask after each.
  /// There is room for as many as the window has bytes, and for a block more.
  @inline(__always)
  private static func write(
    _ marks: UInt64, _ first: UInt32, _ places: inout MutableSpan<UInt32>, _ count: Int
  ) -> Int {
    let all = marks.nonzeroBitCount
    var rest = marks
    for next in 1...usualMarks {
      let offset = UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      unsafe places[unchecked: count &+ next] = first &+ offset
      rest &= rest &- 1
    }
    var next = count &+ usualMarks
    while rest != 0 {
      next &+= 1
      let offset = UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
      unsafe places[unchecked: next] = first &+ offset
      rest &= rest &- 1
    }
    return count &+ all
  }
}
