internal import Domain

/// Cells by kind.
extension FlatIntake {
  func name(_ column: IntakeColumn) -> String { names[column.rawValue] }

  func text(_ cell: ArraySlice<UInt8>) -> String? {
    cell.isEmpty ? nil : String(decoding: cell, as: UTF8.self)
  }

  func text(_ cells: Cells, _ column: IntakeColumn) -> String? {
    text(cells[column.rawValue])
  }

  func identifier(_ cells: Cells, _ column: IntakeColumn) -> String? {
    collector.identifier(text(cells, column), field: name(column))
  }

  func day(_ cells: Cells, _ column: IntakeColumn) -> CivilDay? {
    let cell = cells[column.rawValue]
    if cell.isEmpty { return nil }
    return CivilDay(cell: cell) ?? collector.day(text(cell), field: name(column))
  }

  func cached<Value>(
    _ cells: Cells, _ column: IntakeColumn, _ cache: CellCache<Value>,
    _ parse: (String, String) throws(FieldProblem) -> Value
  ) -> Value? {
    let cell = cells[column.rawValue]
    guard !cell.isEmpty else { return nil }
    let field = names[column.rawValue]
    do {
      return try cache.value(of: cell) { (text) throws(FieldProblem) in try parse(text, field) }
    } catch {
      collector.problems.append(error)
      return nil
    }
  }

  func category(
    _ cells: Cells, _ column: IntakeColumn, _ axis: TNMCategory.Axis, _ place: Int
  ) -> TNMCategory? {
    let cell = cells[column.rawValue]
    guard !cell.isEmpty else { return nil }
    let field = names[column.rawValue]
    do {
      return try categories[place].value(of: cell) { (text) throws(FieldProblem) in
        try .parse(text, axis: axis, field: field)
      }
    } catch {
      collector.problems.append(error)
      return nil
    }
  }
}
