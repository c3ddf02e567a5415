import TestSupport

extension SeededGenerator {
  /// A text of the characters that delimited text and JSON find hard.
  mutating func awkwardText(upTo length: Int) -> String {
    let pieces = [
      "a", "B", "7", " ", ",", ";", "\t", "\"", "\n", "\r\n", "'", "=", "+", "-", "@", "ä", "€",
      "𝄞", "＝", "＠", "\\", "/", "\u{1}", "\u{7F}", "{", "[", "Müller", "#",
    ]
    var text = ""
    for _ in 0..<below(length + 1) { text += pick(pieces) }
    return text
  }
}
