/// The rows of a file, made as far as there is room.
struct RowRenderer {
  /// Rows whose codes are laid side by side at a time, so that they stay in the nearest cache.
  private static let blockRows = 512

  private let plan: RowPlan
  private let table: ReleaseTable
  private var codes: [UInt32] = []
  private var row = 0

  init(_ template: RowTemplate, of table: ReleaseTable) {
    plan = RowPlan(
      template, rowCount: table.rowCount, pseudonymLength: table.pseudonymLength)
    self.table = table
  }

  /// The bytes that a row has at most.
  var longest: Int { max(1, plan.longest) }

  /// Whether every row was made.
  var isDone: Bool { row == table.rowCount }

  /// Appends rows until the room for the longest one is missing.
  /// - Parameters:
  ///   - output: where the rows go.
  ///   - limit: the most rows that are made.
  mutating func fill(_ output: inout OutputSpan<UInt8>, limit: Int = .max) {
    let end = min(table.rowCount, row + min(limit, table.rowCount))
    while row < end, output.freeCapacity >= longest {
      append(min(end - row, Self.blockRows, output.freeCapacity / longest), to: &output)
    }
  }

  private mutating func append(_ count: Int, to output: inout OutputSpan<UInt8>) {
    codes.removeAll(keepingCapacity: true)
    for step in plan.codes {
      if step.isEmpty {
        codes.append(contentsOf: repeatElement(0, count: count))
      } else {
        codes.append(contentsOf: step[row..<(row + count)])
      }
    }
    let pseudonym = row * table.pseudonymLength
    row += count
    let (pieces, places, codes, firsts) = (
      plan.pieces.span, plan.places.span, self.codes.span, plan.firsts.span
    )
    // Safe: there is room for so many of the longest row, which is counted from the pieces that are
    // copied here.
    unsafe output.withUnsafeMutableBufferPointer { buffer, written in
      unsafe plan.bytes.withUnsafeBytes { bytes in
        unsafe table.pseudonyms.withUnsafeBytes { pseudonyms in
          guard let start = buffer.baseAddress, let bytes = bytes.baseAddress,
            let pseudonyms = pseudonyms.baseAddress
          else { return }
          var rows = unsafe RowOutput(
            next: UnsafeMutableRawPointer(start + written), bytes: bytes,
            pseudonym: pseudonyms + pseudonym, length: table.pseudonymLength)
          for place in 0..<count {
            var (state, at) = (0, place)
            for step in firsts.indices {
              let piece = pieces[firsts[step] + 2 * Int(codes[at]) + state]
              unsafe rows.append(piece, places)
              state = piece.state
              at += count
            }
            unsafe rows.pseudonym += rows.length
          }
          written = unsafe rows.next - UnsafeMutableRawPointer(start)
        }
      }
    }
  }
}

/// Where the bytes of rows go and come from.
@unsafe private struct RowOutput {
  /// A pseudonym of such a length is written as two words that overlap.
  private static let wordLengths = 8...16

  var next: UnsafeMutableRawPointer
  let bytes: UnsafeRawPointer
  var pseudonym: UnsafeRawPointer
  let length: Int

  @inline(__always)
  mutating func append(_ piece: RowPlan.Piece, _ places: Span<Int>) {
    unsafe next.copyMemory(from: bytes + piece.start, byteCount: piece.count)
    for place in piece.places {
      let place = unsafe next + places[place]
      if unsafe Self.wordLengths.contains(length) {
        let last = unsafe length - 8
        unsafe place.storeBytes(of: pseudonym.loadUnaligned(as: UInt64.self), as: UInt64.self)
        unsafe (place + last).storeBytes(
          of: (pseudonym + last).loadUnaligned(as: UInt64.self), as: UInt64.self)
      } else {
        unsafe place.copyMemory(from: pseudonym, byteCount: length)
      }
    }
    unsafe next += piece.count
  }
}
