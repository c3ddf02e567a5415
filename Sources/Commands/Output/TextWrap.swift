/// Breaks text into lines.
enum TextWrap {
  /// The lines of a text, none longer than a width; words longer than that are cut.
  /// - Parameters:
  ///   - text: text whose own line feeds are kept.
  ///   - width: characters a line, at least 1.
  /// - Returns: at least one line.
  static func lines(_ text: String, width: Int) -> [String] {
    let width = max(1, width)
    if text.utf8.count <= width, !text.utf8.contains(0x0A) { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrap($0, width: width) }
  }

  private static func wrap(_ line: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var length = 0
    for word in line.split(separator: " ") {
      var rest = word
      var restLength = rest.count
      if length > 0, length + 1 + restLength > width {
        lines.append(current)
        current = ""
        length = 0
      }
      while restLength > width {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
        restLength -= width
      }
      if length > 0 {
        current += " "
        length += 1
      }
      current += rest
      length += restLength
    }
    if length > 0 || lines.isEmpty { lines.append(current) }
    return lines
  }
}
