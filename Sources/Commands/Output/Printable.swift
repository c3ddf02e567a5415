/// Makes text from outside harmless for a terminal.
enum Printable {
  /// The text with `?` in place of every control, format and line-separating character.
  ///
  /// Format characters hold the bidirectional overrides that reorder what a reader sees
  /// (Boucher and Anderson, "Trojan Source", 2021).
  /// - Parameters:
  ///   - text: the text as it came.
  ///   - keepingNewlines: whether line feeds stay.
  /// - Returns: text that moves no cursor and changes no colour.
  static func text(_ text: String, keepingNewlines: Bool = false) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let harmless = !isUnsafe(scalar) || (keepingNewlines && scalar == "\n")
      shown.append(harmless ? scalar : "?")
    }
    return String(shown)
  }

  /// Whether a scalar can move the cursor, change colours or reorder text.
  /// - Parameter scalar: a scalar of the text.
  /// - Returns: whether it must not reach a terminal.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
      return true
    default: return false
    }
  }
}
