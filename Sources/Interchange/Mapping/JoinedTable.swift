/// The rows of the file that a mapping joins, held in memory by their key.
struct JoinedTable {
  /// One row: the cells of the columns that the mapping speaks of.
  struct Row {
    var line: Int
    var cells: [[UInt8]]
  }

  /// The columns of ``Row/cells``, in their order.
  let columns: [String]
  private(set) var rows: [[UInt8]: [Row]] = [:]
  /// Keys in the order in which they first occur.
  private(set) var keys: [[UInt8]] = []

  /// Reads the whole file.
  init(source: @escaping ByteSource, mapping: ColumnMapping, join: ColumnMapping.Join) throws {
    var reader = try DelimitedReader(
      source: source, options: DelimitedOptions(skipsLeadingComments: true))
    columns = mapping.columns(joined: true)
    let places = try reader.bind(known: columns, required: columns, unknown: .ignored)
      .map { $0 ?? -1 }
    let keyPlace = columns.firstIndex(of: join.joinedKey) ?? 0
    while try reader.advance() {
      if let problem = reader.rowProblem {
        throw MappingError.joinedRow(file: join.file, line: reader.line, problem)
      }
      let cells = places.map { Array(reader.bytes($0).trimmed) }
      let key = cells[keyPlace]
      if rows[key] == nil { keys.append(key) }
      rows[key, default: []].append(Row(line: reader.line, cells: cells))
    }
  }
}
