/// What stands between the fields of a delimited file.
public enum Separator: UInt8, Sendable, CaseIterable {
  /// `,`
  case comma = 0x2C
  /// `;`
  case semicolon = 0x3B
  /// A tabulator.
  case tab = 0x09

  /// The separator that a header line uses: the most frequent one outside of quotes.
  ///
  /// Of equally frequent ones the comma wins; a line without any is a single column.
  /// - Parameter line: the header line.
  /// - Returns: the separator.
  static func detected(in line: ArraySlice<UInt8>) -> Separator {
    var counts = (comma: 0, semicolon: 0, tab: 0)
    var inQuotes = false
    for byte in line {
      if byte == ASCII.quote { inQuotes.toggle() }
      if inQuotes { continue }
      if byte == ASCII.comma { counts.comma += 1 }
      if byte == ASCII.semicolon { counts.semicolon += 1 }
      if byte == ASCII.tab { counts.tab += 1 }
    }
    if counts.comma >= max(counts.semicolon, counts.tab) { return .comma }
    return counts.semicolon >= counts.tab ? .semicolon : .tab
  }
}
