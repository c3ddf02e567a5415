import Interchange
import Testing

struct DelimitedReaderTests {
  @Test(arguments: [("a,b\n1,2\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\n1\t2\n", "tab")])
  func `the header line shows the separator`(_ text: String, _ name: String) throws {
    let read = try sheet(text)
    #expect(read.header == ["a", "b"])
    #expect(read.rows == [["1", "2"]])
  }

  @Test func `a separator inside of quotes does not count as one`() throws {
    #expect(try sheet("\"a;b;c\",d\n1,2\n").header == ["a;b;c", "d"])
  }

  @Test func `a given separator wins over what the header looks like`() throws {
    let read = try sheet("a,b;c\n1,2;3\n", options: DelimitedOptions(separator: .semicolon))
    #expect(read.header == ["a,b", "c"])
  }

  @Test func `line ends may be LF, CRLF or missing behind the last row`() throws {
    for text in ["a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\n3,4\r"] {
      #expect(try sheet(text).rows == [["1", "2"], ["3", "4"]])
    }
  }

  @Test func `a byte order mark is no part of the first name`() throws {
    #expect(try sheet([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)).header == ["a", "b"])
  }

  @Test func `quotes keep separators, line ends and doubled quotes`() throws {
    let read = try sheet("a,b\n\"x,y\",\"1\r\n2\"\n\"he said \"\"no\"\"\",\"\"\n")
    #expect(read.rows == [["x,y", "1\r\n2"], ["he said \"no\"", ""]])
    #expect(read.lines == [2, 4])
    #expect(read.problems == [nil, nil])
  }

  @Test func `a field of quotes alone is one quote or nothing`() throws {
    #expect(try sheet("a,b\n\"\"\"\",\"\"\n").rows == [["\"", ""]])
  }

  @Test func `blank lines are passed over and counted`() throws {
    let read = try sheet("a,b\n\n1,2\n\r\n\n3,4\n\n")
    #expect(read.rows == [["1", "2"], ["3", "4"]])
    #expect(read.lines == [3, 6])
  }

  @Test func `a ragged row is a problem of its own line and the next row is sound`() throws {
    let read = try sheet("a,b\n1\n1,2,3\n4,5\n")
    #expect(
      read.problems == [.ragged(found: 1, expected: 2), .ragged(found: 3, expected: 2), nil])
    #expect(read.lines == [2, 3, 4])
  }

  @Test(arguments: ["x\"y,2", "\"x\"y,2", "\"x\" ,2"])
  func `a quote in the middle of a field is a problem of the row`(_ row: String) throws {
    let read = try sheet("a,b\n\(row)\n3,4\n")
    #expect(read.problems == [.strayQuote(column: 1), nil])
    #expect(read.rows.last == ["3", "4"])
  }

  @Test func `an open quote is blamed on the line where it was opened`() throws {
    for text in ["a,b\n1,2\n3,\"4\n5,6\n7,8\n", "a,b\n1,2\n3,\"4"] {
      #expect(throws: DelimitedReadError.unterminatedQuote(openedOnLine: 3)) { try sheet(text) }
    }
  }

  @Test func `a quote opened behind a quoted line end is blamed on its own line`() throws {
    #expect(throws: DelimitedReadError.unterminatedQuote(openedOnLine: 4)) {
      try sheet("a,b\n\"1\n2\n3\",\"4\n5,6\n")
    }
  }

  @Test func `an open quote is found before the whole file has been swallowed`() throws {
    let text = "a,b\n1,\"" + String(repeating: "x\n", count: 5000)
    #expect(throws: DelimitedReadError.unterminatedQuote(openedOnLine: 2)) {
      try sheet(Array(text.utf8), piece: 100, options: DelimitedOptions(maximumRowLength: 1000))
    }
  }

  @Test func `what is not UTF-8 is refused with its line`() throws {
    let bytes = Array("a,b\n1,2\n\"x\ny".utf8) + [0xC3, 0x28] + Array("\",2\n".utf8)
    #expect(throws: DelimitedReadError.invalidUTF8(line: 4)) { try sheet(bytes) }
  }

  @Test func `NUL is refused with its line`() throws {
    #expect(throws: DelimitedReadError.nulCharacter(line: 2)) { try sheet("a,b\n1,\u{0}2\n") }
  }

  @Test func `an empty file has no header`() throws {
    for text in ["", "\n\n", "\u{FEFF}"] {
      #expect(throws: DelimitedReadError.noHeader) { try sheet(text) }
    }
  }

  @Test func `compressed files and spreadsheets are recognised`() throws {
    #expect(throws: DelimitedReadError.compressed) { try sheet([0x1F, 0x8B, 8, 0, 0]) }
    #expect(throws: DelimitedReadError.compressed) { try sheet([0x50, 0x4B, 3, 4, 20]) }
  }

  @Test func `long fields and long rows are refused`() throws {
    let long = String(repeating: "x", count: 100)
    #expect(throws: DelimitedReadError.fieldTooLong(line: 2, limit: 99)) {
      try sheet("a,b\n1,\(long)\n", options: DelimitedOptions(maximumFieldLength: 99))
    }
    #expect(
      try sheet("a\n\(long)\n", options: DelimitedOptions(maximumFieldLength: 100)).rows.count == 1)
    #expect(throws: DelimitedReadError.rowTooLong(line: 2, limit: 150)) {
      try sheet("a,b\n\(long),\(long)\n", options: DelimitedOptions(maximumRowLength: 150))
    }
  }

  @Test func `comment lines before the header are passed over where asked`() throws {
    let text = "#say \"hello\n# two\na\tb\n#1\t2\n"
    let read = try sheet(text, options: DelimitedOptions(skipsLeadingComments: true))
    #expect(read.header == ["a", "b"])
    #expect(read.rows == [["#1", "2"]])
    #expect(read.lines == [4])
  }

  @Test func `a row can be repeated as it stands`() throws {
    var reader = try DelimitedReader(source: ByteSources.text("a,b\r\n\"1\"\"\", 2 \r\n"))
    #expect(try reader.advance())
    #expect(String(decoding: reader.rawRow, as: UTF8.self) == "\"1\"\"\", 2 ")
    #expect(reader.string(1) == "2")
    #expect(reader.bytes(7).isEmpty)
  }

  @Test func `an error of the source passes through`() {
    struct Broken: Error {}
    #expect(throws: Broken.self) { try DelimitedReader(source: { _ in throw Broken() }) }
  }
}
