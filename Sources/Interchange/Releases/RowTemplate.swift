/// How a row of a format is put together: pieces that are the same everywhere, and one piece for
/// each value of a column.
///
/// All pieces are made before the first row, so that a row is a handful of copies.
struct RowTemplate: Sendable {
  enum Part: Sendable {
    /// The piece of this number.
    case fixed(Int)
    /// Of so many pieces from a number on, the one that the code of the row in the column says.
    case column(Int, first: Int, count: Int)
    /// From here on a list: this piece stands before its first element, a comma between others.
    case open(Int)
    /// The end of the list: this piece, where it had an element.
    case close(Int)
  }

  /// Bytes that are copied, with the pseudonym at some places among them.
  struct Piece: Sendable {
    let start: Int
    let end: Int
    /// Its places within ``RowTemplate/places``.
    let places: Range<Int>

    var isEmpty: Bool { start == end && places.isEmpty }

    func length(pseudonym: Int) -> Int { end - start + places.count * pseudonym }
  }

  private(set) var parts: [Part] = []
  private(set) var columns: [[UInt32]] = []
  private(set) var pieces: [Piece] = []
  private(set) var bytes: [UInt8] = []
  private(set) var places: [Int] = []

  /// The same in every row.
  mutating func fixed(_ piece: ReleaseFragment) {
    parts.append(.fixed(add(piece)))
  }

  /// One piece for each value; what is unknown or suppressed gives `absent`.
  mutating func column(
    _ column: ReleaseTable.Column?, absent: ReleaseFragment = "",
    _ piece: (String) -> ReleaseFragment
  ) {
    guard let column else { return }
    self.column(
      column.codes,
      column.labels.map { Self.isKnown($0) ? piece($0) : absent })
  }

  /// Whether a label says something: what is unknown or suppressed does not.
  static func isKnown(_ label: String) -> Bool {
    !label.isEmpty && label != ReleaseTable.suppressed
  }

  /// The piece that a code stands for.
  mutating func column(_ codes: [UInt32], _ pieces: [ReleaseFragment]) {
    let first = self.pieces.count
    for piece in pieces { _ = add(piece) }
    columns.append(codes)
    parts.append(.column(columns.count - 1, first: first, count: pieces.count))
  }

  /// A list of what the columns in it give, left out where they give nothing.
  mutating func list(
    _ open: ReleaseFragment, _ close: ReleaseFragment, _ elements: (inout RowTemplate) -> Void
  ) {
    parts.append(.open(add(open)))
    elements(&self)
    parts.append(.close(add(close)))
  }

  private mutating func add(_ piece: ReleaseFragment) -> Int {
    let start = bytes.count
    bytes += piece.bytes
    pieces.append(
      Piece(
        start: start, end: bytes.count,
        places: places.count..<(places.count + piece.places.count)))
    places += piece.places.map { $0 + start }
    return pieces.count - 1
  }

  /// The bytes that a row has at most.
  func longestRow(pseudonym: Int) -> Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .fixed(let piece), .open(let piece), .close(let piece):
        sum + pieces[piece].length(pseudonym: pseudonym)
      case .column(_, let first, let count):
        // The comma of a list comes on top.
        sum + 1
          + pieces[first..<(first + count)].reduce(0) { max($0, $1.length(pseudonym: pseudonym)) }
      }
    }
  }
}
