/// Width and colour of what people read.
struct TerminalStyle: Equatable, Sendable {
  /// No line is longer.
  static let widest = 100
  /// Characters a line, 40 to 100.
  let width: Int
  /// Whether escape sequences may be used.
  let hasColor: Bool

  /// Fits a terminal.
  /// - Parameters:
  ///   - width: its columns, nil where there is no terminal.
  ///   - hasColor: whether escape sequences may be used.
  init(width: Int?, hasColor: Bool) {
    self.width = min(max(width ?? Self.widest, 40), Self.widest)
    self.hasColor = hasColor
  }

  /// A heading, bold where colour is allowed.
  /// - Parameter text: harmless text.
  /// - Returns: the text.
  func heading(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// A word of alarm, red where colour is allowed.
  /// - Parameter text: harmless text.
  /// - Returns: the text.
  func alarm(_ text: String) -> String { hasColor ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
}
