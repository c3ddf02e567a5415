import TestSupport
import Anonymization
import Testing

@Suite struct TableTests {
  @Test func `values keep the code of their first appearance`() {
    var dictionary = ValueDictionary(["b", "a", "b", ""])
    #expect(dictionary.strings == ["b", "a", ""])
    #expect(dictionary.code(of: "a") == 1)
    #expect(dictionary.code(of: "c") == nil)
    #expect(dictionary.code(adding: "c") == 3)
    #expect(dictionary.code(adding: "") == 2)
    #expect(ValueDictionary().code(of: "a") == nil)
  }

  @Test func `a dictionary of many values finds each of them`() {
    var generator = SeededGenerator(seed: 7)
    let words = (0..<5000).map { "\($0)-\(UInt16.random(in: 0...99, using: &generator))" }
    let dictionary = ValueDictionary(words + words.shuffled(using: &generator))
    #expect(dictionary.count == words.count)
    for (code, word) in words.enumerated() {
      #expect(dictionary.code(of: word) == UInt32(code))
    }
    var written: [UInt8] = []
    for code in 0..<3 as Range<UInt32> { dictionary.append(code, to: &written) }
    #expect(String(decoding: written, as: UTF8.self) == words[0] + words[1] + words[2])
  }

  @Test func `a table is built by rows or by cells alike`() throws {
    let rows = [["1", "x"], ["2", "y"], ["1", "y"]]
    var byRow = TableBuilder(names: ["n", "t"])
    var byCell = TableBuilder(names: ["n", "t"])
    for row in rows {
      try byRow.append(row: row)
      for (column, cell) in row.enumerated() {
        let bytes = Array(cell.utf8)
        byCell.append(bytes.span, column: column)
      }
    }
    for table in [try byRow.build(), try byCell.build()] {
      #expect(table.rowCount == 3)
      #expect((0..<3).map { row in table.columns.map { $0[row] } } == rows)
      #expect(table.column(named: "t")?.codes == [0, 1, 1])
      #expect(table.column(named: "z") == nil)
    }
  }

  @Test func `values of any length, near and alike, keep their own codes`() throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let alphabet: [UInt8] = [0x30, 0x31, 0x61]
      var bytes: [UInt8] = []
      var fields: [Range<Int>] = []
      for _ in 0..<2000 {
        let start = bytes.count
        for _ in 0..<Int.random(in: 0...18, using: &generator) {
          bytes.append(alphabet[Int.random(in: 0..<3, using: &generator) / 2])
        }
        fields.append(start..<bytes.count)
      }
      var builder = TableBuilder(names: ["v"])
      for field in fields + fields.reversed() { builder.append(row: bytes.span, fields: [field]) }
      let texts = (fields + fields.reversed()).map { String(decoding: bytes[$0], as: UTF8.self) }
      let table = try builder.build()
      #expect(texts.indices.allSatisfy { table.columns[0][$0] == texts[$0] }, "seed \(seed)")
      #expect(table.columns[0].values.count == Set(texts).count, "seed \(seed)")
    }
  }

  @Test func `ragged, repeated and unequal columns are refused`() throws {
    var builder = TableBuilder(names: ["a", "b"])
    try builder.append(row: ["1", "2"])
    #expect(throws: TableError.raggedRow(record: 2, found: 1, expected: 2)) {
      try builder.append(row: ["1"])
    }
    let one = Column(name: "a", strings: ["1"])
    #expect(throws: TableError.duplicateColumn("a")) { try Table(columns: [one, one]) }
    let two = Column(name: "b", strings: ["1", "2"])
    #expect(throws: TableError.unequalColumns(column: "b", found: 2, expected: 1)) {
      try Table(columns: [one, two])
    }
    #expect(throws: TableError.unknownCode(column: "c", record: 2)) {
      try Column(name: "c", values: ValueDictionary(["x"]), codes: [0, 1])
    }
  }
}
