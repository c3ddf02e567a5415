import TestSupport
import Interchange
import Testing

struct DelimitedPropertyTests {
  @Test(arguments: [Separator.comma, .semicolon, .tab])
  func `what is written is read again, awkward texts included`(_ separator: Separator) throws {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let width = 1 + generator.below(5)
      let header = (0..<width).map { "column\($0)" }
      let rows = (0..<generator.below(20)).map { _ in
        (0..<width).map { _ in generator.awkwardText(upTo: 12) }
      }
      let collected = Collected()
      var writer = DelimitedWriter(separator: separator, flushSize: 64, sink: collected.sink)
      try writer.row(header)
      for row in rows { try writer.row(row) }
      try writer.finish()
      let options = DelimitedOptions(separator: separator)
      let read = try sheet(collected.bytes, options: options)
      #expect(read.header == header, "seed \(seed)")
      #expect(read.rows == rows, "seed \(seed)")
      #expect(read.problems.allSatisfy { $0 == nil }, "seed \(seed)")
    }
  }

  @Test func `pieces of any size give the same rows`() throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let collected = Collected()
      var writer = DelimitedWriter(sink: collected.sink)
      try writer.row(["a", "b", "c"])
      for _ in 0..<8 {
        try writer.row((0..<3).map { _ in generator.awkwardText(upTo: 9) })
      }
      try writer.finish()
      let whole = try sheet(collected.bytes)
      for piece in 1...max(1, min(collected.bytes.count, 120)) {
        #expect(try sheet(collected.bytes, piece: piece) == whole, "seed \(seed), piece \(piece)")
      }
    }
  }

  @Test func `any bytes give rows or an error, the same for every piece size`() throws {
    let alphabet: [UInt8] = Array("ab1,;\t\"\n\r'= #".utf8) + [0xC3, 0xA4, 0xFF, 0]
    for seed in 0..<3000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let bytes = (0..<generator.below(60)).map { _ in
        generator.below(20) == 0
          ? UInt8.random(in: 0...255, using: &generator)
          : generator.pick(alphabet)
      }
      let whole = Result { try sheet(bytes) }.mapError { "\($0)" as Described }
      for piece in [1, 3, 8] {
        let again = Result { try sheet(bytes, piece: piece) }.mapError { "\($0)" as Described }
        #expect(again == whole, "seed \(seed), piece \(piece)")
      }
    }
  }

  @Test func `a row reads the same whatever stands before it`() throws {
    // The scan takes eight bytes at once from wherever a row begins.
    for offset in 0..<24 {
      let filler = String(repeating: "x", count: offset)
      let read = try sheet("a,b\n\(filler),\"q\"\"\",\n1,\"2\n3\"\nlast,row")
      #expect(read.rows.suffix(2) == [["1", "2\n3"], ["last", "row"]])
      #expect(read.lines == [2, 3, 5])
    }
  }
}

/// An error by its words, so that results compare.
struct Described: Error, Equatable, ExpressibleByStringInterpolation {
  let words: String
  init(stringLiteral value: String) { words = value }
}
