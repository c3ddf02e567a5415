/// How a row of a format is put together: pieces that are the same everywhere, and one piece for
/// each value of a column.
///
/// All pieces are made before the first row, so that a row is a handful of copies.
struct RowTemplate: Sendable {
  private enum Part: Sendable {
    /// The piece of this number.
    case fixed(Int)
    /// The piece that begins at this number, plus the code of the member.
    case column([UInt32], first: Int)
    /// From here on a list: this piece stands before its first element, a comma between others.
    case open(Int)
    /// The end of the list: this piece, where it had an element.
    case close(Int)
  }

  private enum ListState {
    case outside, waiting(Int), filled
  }

  private var parts: [Part] = []
  private var bytes: [UInt8] = []
  private var starts = [0]
  private var places: [Int] = []
  private var placeStarts = [0]

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
    let first = starts.count - 1
    for label in column.labels {
      _ = add(label.isEmpty || label == ReleaseTable.suppressed ? absent : piece(label))
    }
    parts.append(.column(column.codes, first: first))
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
    bytes += piece.bytes
    starts.append(bytes.count)
    places += piece.places
    placeStarts.append(places.count)
    return starts.count - 2
  }

  /// Appends the row of a member.
  func write(member: Int, pseudonym: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
    var state = ListState.outside
    for part in parts {
      switch part {
      case .fixed(let piece): append(piece, pseudonym, to: &buffer)
      case .column(let codes, let first):
        let piece = first + Int(codes[member])
        guard starts[piece] < starts[piece + 1] else { continue }
        switch state {
        case .outside: break
        case .waiting(let open):
          append(open, pseudonym, to: &buffer)
          state = .filled
        case .filled: buffer.append(ASCII.comma)
        }
        append(piece, pseudonym, to: &buffer)
      case .open(let piece): state = .waiting(piece)
      case .close(let piece):
        if case .filled = state { append(piece, pseudonym, to: &buffer) }
        state = .outside
      }
    }
  }

  @inline(__always)
  private func append(_ piece: Int, _ pseudonym: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
    var start = starts[piece]
    for index in placeStarts[piece]..<placeStarts[piece + 1] {
      let place = starts[piece] + places[index]
      buffer.append(contentsOf: bytes[start..<place])
      buffer.append(contentsOf: pseudonym)
      start = place
    }
    buffer.append(contentsOf: bytes[start..<starts[piece + 1]])
  }
}
