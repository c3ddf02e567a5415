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
      var texts: [String] = []
      for _ in 0..<2000 {
        // Long ones differ in their middle alone, or not at all.
        let ends = generator.oneIn(4) ? "0123456789" : ""
        let middle = (0..<generator.below(19)).map { _ in alphabet[generator.below(3) / 2] }
        texts.append(ends + String(decoding: middle, as: UTF8.self) + ends)
      }
      texts += texts.reversed()
      var oneByOne = TableBuilder(names: ["v", "w"])
      var manyAtOnce = TableBuilder(names: ["v", "w"])
      var bytes: [UInt8] = []
      var starts: [UInt32] = [0]
      for (row, text) in texts.enumerated() {
        let other = row % 3 == 0 ? " '\(row % 5) " : "\(row)"
        try oneByOne.append(row: [text, other])
        for (cell, end) in [(text, ";"), ("-", ";"), (other, row % 2 == 0 ? "\n" : "\r\n")] {
          bytes += Array((cell + end).utf8)
          starts.append(UInt32(bytes.count))
        }
      }
      bytes += [UInt8](repeating: 0x20, count: 32)
      let half = 3 * (texts.count / 2)
      for part in [0...half, half...(starts.count - 1)] {
        manyAtOnce.append(
          bytes.span, starts: starts.span.extracting(part), width: 3, places: [0, 2]
        ) { cell in (0..<cell.count).map { cell[$0] } }
      }
      let (expected, found) = (try oneByOne.build(), try manyAtOnce.build())
      #expect(texts.indices.allSatisfy { expected.columns[0][$0] == texts[$0] }, "seed \(seed)")
      #expect(expected.columns[0].values.count == Set(texts).count, "seed \(seed)")
      for (one, other) in zip(expected.columns, found.columns) {
        #expect(one.codes == other.codes, "seed \(seed)")
        #expect(one.values.strings == other.values.strings, "seed \(seed)")
      }
    }
  }

  /// Rows of six columns in pieces, as a reader hands them over, every seventh piece one by one.
  private func table(
    of rows: [[String]], expecting count: Int?, places: [Int]
  ) throws -> (expected: Table, found: Table) {
    let names = places.map { "c\($0)" }
    var oneByOne = TableBuilder(names: names)
    var manyAtOnce = TableBuilder(names: names)
    for (number, first) in stride(from: 0, to: rows.count, by: 700).enumerated() {
      let part = rows[first..<min(rows.count, first + 700)]
      var bytes: [UInt8] = []
      var starts: [UInt32] = [0]
      for (row, cells) in part.enumerated() {
        try oneByOne.append(row: places.map { cells[$0] })
        if number % 7 == 6 { try manyAtOnce.append(row: places.map { cells[$0] }) }
        for (place, cell) in cells.enumerated() {
          let isLast = place == cells.count - 1
          bytes += Array((cell + (isLast ? (row % 2 == 0 ? "\n" : "\r\n") : ";")).utf8)
          starts.append(UInt32(bytes.count))
        }
      }
      #expect(manyAtOnce.rowCount == first + (number % 7 == 6 ? part.count : 0))
      guard number % 7 < 6 else { continue }
      bytes += [UInt8](repeating: 0x3B, count: 32)
      manyAtOnce.append(bytes.span, starts: starts.span, width: 6, places: places) { cell in
        (0..<cell.count).map { cell[$0] }
      }
      if number == 0, let count { manyAtOnce.reserve(count) }
    }
    return (try oneByOne.build(), try manyAtOnce.build())
  }

  @Test(arguments: [nil, 20_000, 1 << 20] as [Int?])
  func `columns that are looked up together read as each alone`(expected count: Int?) throws {
    for seed in 0..<8 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      // From few values to so many that a group is given up, and from short to overlong ones; the
      // first table has so many rows and combinations that its rows are numbered in vain.
      let isLong = seed == 0
      let counts = (0..<6).map { _ in isLong ? 9 : [1, 2, 7, 40, 3000][generator.below(5)] }
      let lengths = (0..<6).map { _ in isLong ? 0 : [0, 3, 12, 40][generator.below(4)] }
      let rows = (0..<(isLong ? 70_000 : 9_000)).map { row in
        (0..<6).map { column -> String in
          let value = generator.below(row < 400 ? min(9, counts[column]) : counts[column])
          let text = generator.oneIn(50) ? " \(value)" : "\(value)"
          return String(repeating: "x", count: value % (lengths[column] + 1)) + text
        }
      }
      let places = seed % 2 == 0 ? [0, 1, 2, 3, 4, 5] : [0, 1, 3, 5]
      let (one, other) = try table(of: rows, expecting: count, places: places)
      #expect(other.rowCount == rows.count, "seed \(seed)")
      for (one, other) in zip(one.columns, other.columns) {
        #expect(one.codes == other.codes, "seed \(seed)")
        #expect(
          other.codes.prefix(900).enumerated().allSatisfy { other.code(of: $0) == $1 },
          "seed \(seed)")
        #expect(one.values.strings == other.values.strings, "seed \(seed)")
      }
    }
  }

  @Test func `a column of more values than are indexed keeps them all`() throws {
    let texts = (0..<40_000).map { "\($0 * 7919 % 40_009)" }
    var builder = TableBuilder(names: ["v"])
    for text in texts + texts { try builder.append(row: [text]) }
    let column = try builder.build().columns[0]
    #expect(column.values.count == Set(texts).count)
    #expect(texts.indices.allSatisfy { column[$0] == texts[$0] })
    #expect(column.codes.prefix(40_000) == column.codes.suffix(40_000))
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
