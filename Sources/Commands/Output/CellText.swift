/// What one cell of a table or of a CSV file holds.
enum CellText {
  /// A value in one cell for people.
  /// - Parameter value: the value.
  /// - Returns: text that is safe on a terminal.
  static func shown(_ value: Value) -> String {
    switch value {
    case .decimal(let number): rounded(number)
    case .flag(let flag): flag ? "yes" : "no"
    default: Printable.text(plain(value, separator: ", "))
    }
  }

  /// A value in a cell of a table of many rows: of a long list the first and how many more.
  /// - Parameter value: the value.
  /// - Returns: text that is safe on a terminal.
  static func abridged(_ value: Value) -> String {
    guard case .list(let values) = value, values.count > 4, let first = values.first else {
      return shown(value)
    }
    return "\(shown(first)) and \(values.count - 1) more"
  }

  /// A value in one cell for programs.
  /// - Parameters:
  ///   - value: the value.
  ///   - separator: what stands between the elements of a list.
  /// - Returns: the text.
  static func plain(_ value: Value, separator: String) -> String {
    switch value {
    case .none: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): number.isFinite ? "\(number)" : ""
    case .flag(let flag): flag ? "true" : "false"
    case .list(let values):
      values.map { plain($0, separator: " ") }.joined(separator: separator)
    case .record(let record):
      record.summary
        ?? record.fields.map { plain($0.value, separator: " ") }.filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }

  /// A number with four digits after the point, halves away from zero.
  static func rounded(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e12 else {
      return number.isFinite ? "\(number)" : ""
    }
    let scaled = Int((number.magnitude * 10_000).rounded())
    let fraction = String(scaled % 10_000)
    let zeros = String(repeating: "0", count: 4 - fraction.utf8.count)
    return (number < 0 && scaled > 0 ? "-" : "") + "\(scaled / 10_000).\(zeros)\(fraction)"
  }
}
