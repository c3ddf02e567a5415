import TestSupport
import Testing

@testable import Commands

@Suite struct TableLayoutTests {
  @Test func `numbers stand to the right and text to the left`() {
    let rows: [Record] = [
      ["name": .text("a"), "count": .integer(7)],
      ["name": .text("bbbbb"), "count": .integer(1200)],
    ]
    let table = TableLayout(rows, names: ["name", "count"], width: 100)
    #expect(table.header == "name   count")
    #expect(rows.flatMap { table.rows($0) } == ["a          7", "bbbbb   1200"])
  }

  @Test func `keys become headings, and columns that nobody fills are left out`() {
    let rows: [Record] = [["signed_on": .text("d"), "none": .none, "empty": .list([])]]
    #expect(TableLayout(rows, names: [], width: 100).header == "signed on")
  }

  @Test func `what does not fit goes on below, and nothing is lost`() {
    let long = (0..<40).map { "word\($0)" }
    let rows: [Record] = [["id": .integer(1), "text": .text(long.joined(separator: " "))]]
    let table = TableLayout(rows, names: ["id", "text"], width: 60)
    let lines = rows.flatMap { table.rows($0) }
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.count <= 60 })
    let words = lines.joined(separator: " ").split(separator: " ").dropFirst().map(String.init)
    #expect(words == long)
  }

  @Test func `no generated table is wider than its width, seeded`() {
    let seed: UInt64 = 7
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let columns = (0..<Int.random(in: 1...6, using: &generator)).map { "column_\($0)" }
      let rows = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        Record(
          fields: columns.map {
            let length = Int.random(in: 0...120, using: &generator)
            return Record.Field(name: $0, value: .text(String(repeating: "x", count: length)))
          })
      }
      let table = TableLayout(rows, names: columns, width: 100)
      for line in [table.header] + rows.flatMap({ table.rows($0) }) {
        #expect(line.count <= 100, "seed \(seed)")
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test func `control characters of the data are shown as question marks`() {
    let rows: [Record] = [["a": .text("x\u{1B}]0;y\u{7}\u{200F}é")]]
    #expect(TableLayout(rows, names: ["a"], width: 100).rows(rows[0]) == ["x?]0;y??é"])
  }

  @Test func `one record is a field a line, with its lists as tables below`() {
    let record: Record = [
      "release": .text("R"), "k": .integer(11), "loss": .decimal(0.25), "gone": .none,
      "ok": .flag(false), "files": .records([["name": .text("a.csv"), "bytes": .integer(9)]]),
    ]
    #expect(
      RecordLayout.lines(record, width: 100) == [
        "release  R", "k        11", "loss     0.2500", "ok       no", "files", "  name   bytes",
        "  a.csv      9",
      ])
  }

  @Test(arguments: [
    (0.0, "0.0000"), (1.0 / 11, "0.0909"), (-0.5, "-0.5000"), (0.99999, "1.0000"),
    (-1e-9, "0.0000"),
    (.nan, ""), (123.45678, "123.4568"),
  ])
  func `fractions have four digits`(number: Double, expected: String) {
    #expect(CellText.rounded(number) == expected)
  }

  @Test(arguments: [
    ("", 5, [""]), ("abc", 5, ["abc"]), ("ab cd ef", 5, ["ab cd", "ef"]),
    ("abcdefghijk", 5, ["abcde", "fghij", "k"]), ("a\n\nb", 5, ["a", "", "b"]),
    ("a bcdefg", 5, ["a", "bcdef", "g"]),
  ])
  func `text is broken at blanks, or where it must be`(
    text: String, width: Int, expected: [String]
  ) {
    #expect(TextWrap.lines(text, width: width) == expected)
  }
}
