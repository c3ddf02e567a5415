/// The leading apostrophe that keeps a spreadsheet from running a cell as a formula.
///
/// A text is guarded where, after any apostrophes of its own, it begins with `=`, `+`, `-`, `@`, a
/// tabulator, CR, LF, NUL or a full-width form of the first four (OWASP, "CSV Injection"). Counting
/// the text's own apostrophes makes guarding and stripping exact inverses of each other.
public enum FormulaGuard {
  /// Whether a text is one that the writer guards.
  /// - Parameter bytes: the text as UTF-8.
  /// - Returns: true where an apostrophe belongs before it.
  public static func needsGuard(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first <= 0x40 || first == 0xEF else { return false }
    var at = bytes.startIndex
    while at < bytes.endIndex, bytes[at] == ASCII.apostrophe { at += 1 }
    guard at < bytes.endIndex else { return false }
    switch bytes[at] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), ASCII.tab,
      ASCII.carriageReturn, ASCII.lineFeed, ASCII.nul:
      return true
    case 0xEF:
      // U+FF1D, U+FF0B, U+FF0D and U+FF20, the full-width = + - @.
      guard bytes.endIndex - at >= 3, bytes[at + 1] == 0xBC else { return false }
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[at + 2])
    default:
      return false
    }
  }

  /// The text without the apostrophe that the writer put before it.
  /// - Parameter bytes: a cell as read.
  /// - Returns: the cell, shortened where it was guarded.
  public static func stripped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.first == ASCII.apostrophe, needsGuard(bytes.dropFirst()) else { return bytes }
    return bytes.dropFirst()
  }
}
