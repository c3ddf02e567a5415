/// Lays one record out as a name and a value a line, with its lists as tables below their names.
enum RecordLayout {
  /// The lines of a record.
  /// - Parameters:
  ///   - record: the record.
  ///   - width: characters a line.
  /// - Returns: the lines.
  static func lines(_ record: Record, width: Int) -> [String] {
    let fields = flattened(record).filter { $0.value != .none && $0.value != .list([]) }
    let plain = fields.filter { !$0.value.isNested }
    let margin = (plain.map { TableLayout.heading($0.name).count }.max() ?? 0) + 2
    return fields.flatMap { field in
      guard case .list(let values) = field.value, field.value.isNested else {
        return line(field, margin: margin, width: width)
      }
      let rows = values.compactMap { if case .record(let row) = $0 { row } else { nil } }
      let table = TableLayout(rows, names: [], width: width, indentation: 2)
      return [TableLayout.heading(field.name), table.header] + rows.flatMap { table.rows($0) }
    }
  }

  private static func line(_ field: Record.Field, margin: Int, width: Int) -> [String] {
    let name = TableLayout.heading(field.name)
    let wrapped = TextWrap.lines(CellText.shown(field.value), width: max(20, width - margin))
    return wrapped.enumerated().map { index, text in
      let label = index == 0 ? name : ""
      return label + String(repeating: " ", count: margin - label.count) + text
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
}
