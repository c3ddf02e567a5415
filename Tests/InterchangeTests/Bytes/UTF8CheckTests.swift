import TestSupport
import Testing

@testable import Interchange

struct UTF8CheckTests {
  @Test func `bytes are sound exactly where the standard library says so`() {
    let leads: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
      0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for seed in 0..<20_000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let bytes = (0..<generator.below(7)).map { _ in generator.pick(leads) }
      let isSound = String(validating: bytes, as: UTF8.self) != nil
      #expect((UTF8Check.firstInvalid(in: bytes[...]) == nil) == isSound, "\(bytes)")
    }
  }

  @Test func `the first bad byte is pointed at`() {
    #expect(UTF8Check.firstInvalid(in: [0x61, 0xC3, 0xA4, 0xFF, 0xFF]) == 3)
    #expect(UTF8Check.firstInvalid(in: [0x61, 0xE2, 0x82]) == 1)
  }
}

struct LineReaderTests {
  private func lines(_ text: String, piece: Int) throws -> [String] {
    var reader = LineReader(
      source: ByteSources.memory(Array(text.utf8), inPiecesOf: piece), limit: 20)
    var lines: [String] = []
    while let line = try reader.next() {
      lines.append(String(decoding: line, as: UTF8.self))
      #expect(reader.line == lines.count)
    }
    return lines
  }

  @Test func `lines are the same for pieces of any size`() throws {
    for piece in 1...30 {
      #expect(try lines("one\r\ntwo\n\nfour", piece: piece) == ["one", "two", "", "four"])
      #expect(try lines("one\n", piece: piece) == ["one"])
      #expect(try lines("", piece: piece) == [])
    }
  }

  @Test func `a line without end is refused before memory runs out`() {
    for piece in [1, 100] {
      #expect(throws: LineReadError.lineTooLong(line: 2, limit: 20)) {
        try lines("x\n" + String(repeating: "y", count: 50), piece: piece)
      }
    }
  }
}

struct ByteSourceTests {
  @Test func `reading all stops at the limit`() throws {
    let bytes = [UInt8](repeating: 1, count: 100)
    #expect(try ByteSources.readAll(ByteSources.memory(bytes, inPiecesOf: 7), limit: 100) == bytes)
    #expect(try ByteSources.readAll(ByteSources.memory(bytes, inPiecesOf: 7), limit: 99) == nil)
  }
}
