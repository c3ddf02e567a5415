/// Renders documents on standard output: the only place that knows the formats.
final class Output {
  private static let rowsPerTableBatch = 1000
  private static let bufferSize = 1 << 16
  private let format: OutputFormat
  private let style: TerminalStyle
  private let write: ([UInt8]) throws -> Void
  private var buffer: [UInt8] = []

  /// Opens standard output for one command.
  /// - Parameters:
  ///   - format: the format asked for.
  ///   - style: width and colour.
  ///   - write: takes bytes or throws.
  init(format: OutputFormat, style: TerminalStyle, write: @escaping ([UInt8]) throws -> Void) {
    self.format = format
    self.style = style
    self.write = write
  }

  /// Writes a whole document.
  /// - Parameter document: the document.
  /// - Throws: what writing or the document's own stream throws.
  func show(_ document: Document) throws {
    if format == .table, let prose = document.prose {
      put(Printable.text(prose, keepingNewlines: true))
    } else {
      switch document.content {
      case .nothing: break
      case .record(let record): try show(record)
      case .list(let records):
        try show(columns: document.columns) { emit in for record in records { try emit(record) } }
      case .stream(let stream): try show(columns: document.columns, stream)
      }
    }
    try flush()
  }

  private func show(_ record: Record) throws {
    switch format {
    case .table: for line in RecordLayout.lines(record, width: style.width) { put(line) }
    case .json: put(JSONText.pretty(.record(record)))
    case .ndjson: put(JSONText.compact(.record(record)))
    case .csv: buffer += CSVText.header(record) + CSVText.row(record)
    }
  }

  private func show(
    columns: [String], _ stream: ((_ emit: (Record) throws -> Void) throws -> Void)
  ) throws {
    switch format {
    case .table: try showTable(columns: columns, stream)
    case .json:
      var isFirst = true
      try stream { record in
        buffer += (isFirst ? "[\n  " : ",\n  ").utf8
        isFirst = false
        JSONText.append(.record(record), to: &buffer, indentation: nil)
        try flushWhenFull()
      }
      put(isFirst ? "[]" : "\n]")
    case .ndjson:
      try stream { record in
        put(JSONText.compact(.record(record)))
        try flushWhenFull()
      }
    case .csv:
      var isFirst = true
      try stream { record in
        if isFirst { buffer += CSVText.header(record) }
        isFirst = false
        buffer += CSVText.row(record)
        try flushWhenFull()
      }
      if isFirst { buffer += CSVText.header(columns) }
    }
  }

  /// A table whose widths come from its first thousand rows.
  private func showTable(
    columns: [String], _ stream: ((_ emit: (Record) throws -> Void) throws -> Void)
  ) throws {
    var held: [Record] = []
    var layout: TableLayout?
    func begin() -> TableLayout {
      let chosen = TableLayout(held, names: columns, width: style.width)
      if !held.isEmpty { put(style.heading(chosen.header)) }
      for row in held { for line in chosen.rows(row) { put(line) } }
      held = []
      return chosen
    }
    try stream { record in
      if let layout {
        for line in layout.rows(record) { put(line) }
      } else {
        held.append(record)
        if held.count == Self.rowsPerTableBatch { layout = begin() }
      }
      try flushWhenFull()
    }
    if layout == nil { _ = begin() }
  }

  private func put(_ line: String) {
    buffer += line.utf8
    if buffer.last != 0x0A { buffer.append(0x0A) }
  }

  private func put(_ line: [UInt8]) {
    buffer += line
    buffer.append(0x0A)
  }

  private func flushWhenFull() throws {
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private func flush() throws {
    guard !buffer.isEmpty else { return }
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
