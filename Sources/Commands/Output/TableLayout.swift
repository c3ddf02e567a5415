/// Lays records out as aligned columns that fit a width; long cells go on over several lines.
struct TableLayout {
  /// One column.
  private struct Column {
    var name: String
    var width: Int
    /// Length of the longest word, which a narrower column would cut.
    var word: Int
    var isNumber: Bool
  }

  private static let gap = 2
  private static let narrowest = 8
  private var columns: [Column] = []
  private let indentation: String

  /// Chooses columns and widths.
  /// - Parameters:
  ///   - records: the rows, or the first thousand of them.
  ///   - names: the columns to show; empty for every one that some row fills.
  ///   - width: characters a line.
  ///   - indentation: spaces before each line.
  init(_ records: [Record], names: [String], width: Int, indentation: Int = 0) {
    self.indentation = String(repeating: " ", count: indentation)
    let shown = names.isEmpty ? Self.filledColumns(records) : names
    columns = shown.map { name in
      let values = records.map { $0[name] }
      let texts = values.map { CellText.abridged($0) }
      let widest = texts.map(\.count).max() ?? 0
      let words = texts.lazy.flatMap { $0.split(separator: " ").map(\.count) }
      let known = values.filter { $0 != .none }
      return Column(
        name: Self.heading(name), width: max(Self.heading(name).count, widest),
        word: words.max() ?? 0, isNumber: !known.isEmpty && known.allSatisfy(\.isNumber))
    }
    fields = shown
    shrink(to: width - indentation)
  }

  private var fields: [String] = []

  /// The line of headings.
  var header: String { line(columns.map(\.name)) }

  /// The lines of a row.
  /// - Parameter record: the record.
  /// - Returns: one line or more.
  func rows(_ record: Record) -> [String] {
    let cells = zip(fields, columns).map { field, column in
      let text = CellText.abridged(record[field])
      // A number that is longer than those before it is shown whole, never broken.
      return column.isNumber ? [text] : TextWrap.lines(text, width: column.width)
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { index in
      line(cells.map { index < $0.count ? $0[index] : "" })
    }
  }

  private func line(_ cells: [String]) -> String {
    var text = indentation
    for (index, (cell, column)) in zip(cells, columns).enumerated() {
      let padding = String(repeating: " ", count: max(0, column.width - cell.count))
      text += column.isNumber ? padding + cell : cell + padding
      if index < columns.count - 1 { text += "  " }
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  /// Takes room from the widest text columns until the line fits, and cuts words only where breaking
  /// between them is not enough.
  private mutating func shrink(to width: Int) {
    var excess = columns.map(\.width).reduce(0, +) + Self.gap * max(0, columns.count - 1) - width
    for keepsWords in [true, false] {
      while excess > 0 {
        let candidates = columns.indices.filter {
          let least = keepsWords ? max(Self.narrowest, columns[$0].word) : Self.narrowest
          return !columns[$0].isNumber && columns[$0].width > least
        }
        guard let widest = candidates.max(by: { columns[$0].width < columns[$1].width }) else {
          break
        }
        columns[widest].width -= 1
        excess -= 1
      }
    }
  }

  private static func filledColumns(_ records: [Record]) -> [String] {
    guard let first = records.first else { return [] }
    return first.fields.map(\.name).filter { name in
      records.contains { $0[name] != .none && $0[name] != .list([]) }
    }
  }

  /// A key as a heading.
  /// - Parameter name: the key in snake_case.
  /// - Returns: the heading.
  static func heading(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }
}
