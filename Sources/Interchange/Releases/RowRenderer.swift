/// The rows of a file, made block by block.
struct RowRenderer {
  /// Bytes that a block has at most, unless one row has more.
  private static let blockSize = 1 << 20
  /// Rows whose codes are laid side by side at a time, so that they stay in the nearest cache.
  private static let blockRows = 512

  private let template: RowTemplate
  private let table: ReleaseTable
  private let longest: Int
  private var codes: [UInt32] = []
  private var row = 0

  init(_ template: RowTemplate, of table: ReleaseTable) {
    self.template = template
    self.table = table
    longest = max(1, template.longestRow(pseudonym: table.pseudonymLength))
  }

  /// The next rows; nil after the last.
  mutating func next() -> [UInt8]? {
    guard row < table.rowCount else { return nil }
    let count = min(table.rowCount - row, Self.blockRows, max(1, Self.blockSize / longest))
    codes.removeAll(keepingCapacity: true)
    for column in template.columns { codes.append(contentsOf: column[row..<(row + count)]) }
    defer { row += count }
    return unsafe [UInt8](unsafeUninitializedCapacity: count * longest) { buffer, written in
      guard let start = buffer.baseAddress else { return }
      // Safe: the longest row is counted from the pieces that are copied here, and each code is
      // below the number of pieces of its column.
      unsafe template.bytes.withUnsafeBufferPointer { bytes in
        guard let bytes = bytes.baseAddress else { return }
        unsafe table.pseudonyms.withUnsafeBufferPointer { pseudonyms in
          guard let pseudonyms = pseudonyms.baseAddress else { return }
          var output = unsafe RowOutput(
            next: start, bytes: bytes, pseudonym: pseudonyms + row * table.pseudonymLength,
            pseudonymLength: table.pseudonymLength)
          for place in 0..<count {
            unsafe write(place, of: count, to: &output)
            unsafe output.pseudonym += table.pseudonymLength
          }
          written = unsafe output.next - start
        }
      }
    }
  }

  private enum ListState {
    case outside, waiting(Int), filled
  }

  /// Appends the row at a place of the block.
  @unsafe private func write(_ place: Int, of count: Int, to output: inout RowOutput) {
    var state = ListState.outside
    for part in template.parts {
      switch part {
      case .fixed(let piece): unsafe output.append(piece, of: template)
      case .column(let column, let first, _):
        let piece = first + Int(codes[column * count + place])
        guard !template.pieces[piece].isEmpty else { continue }
        switch state {
        case .outside: break
        case .waiting(let open):
          unsafe output.append(open, of: template)
          state = .filled
        case .filled: unsafe output.append(ASCII.comma)
        }
        unsafe output.append(piece, of: template)
      case .open(let piece): state = .waiting(piece)
      case .close(let piece):
        if case .filled = state { unsafe output.append(piece, of: template) }
        state = .outside
      }
    }
  }
}

/// Where the bytes of rows go and come from.
@unsafe private struct RowOutput {
  var next: UnsafeMutablePointer<UInt8>
  let bytes: UnsafePointer<UInt8>
  var pseudonym: UnsafePointer<UInt8>
  let pseudonymLength: Int

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    unsafe next.pointee = byte
    unsafe next += 1
  }

  @inline(__always)
  mutating func append(_ number: Int, of template: RowTemplate) {
    let piece = template.pieces[number]
    var start = piece.start
    for index in piece.places {
      unsafe copy(bytes + start, template.places[index] - start)
      unsafe copy(pseudonym, pseudonymLength)
      start = template.places[index]
    }
    unsafe copy(bytes + start, piece.end - start)
  }

  @inline(__always)
  private mutating func copy(_ source: UnsafePointer<UInt8>, _ count: Int) {
    unsafe next.update(from: source, count: count)
    unsafe next += count
  }
}
