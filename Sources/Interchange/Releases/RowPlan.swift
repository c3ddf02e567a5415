/// The rows of a table as pieces to be copied: few for a row, each as long as can be.
///
/// Neighbouring parts of a row that occur together in few ways become one piece for each way, so that
/// twenty markers of which most are unknown are one copy. A piece holds the pseudonym's places in it.
struct RowPlan {
  /// Bytes to copy.
  struct Piece {
    let start: Int
    let count: Int
    /// Which of ``places`` are the pseudonym's in it, counted from its start.
    let places: Range<Int>
    /// 1 where a list is under way behind it that has an element, else 0.
    let state: Int
  }

  /// For each copy that a row is made of and each row which of its pieces that is; empty where all
  /// rows have the same.
  private(set) var codes: [[UInt32]] = []
  /// For each copy its piece of code 0 behind a list without elements; that behind one with elements
  /// comes next, and then those of the other codes.
  private(set) var firsts: [Int] = []
  private(set) var pieces: [Piece] = []
  private(set) var bytes: [UInt8] = []
  private(set) var places: [Int] = []
  /// The bytes that a row has at most.
  private(set) var longest = 0

  private let template: RowTemplate
  private let pseudonymLength: Int

  /// Plans the rows of a table.
  /// - Parameters:
  ///   - template: how a row is put together.
  ///   - rowCount: the number of rows.
  ///   - pseudonymLength: length of each pseudonym.
  init(_ template: RowTemplate, rowCount: Int, pseudonymLength: Int) {
    self.template = template
    self.pseudonymLength = pseudonymLength
    var group = PartGroup(from: 0, rowCount: rowCount)
    for (number, part) in template.parts.enumerated() {
      if group.take(part, of: template) { continue }
      add(group)
      group = PartGroup(from: number, rowCount: rowCount)
      _ = group.take(part, of: template)
    }
    add(group)
  }

  private mutating func add(_ group: PartGroup) {
    let first = pieces.count
    codes.append(group.codes)
    firsts.append(first)
    // The piece that opens the list in which the group begins, if it begins in one.
    var open: Int?
    for part in template.parts[..<group.parts.lowerBound] {
      switch part {
      case .open(let piece): open = piece
      case .close: open = nil
      case .fixed, .column: break
      }
    }
    for way in group.ways {
      add(group.parts, way, open: open, isFilled: false)
      if open != nil {
        add(group.parts, way, open: open, isFilled: true)
      } else {
        pieces.append(pieces[pieces.count - 1])
      }
    }
    longest += pieces[first...].reduce(0) { max($0, $1.count) }
  }

  /// Puts a piece together.
  /// - Parameters:
  ///   - parts: which parts of the row it stands for.
  ///   - way: the code in each of their columns.
  ///   - open: what opens the list in which it begins; nil outside of lists.
  ///   - isFilled: whether that list has an element already.
  private mutating func add(_ parts: Range<Int>, _ way: [UInt32], open: Int?, isFilled: Bool) {
    let (start, firstPlace) = (bytes.count, places.count)
    var (open, isFilled, column) = (open, isFilled, 0)
    for part in template.parts[parts] {
      switch part {
      case .fixed(let piece): append(piece, from: start)
      case .column(_, let first, _):
        let piece = first + Int(way[column])
        column += 1
        guard !template.pieces[piece].isEmpty else { continue }
        if let open {
          if isFilled { bytes.append(ASCII.comma) } else { append(open, from: start) }
          isFilled = true
        }
        append(piece, from: start)
      case .open(let piece): (open, isFilled) = (piece, false)
      case .close(let piece):
        if isFilled { append(piece, from: start) }
        (open, isFilled) = (nil, false)
      }
    }
    pieces.append(
      Piece(
        start: start, count: bytes.count - start, places: firstPlace..<places.count,
        state: isFilled ? 1 : 0))
  }

  private mutating func append(_ number: Int, from start: Int) {
    let piece = template.pieces[number]
    var next = piece.start
    for place in template.places[piece.places] {
      bytes += template.bytes[next..<place]
      places.append(bytes.count - start)
      bytes += repeatElement(0, count: pseudonymLength)
      next = place
    }
    bytes += template.bytes[next..<piece.end]
  }
}

/// Neighbouring parts of a row, and the ways in which they occur together.
struct PartGroup {
  /// Ways that a group has at most, and the bytes of all: its pieces stay in the nearer caches.
  private static let mostWays = 1 << 12
  private static let mostBytes = 1 << 20
  /// Pairs of a way and a further value are numbered in a table of all pairs up to this many.
  private static let mostPairs = 1 << 20

  /// Which parts.
  private(set) var parts: Range<Int>
  /// For each row its way; empty where there is one alone.
  private(set) var codes: [UInt32] = []
  /// The code in each column, way by way.
  private(set) var ways: [[UInt32]] = [[]]
  private var lengths = [0]
  private let rowCount: Int

  init(from part: Int, rowCount: Int) {
    parts = part..<part
    self.rowCount = rowCount
  }

  /// Takes the next part in.
  /// - Returns: false where the group would become too large: it stays as it was.
  mutating func take(_ part: RowTemplate.Part, of template: RowTemplate) -> Bool {
    switch part {
    case .fixed(let piece), .open(let piece), .close(let piece):
      let length = template.pieces[piece].length(pseudonym: 0)
      guard parts.isEmpty || (lengths.max() ?? 0) + length <= Self.mostBytes / ways.count
      else { return false }
      for way in lengths.indices { lengths[way] += length }
    case .column(let column, let first, let count):
      let pieces = (first..<(first + count)).map { template.pieces[$0].length(pseudonym: 0) }
      guard take(template.columns[column], pieces) else { return false }
    }
    parts = parts.lowerBound..<(parts.upperBound + 1)
    return true
  }

  private mutating func take(_ column: [UInt32], _ pieces: [Int]) -> Bool {
    guard !codes.isEmpty || ways[0].count > 0 else {
      precondition(column.allSatisfy { $0 < pieces.count }, "a code stands for no label")
      codes = column
      ways = pieces.indices.map { [UInt32($0)] }
      lengths = pieces.map { lengths[0] + $0 }
      return true
    }
    let pairs = ways.count * pieces.count
    // Few rows are not worth a large table.
    guard pairs <= min(Self.mostPairs, max(1 << 10, 4 * rowCount)) else { return false }
    precondition(column.count == codes.count, "a column has other rows than the one before it")
    var numbers = [UInt32](repeating: .max, count: pairs)
    var merged = codes
    var (nextWays, nextLengths, bytes) = ([[UInt32]](), [Int](), 0)
    let values = column.span
    var span = merged.mutableSpan
    var known = numbers.mutableSpan
    for row in span.indices {
      // Both are as long as there are rows.
      let (way, value) = unsafe (Int(span[unchecked: row]), Int(values[unchecked: row]))
      let pair = way &* pieces.count &+ value
      if known[pair] == .max {
        bytes += lengths[way] + pieces[value]
        guard nextWays.count < Self.mostWays, bytes <= Self.mostBytes else { return false }
        known[pair] = UInt32(nextWays.count)
        nextWays.append(ways[way] + [UInt32(value)])
        nextLengths.append(lengths[way] + pieces[value])
      }
      unsafe span[unchecked: row] = known[pair]
    }
    (codes, ways, lengths) = (merged, nextWays, nextLengths)
    return true
  }
}
