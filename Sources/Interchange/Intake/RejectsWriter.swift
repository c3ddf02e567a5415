public import Domain

/// What the rejects file of an input looks like.
public struct RejectsLayout: Hashable, Sendable {
  /// The columns that stand before the row.
  public static let columns = ["line", "field", "problem", "fix"]

  /// What stands between fields.
  public let separator: Separator
  /// The header line of the input as it is written there; nil where the input has none.
  public let header: [UInt8]?

  /// A layout for delimited input: the row follows with its own columns.
  /// - Parameters:
  ///   - separator: what stands between fields.
  ///   - header: the header line of the input as it is written there; nil where it has none.
  public init(separator: Separator, header: [UInt8]?) {
    self.separator = separator
    self.header = header
  }

  /// The layout for input that has no columns: the row is one quoted field, `row`.
  public static let quoted = RejectsLayout(separator: .comma, header: nil)
}

/// Writes the rejects file of an import: what is wrong, and then the row as it came.
///
/// The file goes back to the site that wrote the row, so the row is repeated verbatim, identifiers
/// included, and a corrected file can be imported as it is: readers pass over the four columns that
/// stand before the row. `line`, `field`, `problem` and `fix` never quote an identifier. Nothing of
/// the row is guarded against spreadsheets, because it would not be verbatim any more.
public struct RejectsWriter {
  private var writer: DelimitedWriter
  private let layout: RejectsLayout

  /// Begins the file with its header line.
  /// - Parameters:
  ///   - layout: what the input's reader asks for.
  ///   - sink: where the bytes go.
  /// - Throws: what the sink throws.
  public init(layout: RejectsLayout, sink: @escaping ByteSink) throws {
    self.layout = layout
    writer = DelimitedWriter(separator: layout.separator, sink: sink)
    for name in RejectsLayout.columns { writer.text(name) }
    if let header = layout.header {
      writer.verbatim(header[...])
    } else {
      writer.text("row")
    }
    try writer.endRow()
  }

  /// Writes one rejected row; several problems share the line, parted by semicolons.
  /// - Parameters:
  ///   - line: the line of the input.
  ///   - problems: what is wrong with it.
  ///   - rawRow: the row as it stands in the input.
  /// - Throws: what the sink throws.
  public mutating func reject(line: Int, problems: [FieldProblem], rawRow: [UInt8]) throws {
    writer.integer(line)
    writer.text(problems.map(\.field).joined(separator: "; "))
    writer.text(problems.map(\.problem).joined(separator: "; "))
    writer.text(problems.map(\.fix).joined(separator: "; "))
    if layout.header != nil {
      writer.verbatim(rawRow[...])
    } else {
      writer.quoted(utf8: rawRow[...])
    }
    try writer.endRow()
  }

  /// Hands the last bytes to the sink.
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    try writer.finish()
  }
}
