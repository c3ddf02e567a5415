/// Every distinct predicate of many rules, as bits: one look-up a row and column answers up to
/// sixty-four of them at once.
///
/// A predicate is settled once for each distinct value of its column, never once a row. Its answers
/// become one bit (or two, where it can be unknown) of a word that the table of the column holds for
/// each code; the words of sixty-four rows, turned over, are the bit planes that the rules combine.
struct PredicateBank: Sendable {
  /// Where the answers of a predicate stand: planes of bits.
  struct Leaf: Hashable, Sendable {
    /// The plane of the rows for which it holds.
    var holds: Int32
    /// The plane of the rows for which it does not hold, or -1 where that is every other row.
    var fails: Int32
  }

  /// One column's share of a word.
  struct Source: Sendable {
    /// The column.
    let column: Int
    /// For each code the bits.
    var table: [UInt64]
  }

  /// Sixty-four planes and where they come from.
  struct Word: Sendable {
    var sources: [Source] = []
    var used = 0
  }

  private(set) var words: [Word] = []

  /// The number of planes.
  var planes: Int { words.count * 64 }

  /// Adds a predicate.
  /// - Parameters:
  ///   - column: the column it asks about.
  ///   - codes: the codes that occur.
  ///   - truths: for each of these codes what it says.
  /// - Returns: where its answers will stand.
  mutating func insert(column: Int, codes: [Int], truths: [Truth]) -> Leaf {
    let isSettled = !truths.contains(.unknown)
    let place = reserve(isSettled ? 1 : 2, column, bound: (codes.max() ?? 0) + 1)
    let holds = UInt64(1) << UInt64(place.bit)
    for (code, truth) in zip(codes, truths) {
      switch truth {
      case .isTrue: words[place.word].sources[place.source].table[code] |= holds
      case .isFalse:
        if !isSettled { words[place.word].sources[place.source].table[code] |= holds << 1 }
      case .unknown: break
      }
    }
    let plane = Int32(place.word * 64 + place.bit)
    return Leaf(holds: plane, fails: isSettled ? -1 : plane + 1)
  }

  /// Finds room for some bits, first where the column is looked up already.
  private mutating func reserve(
    _ bits: Int, _ column: Int, bound: Int
  ) -> (word: Int, source: Int, bit: Int) {
    let fitting = words.indices.filter { words[$0].used + bits <= 64 }
    let known = fitting.first { place in words[place].sources.contains { $0.column == column } }
    let word: Int
    if let found = known ?? fitting.first {
      word = found
    } else {
      words.append(Word())
      word = words.count - 1
    }
    let bit = words[word].used
    words[word].used += bits
    if let source = words[word].sources.firstIndex(where: { $0.column == column }) {
      return (word, source, bit)
    }
    words[word].sources.append(
      Source(column: column, table: Array(repeating: 0, count: bound)))
    return (word, words[word].sources.count - 1, bit)
  }

  /// Answers every predicate for up to sixty-four rows.
  /// - Parameters:
  ///   - columns: the columns, as they were numbered.
  ///   - rows: the rows, at most sixty-four.
  ///   - lanes: sixty-four words of scratch memory.
  ///   - deliver: receives each plane's number and its word.
  func answer(
    _ columns: [ColumnCodes], rows: Range<Int>, lanes: inout [UInt64],
    deliver: (_ plane: Int, _ bits: UInt64) -> Void
  ) {
    for (place, word) in words.enumerated() {
      var span = lanes.mutableSpan
      span.update(repeating: 0)
      for source in word.sources {
        switch columns[source.column] {
        case .bytes(let codes): Self.gather(codes.span, source.table.span, rows, &span)
        case .places(let codes): Self.gather(codes.span, source.table.span, rows, &span)
        }
      }
      BitMatrix.transpose(&span)
      for bit in 0..<word.used { deliver(place &* 64 &+ bit, span[bit]) }
    }
  }

  @inline(__always)
  private static func gather(
    _ codes: Span<some FixedWidthInteger & UnsignedInteger>, _ table: Span<UInt64>,
    _ rows: Range<Int>, _ lanes: inout MutableSpan<UInt64>
  ) {
    for row in rows {
      lanes[row &- rows.lowerBound] |= table[Int(truncatingIfNeeded: codes[row])]
    }
  }
}
