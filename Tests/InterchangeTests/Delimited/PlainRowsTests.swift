import Interchange
import TestSupport
import Testing

struct PlainRowsTests {
  /// What a reader makes of a file, its error included.
  private struct Reading: Equatable {
    var rows: [[String]] = []
    var lines: [Int] = []
    var problems: [RowProblem?] = []
    var error: String?
    /// How many rows came many at a time.
    var plain = 0
  }

  /// Reads a file row by row, or many rows at a time where that is possible.
  private func read(_ bytes: [UInt8], piece: Int?, manyAtOnce: Bool) -> Reading {
    var reading = Reading()
    do {
      var options = DelimitedOptions()
      options.maximumFieldLength = 400
      var reader = try DelimitedReader(
        source: ByteSources.memory(bytes, inPiecesOf: piece), options: options)
      let width = reader.header.count
      var rows = PlainRows()
      while true {
        let found =
          manyAtOnce
          && reader.takePlainRows(&rows) { line, count, bytes, starts in
            reading.plain += count
            #expect(starts.count == count * width + 1)
            #expect(Int(starts[starts.count - 1]) + 31 <= bytes.count)
            for row in 0..<count {
              reading.rows.append(
                (0..<width).map { column in
                  let place = row * width + column
                  let low = Int(starts[place])
                  var high = Int(starts[place + 1]) - 1
                  if column == width - 1, high > low, bytes[high - 1] == 0x0D { high -= 1 }
                  let cell = bytes.extracting(low..<high)
                  return String(
                    decoding: DelimitedReader.text(ofPlain: cell, options: options), as: UTF8.self)
                })
              reading.lines.append(line + row)
              reading.problems.append(nil)
            }
          }
        if found { continue }
        guard try reader.advance() else { break }
        reading.rows.append(
          (0..<reader.fieldCount).map { column in
            var field = reader.bytes(column)
            while field.first == 0x20 { field.removeFirst() }
            while field.last == 0x20 { field.removeLast() }
            return String(decoding: field, as: UTF8.self)
          })
        reading.lines.append(reader.line)
        reading.problems.append(reader.rowProblem)
      }
    } catch { reading.error = "\(error)" }
    return reading
  }

  /// A file of mostly plain rows; about one row in so many has something that is not.
  private func file(_ generator: inout SeededGenerator, oddity: Int) -> [UInt8] {
    let separator = generator.pick([0x2C, 0x3B, 0x09] as [UInt8])
    let isWindows = generator.oneIn(3)
    let width = 1 + generator.below(6)
    var bytes: [UInt8] = generator.oneIn(4) ? [0xEF, 0xBB, 0xBF] : []
    for column in 0..<width {
      bytes += column == 0 ? Array("a".utf8) : [separator] + Array("b\(column)".utf8)
    }
    bytes.append(0x0A)
    for _ in 0..<generator.below(240) {
      let odd = generator.oneIn(oddity) ? generator.below(16) : -1
      let at = generator.below(width)
      for column in 0..<(odd == 0 ? width + 1 : odd == 1 ? width - 1 : width) {
        if column > 0 { bytes.append(separator) }
        var cell = (0..<generator.below(12)).map { _ in generator.pick(Array("ab1-<\t=".utf8)) }
        cell.removeAll { $0 == separator }
        if column == at {
          switch odd {
          case 2: cell = Array("\"q".utf8) + [separator, 0x0A] + Array("\"\"r\"".utf8)
          case 3: cell = Array("x\"y".utf8)
          case 4: cell = Array("'=1".utf8)
          case 5: cell = Array("  padded ".utf8)
          case 6: cell = Array(" '=1".utf8)
          case 7: cell = Array("na\u{EF}ve \u{1F9EC}".utf8)
          case 8: cell = generator.oneIn(8) ? [0x61, 0xC3] : Array("\u{E4}".utf8)
          case 9: cell = generator.oneIn(8) ? [0x61, 0x00, 0x62] : []
          case 10: cell = [0x61, 0x0D, 0x62]
          case 11: cell.append(0x0D)
          case 12: cell = [UInt8](repeating: 0x7A, count: generator.oneIn(8) ? 500 : 300)
          case 13: cell = generator.oneIn(8) ? Array("\"open".utf8) : Array("\"\"".utf8)
          case 14: cell = Array(" ".utf8)
          default: break
          }
        }
        bytes += cell
      }
      if isWindows != (odd == 15) { bytes.append(0x0D) }
      bytes.append(0x0A)
      if generator.oneIn(oddity * 3) {
        bytes += generator.pick([[0x0A], [0x0D, 0x0A], [0x20, 0x0A]])
      }
    }
    if generator.oneIn(3) { bytes.removeLast() }
    return bytes
  }

  @Test func `rows many at a time read as they do one by one`() {
    var plain = 0
    var rows = 0
    for seed in 0..<1500 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let bytes = file(&generator, oddity: generator.pick([2, 8, 40]))
      let piece = generator.pick([nil, 1, 70, 257, 4096])
      let slow = read(bytes, piece: piece, manyAtOnce: false)
      var quick = read(bytes, piece: piece, manyAtOnce: true)
      plain += quick.plain
      rows += quick.rows.count
      quick.plain = 0
      #expect(quick == slow, "seed \(seed)")
    }
    // Small pieces and narrow tables have to go row by row; the others must not.
    #expect(plain * 4 > rows)
  }

  @Test func `a short row behind a blank line is told, whatever makes up for it later`() {
    let row = "left,right and more\n"
    let text =
      "a,b\n" + String(repeating: row, count: 20) + "\nshort\n" + "1,2,3\n4,5,6\n"
      + String(repeating: row, count: 20)
    let quick = read(Array(text.utf8), piece: nil, manyAtOnce: true)
    #expect(quick.plain > 0)
    #expect(quick.rows[20] == ["short"] && quick.problems[20] != nil)
  }

  @Test func `a file larger than the window is read whole`() {
    var bytes = Array("a;b\n".utf8)
    for row in 0..<60_000 { bytes += Array("\(row);value \(row % 7)\n".utf8) }
    var quick = read(bytes, piece: nil, manyAtOnce: true)
    #expect(quick.plain > 59_000)
    quick.plain = 0
    #expect(quick == read(bytes, piece: nil, manyAtOnce: false))
  }
}
