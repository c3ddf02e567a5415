internal import Anonymization
internal import Interchange

/// Writes an anonymised table, and reads the written bytes again to measure what they protect.
struct AnonymizedTableFile {
  private static let flushSize = 1 << 18

  /// A run of neighbouring columns that is the same for all records of a key.
  private struct Segment {
    /// For each row its key.
    let keys: [UInt32]
    /// The bytes of each key, separators between its columns included.
    var bytes: [UInt8] = []
    /// Where the bytes of a key begin and end; empty where the key has not been met yet.
    var ranges: [Range<Int>]
  }

  /// One column as it is written.
  private struct Source {
    let cells: EncodedCells
    let codes: [UInt32]
  }

  private let header: [String]
  private let sources: [Source]
  private var segments: [Segment] = []
  private var columnsOf: [[Int]] = []

  /// Prepares the columns in the order of the input.
  /// - Parameters:
  ///   - table: the columns that were read.
  ///   - result: how the quasi-identifiers are recoded.
  ///   - quasiIdentifiers: their names, in the order of the request.
  /// - Throws: nothing but defects of the writer.
  init(_ table: Table, _ result: AnonymizationResult, quasiIdentifiers: [String]) throws {
    header = table.columns.map(\.name)
    var sources: [Source] = []
    for (index, column) in table.columns.enumerated() {
      if let place = quasiIdentifiers.firstIndex(of: column.name) {
        let recoded = result.column(place)
        sources.append(Source(cells: try EncodedCells(recoded.labels), codes: recoded.codes))
        if let last = columnsOf.last, last.last == index - 1,
          quasiIdentifiers.contains(
            table.columns[index - 1].name)
        {
          columnsOf[columnsOf.count - 1].append(index)
        } else {
          columnsOf.append([index])
          // All records of a class have the same labels.
          segments.append(
            Segment(
              keys: result.classOfRow,
              ranges: [Range<Int>](repeating: 0..<0, count: result.numberOfClasses)))
        }
      } else {
        sources.append(Source(cells: try EncodedCells(column.values), codes: column.codes))
        columnsOf.append([index])
        segments.append(
          Segment(
            keys: column.codes,
            ranges: [Range<Int>](repeating: 0..<0, count: column.values.count)))
      }
    }
    self.sources = sources
  }

  /// Writes the header and the released rows.
  /// - Parameters:
  ///   - file: the file.
  ///   - rows: the rows to write.
  /// - Throws: ``RegistryError``.
  mutating func write(to file: OutputFile, rows: [Int]) throws {
    var head = DelimitedWriter { try file.write($0) }
    try head.row(header)
    try head.finish()
    var buffer: [UInt8] = []
    buffer.reserveCapacity(Self.flushSize + 4096)
    for row in rows {
      for place in segments.indices {
        if place > 0 { buffer.append(0x2C) }
        let key = Int(segments[place].keys[row])
        if segments[place].ranges[key].isEmpty { render(place, key: key, row: row) }
        let range = segments[place].ranges[key]
        buffer.append(contentsOf: segments[place].bytes[range])
      }
      buffer.append(0x0A)
      if buffer.count >= Self.flushSize {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(buffer)
  }

  private mutating func render(_ place: Int, key: Int, row: Int) {
    let start = segments[place].bytes.count
    for (position, column) in columnsOf[place].enumerated() {
      if position > 0 { segments[place].bytes.append(0x2C) }
      sources[column].cells.append(
        sources[column].codes[row], to: &segments[place].bytes)
    }
    segments[place].ranges[key] = start..<segments[place].bytes.count
  }
}

/// Every value of a dictionary as it is written to a file: guarded, and quoted where need be.
private struct EncodedCells {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  init(_ values: ValueDictionary) throws {
    var written: [UInt8] = []
    var writer = DelimitedWriter(flushSize: 0) { written = $0 }
    starts.reserveCapacity(values.count + 1)
    for code in 0..<UInt32(values.count) {
      writer.text(utf8: values.utf8(code))
      try writer.endRow()
      bytes.append(contentsOf: written.dropLast())
      starts.append(bytes.count)
    }
  }

  func append(_ code: UInt32, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: bytes[starts[Int(code)]..<starts[Int(code) + 1]])
  }
}
