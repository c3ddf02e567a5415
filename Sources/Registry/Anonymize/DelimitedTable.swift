internal import Anonymization
internal import Domain
internal import Interchange

/// Some columns of a delimited file, coded.
struct DelimitedTable {
  /// The columns asked for, in the order of the file.
  let table: Table
  /// All column names of the file.
  let header: [String]
  /// For each row the line on which it begins, where it is not the one after the row before it.
  private let lineBreaks: [(row: Int, line: Int)]

  /// Reads a file to its end.
  /// - Parameters:
  ///   - input: the file.
  ///   - columns: the columns to read, each once.
  /// - Throws: ``RegistryError``, or what the reader throws.
  init(_ input: InputFile, columns: [String]) throws {
    var reader = try DelimitedReader(source: input.source)
    header = reader.header
    let places = try Self.places(of: columns, in: header, file: input.name).sorted()
    var builder = TableBuilder(names: places.map { reader.header[$0] })
    var breaks: [(row: Int, line: Int)] = []
    var expected = 2
    var rows = 0
    var isSized = false
    var plain = PlainRows()
    func pass(_ line: Int, _ count: Int) {
      if line != expected { breaks.append((rows, line)) }
      expected = line + count
      rows += count
    }
    let (width, options) = (header.count, reader.options)
    while true {
      let isPlain = reader.takePlainRows(&plain) { line, count, bytes, starts in
        builder.append(bytes, starts: starts, width: width, places: places) {
          DelimitedReader.text(ofPlain: $0, options: options)
        }
        // What the first rows take tells how many there are, so that columns need not grow.
        if !isSized, let length = input.length, let last = starts.indices.last {
          isSized = true
          let share = Double(starts[last] - starts[0]) / Double(count)
          builder.reserve(Int(Double(length) / share * 1.02) + 64)
        }
        pass(line, count)
      }
      if isPlain { continue }
      guard try reader.advance() else { break }
      if let problem = reader.rowProblem {
        throw RegistryError(
          .inputMalformed, problem.problem,
          at: [.init("file", input.name), .init("line", "\(reader.line)")],
          why: "a record that is read wrongly could be released wrongly", fix: problem.fix)
      }
      pass(reader.line, 1)
      reader.forEachField(of: places) { index, field in
        builder.append(field.extracting(field.rangeWithoutBlanks), column: index)
      }
    }
    lineBreaks = breaks
    table = try builder.build()
  }

  /// The line on which a row begins.
  /// - Parameter row: a row, from zero.
  /// - Returns: the line, counted from 1.
  func line(of row: Int) -> Int {
    guard let last = lineBreaks.last(where: { $0.row <= row }) else { return row + 2 }
    return last.line + row - last.row
  }

  private static func places(
    of columns: [String], in header: [String], file: String
  ) throws(RegistryError) -> [Int] {
    var places: [Int] = []
    for column in columns {
      let found = header.indices.filter { header[$0] == column }
      guard let place = found.first else {
        throw RegistryError(
          .notFound, "the table has no column '\(FieldProblem.excerpt(column))'",
          at: [.init("file", file), .init("line", "1")],
          fix: NearestName.suggestion(for: column, among: header))
      }
      guard found.count == 1 else {
        throw RegistryError(
          .inputMalformed, "columns \(place + 1) and \(found[1] + 1) are both '\(column)'",
          at: [.init("file", file), .init("line", "1")], fix: "give each column its own name")
      }
      places.append(place)
    }
    return places
  }
}

extension Span<UInt8> {
  /// Where the cell stands without the blanks around it.
  var rangeWithoutBlanks: Range<Int> {
    var range = indices
    while let first = range.first, self[first] == 0x20 { range.removeFirst() }
    while let last = range.last, self[last] == 0x20 { range.removeLast() }
    return range
  }
}
