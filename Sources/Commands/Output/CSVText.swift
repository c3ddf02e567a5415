/// Writes records as comma-separated values (RFC 4180, lines ended by a line feed).
enum CSVText {
  /// The header for a record: nested records become `outer_inner`.
  /// - Parameter record: the first record of the list.
  /// - Returns: one line.
  static func header(_ record: Record) -> [UInt8] {
    line(flattened(record).map { quoted($0.name) })
  }

  /// A header of given names.
  /// - Parameter names: the names.
  /// - Returns: one line.
  static func header(_ names: [String]) -> [UInt8] { line(names.map { quoted($0) }) }

  /// A row.
  /// - Parameter record: the record.
  /// - Returns: one line.
  static func row(_ record: Record) -> [UInt8] {
    line(
      flattened(record).map { field in
        let text = CellText.plain(field.value, separator: ";")
        return field.value.isNumber ? text : quoted(neutralised(text))
      })
  }

  /// Text that no spreadsheet takes for a formula: an apostrophe goes before `= + - @`, TAB, CR,
  /// LF, NUL and the full-width forms of the signs (OWASP, "CSV Injection").
  /// - Parameter text: the text of a cell.
  /// - Returns: the text, with the apostrophe where it is needed.
  static func neutralised(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      "'" + text
    default: text
    }
  }

  private static func flattened(_ record: Record) -> [Record.Field] {
    record.fields.flatMap { field in
      guard case .record(let inner) = field.value else { return [field] }
      return flattened(inner).map {
        Record.Field(name: "\(field.name)_\($0.name)", value: $0.value)
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",") && byte >= 0x20
    }
    if plain { return text }
    var escaped = "\""
    for scalar in text.unicodeScalars {
      escaped.unicodeScalars.append(scalar)
      if scalar == "\"" { escaped.unicodeScalars.append(scalar) }
    }
    return escaped + "\""
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    Array(cells.joined(separator: ",").utf8) + [0x0A]
  }
}
