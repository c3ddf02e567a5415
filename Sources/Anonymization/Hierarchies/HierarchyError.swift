/// What is wrong with a generalisation hierarchy.
public enum HierarchyError: Error, Equatable, CustomStringConvertible {
  /// There is no row.
  case empty(hierarchy: String)
  /// A row has another number of levels than the first row.
  case raggedLevels(hierarchy: String, line: Int, found: Int, expected: Int)
  /// A value has two rows.
  case duplicateValue(hierarchy: String, value: String, line: Int)
  /// Two values are equal at one level and differ at the next.
  case notMonotone(hierarchy: String, value: String, level: Int, line: Int)
  /// A built-in hierarchy does not know how to read a value.
  case unreadableValue(hierarchy: String, value: String, line: Int, expected: String)

  /// The sentence shown to people.
  public var description: String {
    switch self {
    case .empty(let hierarchy):
      "hierarchy '\(hierarchy)' has no rows; give one row for each value of the column"
    case .raggedLevels(let hierarchy, let line, let found, let expected):
      "line \(line) of hierarchy '\(hierarchy)' has \(found) cells but line 1 has \(expected); "
        + "give every value the same number of levels"
    case .duplicateValue(let hierarchy, let value, let line):
      "line \(line) of hierarchy '\(hierarchy)' repeats the value '\(value)'; "
        + "remove one of its rows"
    case .notMonotone(let hierarchy, let value, let level, let line):
      "line \(line) of hierarchy '\(hierarchy)' gives '\(value)' of level \(level) another parent "
        + "than an earlier line; values that are equal at one level must stay equal above it"
    case .unreadableValue(let hierarchy, let value, let line, let expected):
      "value '\(value)' (number \(line) of the column's values) does not fit the built-in "
        + "hierarchy '\(hierarchy)'; give \(expected)"
    }
  }
}
